package target

import (
	"cmp"
	"fmt"
	"slices"
)

// Median is the middle of a figure of some things, the upper one of an even
// number. There must be one.
func Median[S any, T cmp.Ordered](list []S, figure func(S) T) T {
	all := make([]T, len(list))
	for i, x := range list {
		all[i] = figure(x)
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// Megabytes is a number of bytes as people write it, in units of 1<<20.
func Megabytes(n int) string { return fmt.Sprintf("%.1f MB", float64(n)/(1<<20)) }
