package param

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chartd/render/scene"
)

// Title is a text as it can be shown on one line. It drops what is no text (control characters, marks that change the
// direction of others, bytes that are no UTF-8) and everything after 256
// characters.
func Title(t string, text scene.Arena) (string, scene.Arena) {
	t = strings.TrimSpace(t)
	clean, n := true, 0
	for _, r := range t {
		n++
		clean = clean && printable(r)
	}
	if clean && n <= MaxTitle {
		return t, text
	}
	from, n := len(text), 0
	for _, r := range t {
		if n == MaxTitle {
			break
		}
		if printable(r) {
			text = utf8.AppendRune(text, r)
			n++
		}
	}
	return strings.TrimSpace(text.Since(from)), text
}

// printable reports whether a character of a title is drawn. U+FFFD stands for
// bytes that are no UTF-8 as well.
func printable(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return ' ' <= r && r < 0x7F
	case r == utf8.RuneError || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r):
		return false
	case r == '\u2028' || r == '\u2029' || r == '\uFEFF':
		return false
	}
	return r&0xFFFE != 0xFFFE // the noncharacters at the end of every plane
}
