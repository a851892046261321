package nab

import (
	"fmt"
	"strings"
)

// Report writes the score of each series under the standard profile, and of all
// together under each.
func Report(all []Series, threshold float64) string {
	var b strings.Builder
	windows := 0
	for _, s := range all {
		r := Score([]Series{s}, Profiles[0], threshold)
		fmt.Fprintf(&b, "%-54s %7.2f  %d/%d windows hit, %d rows flagged outside\n", s.Name, r.Score, r.Hit, len(s.Windows), r.Outside)
		windows += len(s.Windows)
	}
	fmt.Fprintf(&b, "%d files, %d labelled windows\n", len(all), windows)
	for _, p := range Profiles {
		r := Score(all, p, threshold)
		fmt.Fprintf(&b, "%-20s %7.2f  threshold %.6f  %d/%d windows hit, %d rows flagged outside\n",
			r.Profile, r.Score, r.Threshold, r.Hit, windows, r.Outside)
	}
	return b.String()
}
