package wire

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth bounds the nesting of JSON, most of all of members that mean
// nothing here, and with it the stack.
const maxDepth = 100

// shape tells JSON values apart as far as anyone asks.
type shape uint8

const (
	null shape = iota
	str
	number
	other // true, false, arrays, objects
)

// token is one JSON value: a string decoded, anything else as it stands.
type token struct {
	shape   shape
	content string
}

// raw is a value of any shape, null being absent. What is neither string nor
// number makes no number either.
func (v token) raw() Text { return Text{v.content, v.shape != null} }

// text is a value that is a string or a number, otherwise absent.
func (v token) text() Text {
	if v.shape == null || v.shape == other {
		return Text{}
	}
	return Text{v.content, true}
}

// scanner reads JSON from the left to the right. The first fault makes it bad
// and moves it to the end, where nothing is found: callers need not ask after
// every step.
type scanner struct {
	s   string
	at  int
	bad bool
	// decoded holds the strings with escapes back to back. It only grows, so
	// parts of it stay as they are.
	decoded strings.Builder
}

func (p *scanner) fail() {
	p.bad = true
	p.at = len(p.s)
}

// peek is the next byte, 0 at the end. A 0 in the text begins nothing either.
func (p *scanner) peek() byte {
	if p.at < len(p.s) {
		return p.s[p.at]
	}
	return 0
}

func (p *scanner) space() {
	for p.at < len(p.s) {
		if c := p.s[p.at]; c > ' ' || c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return
		}
		p.at++
	}
}

// take steps over one byte, which must be c.
func (p *scanner) take(c byte) {
	if p.peek() != c {
		p.fail()
		return
	}
	p.at++
}

// end is for the end of the text.
func (p *scanner) end() {
	if p.space(); p.at < len(p.s) {
		p.fail()
	}
}

// open steps into an array or object and reports whether it has an element.
func (p *scanner) open(bracket byte) bool {
	p.space()
	p.take(bracket)
	p.space()
	return !p.closed(bracket + 2) // '[' and ']', '{' and '}' are two apart
}

// more steps to the next element, if there is one before the bracket.
func (p *scanner) more(bracket byte) bool {
	p.space()
	if p.closed(bracket) {
		return false
	}
	p.take(',')
	p.space()
	return !p.closed(bracket)
}

// closed steps over the closing bracket, if it is next. Broken text has no
// more elements either.
func (p *scanner) closed(bracket byte) bool {
	if p.bad {
		return true
	}
	if p.peek() != bracket {
		return false
	}
	p.at++
	return true
}

// key reads the name of a member and the colon behind it.
func (p *scanner) key() string {
	key := p.str()
	p.space()
	p.take(':')
	return key
}

// value reads one value that lies in depth arrays and objects.
func (p *scanner) value(depth int) token {
	p.space()
	from := p.at
	switch c := p.peek(); {
	case c == '"':
		return token{str, p.str()}
	case c == '-', '0' <= c && c <= '9':
		p.number()
		return token{number, p.s[from:p.at]}
	case c == 'n':
		p.word("null")
		return token{}
	case c == 't':
		p.word("true")
	case c == 'f':
		p.word("false")
	case c != '{' && c != '[', depth == maxDepth:
		p.fail()
	case c == '[':
		for more := p.open('['); more; more = p.more(']') {
			p.value(depth + 1)
		}
	default:
		for more := p.open('{'); more; more = p.more('}') {
			p.key()
			p.value(depth + 1)
		}
	}
	return token{other, p.s[from:p.at]}
}

func (p *scanner) word(w string) {
	if !strings.HasPrefix(p.s[p.at:], w) {
		p.fail()
		return
	}
	p.at += len(w)
}

// number steps over a number, which is as strict as JSON's.
func (p *scanner) number() {
	if p.peek() == '-' {
		p.at++
	}
	if p.peek() == '0' {
		p.at++
	} else {
		p.digits()
	}
	if p.peek() == '.' {
		p.at++
		p.digits()
	}
	if p.peek()|0x20 == 'e' {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		p.digits()
	}
}

// digits steps over one digit or more.
func (p *scanner) digits() {
	from := p.at
	for p.at < len(p.s) && '0' <= p.s[p.at] && p.s[p.at] <= '9' {
		p.at++
	}
	if p.at == from {
		p.fail()
	}
}

// str reads a string. Most are a part of the text as they are.
func (p *scanner) str() string {
	p.take('"')
	ascii := true
	for i := p.at; i < len(p.s); i++ {
		switch c := p.s[i]; {
		case c == '"':
			s := p.s[p.at:i]
			if !ascii && !utf8.ValidString(s) {
				return p.decode()
			}
			p.at = i + 1
			return s
		case c == '\\':
			return p.decode()
		case c < ' ':
			p.fail()
			return ""
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	p.fail()
	return ""
}

// decode reads a string, from behind its first quote, that has escapes or bad
// UTF-8: U+FFFD stands for each byte of that and for half surrogate pairs.
func (p *scanner) decode() string {
	from := p.decoded.Len()
	for p.at < len(p.s) {
		switch c := p.s[p.at]; {
		case c == '"':
			p.at++
			return p.decoded.String()[from:]
		case c == '\\':
			p.at++
			p.escape()
		case c < ' ':
			p.fail()
		case c < utf8.RuneSelf:
			p.decoded.WriteByte(c)
			p.at++
		default:
			r, size := utf8.DecodeRuneInString(p.s[p.at:])
			p.decoded.WriteRune(r)
			p.at += size
		}
	}
	p.fail()
	return ""
}

// escape reads what stands behind a backslash.
func (p *scanner) escape() {
	c := p.peek()
	if c == 'u' {
		p.at++
		p.decoded.WriteRune(p.unicode())
		return
	}
	i := strings.IndexByte(`"\/bfnrt`, c)
	if i < 0 {
		p.fail()
		return
	}
	p.decoded.WriteByte("\"\\/\b\f\n\r\t"[i])
	p.at++
}

// unicode reads the digits behind \u, and the second half of a pair.
func (p *scanner) unicode() rune {
	r := p.hex4()
	if !utf16.IsSurrogate(r) {
		return r
	}
	if next := p.at; strings.HasPrefix(p.s[next:], `\u`) {
		p.at += 2
		if pair := utf16.DecodeRune(r, p.hex4()); pair != utf8.RuneError || p.bad {
			return pair
		}
		p.at = next // the second is none, and stands for itself
	}
	return utf8.RuneError
}

// hex4 reads four hex digits.
func (p *scanner) hex4() rune {
	if len(p.s)-p.at < 4 {
		p.fail()
		return 0
	}
	r := rune(0)
	for _, c := range []byte(p.s[p.at : p.at+4]) {
		if !isHex(c) {
			p.fail()
			return 0
		}
		r = r<<4 | rune(unhex(c))
	}
	p.at += 4
	return r
}
