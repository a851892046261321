package scene

import "unsafe"

// Arena holds the short texts of one picture (labels, a title, a sentence)
// back to back, so that they cost no allocation each.
//
// # Why
//
// Scenes speak of strings because strings are what painters and tests want.
// The strings made here share the arena's memory: they are valid until it is
// used for the next picture, which is the promise of a Draft as well.
type Arena []byte

// Since is the text appended since the arena was from bytes long.
func (a Arena) Since(from int) string {
	if from >= len(a) {
		return ""
	}
	return unsafe.String(&a[from], len(a)-from)
}
