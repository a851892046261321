package render

import (
	"crypto/sha256"
	"slices"
	"strings"

	"chartd/render/param"
)

// Key names the chart: it is the same for every order and spelling of the same
// parameters, whatever unknown ones stand between them. Of a live chart it
// names what is asked for and how it looks, before Fill and after it, and
// whoever signed it: it changes with neither data nor sig nor exp.
func (s *Sheet) Key() [16]byte {
	b := s.canon[:0]
	for p := range s.fields[:s.last()] {
		if f := &s.fields[p]; f.given && (f.value != "" || s.spec.Live && name(p) == pT) {
			n := len(f.value)
			b = append(b, byte(p), byte(n), byte(n>>8), byte(n>>16))
			b = append(b, f.value...)
		}
	}
	s.canon = b
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}

// last is the end of the parameters that mean something to the chart.
func (s *Sheet) last() name {
	if s.spec.Live {
		return pSig
	}
	return pK0
}

// cardNames are the parameters of cards and badges that charts do not have.
var cardNames = [...]string{"v", "p", "size"}

// meant reports whether a parameter means something to any picture.
func meant(name string) bool {
	_, ok := lookup(name)
	return ok || slices.Contains(cardNames[:], name)
}

// CanonicalQuery is the text that a signature of a live picture's query is
// made over, of charts, cards and badges alike: all parameters that any of
// them knows, sorted by name, each as name=value behind an ampersand but the
// first, without sig. The first of equal names counts. All bytes of a value but
// letters, digits and -._~ are escaped, in capitals.
func CanonicalQuery(raw string) []byte {
	type pair struct{ name, value string }
	var pairs []pair
	s := param.Scanner{Rest: raw}
	for {
		name, value, ok := s.Next()
		if !ok {
			break
		}
		if meant(name) && name != "sig" && !slices.ContainsFunc(pairs, func(p pair) bool { return p.name == name }) {
			pairs = append(pairs, pair{name, s.Decode(value)})
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.name, b.name) })
	var b []byte
	for i, p := range pairs {
		if i > 0 {
			b = append(b, '&')
		}
		b = append(append(b, p.name...), '=')
		b = appendEscaped(b, p.value)
	}
	return b
}

func appendEscaped(b []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9', 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', strings.IndexByte("-._~", c) >= 0:
			b = append(b, c)
		default:
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return b
}
