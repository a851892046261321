package crash

import (
	"strings"
	"testing"
)

// What an answer means for its points: stored ones must be there, those with an
// id are sent again, those without may be there or not.
func TestBookNotesWhatAnAnswerMeans(t *testing.T) {
	b := newBook(1)
	at := place{1, 600}
	b.note([]posted{{"a", at, 5}, {"", at, 1}}, true)
	b.note([]posted{{"", at, 1}}, false)
	b.note([]posted{{"b", at, 7}}, false)
	if got, want := *b.sums[at], (sum{n: 2, total: 6, maybe: 1}); got != want || b.acknowledged() != 2 {
		t.Errorf("the sum is %+v of %d points, want %+v of 2", got, b.acknowledged(), want)
	}
	if len(b.open) != 1 || b.open[0].id != "b" {
		t.Errorf("to be sent again: %+v, want b", b.open)
	}
}

// A minute must hold what was acknowledged, and of points whose answer nobody saw
// some or all; nothing else may be there.
func TestBookFindsWhatIsNotThereOnce(t *testing.T) {
	at, other := place{1, 600}, place{2, 660}
	for _, row := range []struct {
		what string
		got  map[place]sum
		want string // part of what is found; "" is nothing
	}{
		{"what was acknowledged", map[place]sum{at: {n: 2, total: 10}}, ""},
		{"and one of unknown fate", map[place]sum{at: {n: 3, total: 11}}, ""},
		{"and both", map[place]sum{at: {n: 4, total: 12}}, ""},
		{"one lost", map[place]sum{at: {n: 1, total: 5}}, "crash 1 at 600: 1 points with sum 5, acknowledged 2 with 10 (2 unknown)"},
		{"all lost", map[place]sum{}, "crash 1 at 600: 0 points with sum 0"},
		{"one counted twice", map[place]sum{at: {n: 3, total: 15}}, "crash 1 at 600: 3 points with sum 15"},
		{"more than were sent", map[place]sum{at: {n: 5, total: 13}}, "crash 1 at 600: 5 points"},
		{"another sum", map[place]sum{at: {n: 2, total: 11}}, "crash 1 at 600: 2 points with sum 11"},
		{"points of nobody", map[place]sum{at: {n: 2, total: 10}, other: {n: 1, total: 1}}, "crash 2 at 660: 1 points that nobody sent"},
	} {
		b := newBook(1)
		b.sums[at] = &sum{n: 2, total: 10, maybe: 2}
		err := b.differences(row.got)
		if (err == nil) != (row.want == "") || err != nil && !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %q", row.what, err, row.want)
		}
	}
	// What was of unknown fate is known once it was read.
	b := newBook(1)
	b.sums[at] = &sum{n: 2, total: 10, maybe: 2}
	for i, row := range []struct {
		got  sum
		fine bool
	}{{sum{n: 3, total: 11}, true}, {sum{n: 2, total: 10}, false}} {
		if err := b.differences(map[place]sum{at: row.got}); (err == nil) != row.fine {
			t.Errorf("reading %d: %v", i, err)
		}
	}
}
