package svg

import "unicode/utf8"

// text writes untrusted text between two tags. What XML 1.0 does not allow in
// a document at all is left out; bytes that are no UTF-8 become U+FFFD.
func (p *painter) text(s string) {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			p.ascii(c)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r == 0xFFFE || r == 0xFFFF {
			continue
		}
		p.buf = utf8.AppendRune(p.buf, r)
	}
}

// ascii writes one character below 0x80.
func (p *painter) ascii(c byte) {
	switch {
	case c == '&':
		p.write("&amp;")
	case c == '<':
		p.write("&lt;")
	case c == '>':
		p.write("&gt;")
	case c >= ' ' || c == '\t' || c == '\n':
		p.buf = append(p.buf, c)
	}
}
