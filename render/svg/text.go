package svg

import "unicode/utf8"

// text writes untrusted text between two tags. What XML 1.0 does not allow in
// a document at all is left out; bytes that are no UTF-8 become U+FFFD.
func (p *painter) text(s string) {
	for s != "" {
		n := plain(s)
		p.write(s[:n])
		if s = s[n:]; s == "" {
			return
		}
		r, size := utf8.DecodeRuneInString(s)
		if s = s[size:]; r < utf8.RuneSelf {
			p.ascii(byte(r))
		} else if r != 0xFFFE && r != 0xFFFF {
			p.buf = utf8.AppendRune(p.buf, r)
		}
	}
}

// plain is how many characters at the beginning need no look.
func plain(s string) int {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '&' || c == '<' || c == '>' {
			return i
		}
	}
	return len(s)
}

// ascii writes a character below 0x80 that is not plain.
func (p *painter) ascii(c byte) {
	switch {
	case c == '&':
		p.write("&amp;")
	case c == '<':
		p.write("&lt;")
	case c == '>':
		p.write("&gt;")
	case c == '\t' || c == '\n':
		p.buf = append(p.buf, c)
	}
}
