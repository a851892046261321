package stats_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"chartd/stats"
)

// numbered is a list of n different names.
func numbered(n int) []string {
	var names []string
	for i := range n {
		names = append(names, fmt.Sprint("n", i))
	}
	return names
}

func TestAppendNames(t *testing.T) {
	long := strings.Repeat("é", stats.MaxName)
	most := numbered(stats.MaxNames)
	for _, row := range []struct {
		what, stat string
		want       []string
		err        error
	}{
		{"one name", "page view", []string{"page view"}, nil},
		{"the contract's example", "messages sent~total,female,europe",
			[]string{"messages sent total", "messages sent female", "messages sent europe"}, nil},
		{"no prefix", "~a,b", []string{"a", "b"}, nil},
		{"a blank prefix", "  ~a", []string{"a"}, nil},
		{"spaces everywhere", " x  ~ a ,\tb ", []string{"x a", "x b"}, nil},
		{"spaces inside stay", "x  y~a  b", []string{"x  y a  b"}, nil},
		{"empty names are skipped", "a~,b,,", []string{"a b"}, nil},
		{"no name is left", "a~", []string{"a"}, nil},
		{"only blank names", "a~ , ,", []string{"a"}, nil},
		{"two ~", "a~b~c,d", []string{"a b~c", "a d"}, nil},
		{"twice the same", "a~b,c, b", []string{"a b", "a c"}, nil},
		{"twice the same of many", "~" + strings.Join(slices.Concat(most[:50], most[:50]), ","), most[:50], nil},
		{"case matters", "a~b,B", []string{"a b", "a B"}, nil},
		{"control characters", "\x00a\x1fb\x7f\u0085~c\n", []string{"a b c"}, nil},
		{"bad UTF-8", "a\xff\xfe", []string{"a\uFFFD\uFFFD"}, nil},
		{"as long as may be", long, []string{long}, nil},
		{"as long as may be, of two", long[:2*100] + "~" + long[:2*154], []string{long[:2*100] + " " + long[:2*154]}, nil},
		{"as many as may be", "~" + strings.Join(most, ","), most, nil},

		{"nothing", "", nil, stats.ErrNoName},
		{"blank", " \t\x00 ", nil, stats.ErrNoName},
		{"only ~", "~", nil, stats.ErrNoName},
		{"only ~ and commas", " ~ ,, ", nil, stats.ErrNoName},
		{"too long", long + "é", nil, stats.ErrNameTooLong},
		{"too long together", long[:2*100] + "~a," + long[:2*155], nil, stats.ErrNameTooLong},
		{"too long without a prefix", "~a," + long + "é", nil, stats.ErrNameTooLong},
		{"a prefix that is too long", long + "é~", nil, stats.ErrNameTooLong},
		{"a prefix that leaves no room", long + "~a", nil, stats.ErrNameTooLong},
		{"too many", "~" + strings.Join(numbered(stats.MaxNames+1), ","), nil, stats.ErrTooManyData},
	} {
		t.Run(row.what, func(t *testing.T) {
			before := []string{"b", "a b"} // has nothing to do with what is appended
			got, err := stats.AppendNames(before, row.stat)
			if !errors.Is(err, row.err) || (err == nil) != (row.err == nil) {
				t.Errorf("got error %v, want %v", err, row.err)
			}
			if want := append(before, row.want...); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
