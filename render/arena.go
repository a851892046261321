package render

import "unsafe"

// arena holds the short texts of one picture (labels, the title, the
// sentence) back to back, so that they cost no allocation each.
//
// # Why
//
// Scenes speak of strings because strings are what painters and tests want.
// The strings made here share the arena's memory: they are valid until it is
// used for the next picture, which is the promise of Sheet as a whole.
type arena []byte

// since is the text appended since the arena was from bytes long.
func (a arena) since(from int) string {
	if from >= len(a) {
		return ""
	}
	return unsafe.String(&a[from], len(a)-from)
}
