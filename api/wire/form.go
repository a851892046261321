package wire

import (
	"strings"
	"unsafe"

	"chartd/stats"
)

// maxKept is the most memory, in bytes, that Fields keep from one form for the
// next: far more than a client sends, little enough for a pool of them.
const maxKept = 64 << 10

// Fields are the fields of one post of a single stat. Fields that were read
// into before are read into again without allocating.
//
// The strings in it, and those of the Point made from it, share its memory and
// that of the body: they are valid until either is used for something else.
// Who keeps one must strings.Clone it.
type Fields struct {
	EZKey, Stat Text // of the EZ API
	UKey, Key   Text // of the classic API
	Count       Text
	Value       Text
	T           Text // time
	VB          Text // verbose answer
	ID          Text // against counting twice what was sent twice

	email Text   // the old name of ezkey
	text  []byte // what had to be decoded, back to back
}

// Read replaces the fields by those of a query and of a form in the body. Any
// text can be read: parts are split at '&' alone and decoded each for itself,
// '+' is a space, a part with a bad escape stays as it is, empty parts and
// unknown names mean nothing.
//
// A field of the body wins over one of the query, the first of equal names
// over later ones: so it is with FormValue of net/http, which servers written
// in Go have, as StatHat's was. email counts where ezkey is absent or empty.
func (f *Fields) Read(query string, body []byte) {
	kept := f.text[:0]
	if cap(kept) > maxKept {
		kept = nil
	}
	*f = Fields{text: kept}
	f.scan(unsafe.String(unsafe.SliceData(body), len(body)))
	f.scan(query)
	if f.EZKey.Value == "" && f.email.Given {
		f.EZKey = f.email
	}
}

// Verbose reports whether the client wants a body in the answer.
func (f *Fields) Verbose() bool { return f.VB.Value == "1" }

// Point checks the fields as those of a post to an endpoint, received at now
// in UNIX seconds, and makes them a data point. The first fault is the error:
// ErrNoEZKey or, on a classic endpoint, stats.ErrKeys; stats.ErrNoName,
// stats.ErrNameTooLong, stats.ErrTooManyData; ErrNoNumber, ErrNumber; ErrTimestamp; ErrID.
func (f *Fields) Point(at Endpoint, now int64) (Point, error) {
	d := draft{stat: f.Stat, count: f.Count, value: f.Value, t: f.T, id: f.ID}
	switch {
	case at == EZ && f.EZKey.Value == "":
		return Point{}, ErrNoEZKey
	case at != EZ && (f.UKey.Value == "" || f.Key.Value == ""):
		return Point{}, stats.ErrKeys
	case at != EZ:
		d.stat = f.Key
	}
	var p Point
	err := d.check(&p, at, now)
	return p, err
}

// scan adds the fields of a form that were not given before.
func (f *Fields) scan(form string) {
	for form != "" {
		var part string
		part, form, _ = strings.Cut(form, "&")
		name, value, _ := strings.Cut(part, "=")
		if t := f.field(f.decode(name)); t != nil && !t.Given {
			*t = Text{f.decode(value), true}
		}
	}
}

// field is the place of a name's value, nil for unknown names. Names are
// case-sensitive.
func (f *Fields) field(name string) *Text {
	switch name {
	case "ezkey":
		return &f.EZKey
	case "email":
		return &f.email
	case "stat":
		return &f.Stat
	case "ukey":
		return &f.UKey
	case "key":
		return &f.Key
	case "count":
		return &f.Count
	case "value":
		return &f.Value
	case "t":
		return &f.T
	case "vb":
		return &f.VB
	case "id":
		return &f.ID
	}
	return nil
}

// decode undoes the escapes of a name or a value, if all of them are good.
func (f *Fields) decode(raw string) string {
	if strings.IndexByte(raw, '%') < 0 && strings.IndexByte(raw, '+') < 0 {
		return raw
	}
	from := len(f.text)
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch c {
		case '+':
			c = ' '
		case '%':
			if i+2 >= len(raw) || !isHex(raw[i+1]) || !isHex(raw[i+2]) {
				f.text = f.text[:from]
				return raw
			}
			c = unhex(raw[i+1])<<4 | unhex(raw[i+2])
			i += 2
		}
		f.text = append(f.text, c)
	}
	return unsafe.String(&f.text[from], len(f.text)-from)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// unhex is the value of a hex digit.
func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}
