package main

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"chartd/render"
)

func TestReadNumbers(t *testing.T) {
	for _, tt := range []struct{ says, text, want string }{
		{"one a line", "1\n2\n3\n", "[[1 2 3]]"},
		{"on one line", "3 1 4", "[[3 1 4]]"},
		{"with commas", "3,1, 4\n", "[[3 1 4]]"},
		{"wrapped lines are one series", "1 2 3\n4 5\n", "[[1 2 3 4 5]]"},
		{"two columns are two series", "1 10\n2 20\n3 30\n", "[[1 2 3] [10 20 30]]"},
		{"five columns are five series", "1,2,3,4,5\n6,7,8,9,0", "[[1 6] [2 7] [3 8] [4 9] [5 0]]"},
		{"six columns are too many for series", "1 2 3 4 5 6\n7 8 9 10 11 12", "[[1 2 3 4 5 6 7 8 9 10 11 12]]"},
		{"gaps", "1\n-\n_\nNaN\ninf\n\n2\n", "[[1 NaN NaN NaN NaN NaN 2]]"},
		{"empty cells", "1,,3\n", "[[1 NaN 3]]"},
		{"a blank line in columns", "1 2\n\n3 4\n", "[[1 NaN 3] [2 NaN 4]]"},
		{"blank lines at the end", "1\n2\n\n \n", "[[1 2]]"},
		{"exponents and signs", "-1.5e3 +2", "[[-1500 2]]"},
		{"line ends of Windows", "1\r\n2\r\n", "[[1 2]]"},
		{"the mark that spreadsheets begin a file with", "\ufeff1\n2\n", "[[1 2]]"},
	} {
		got, err := readNumbers(strings.NewReader(tt.text))
		if fmt.Sprint(got) != tt.want || err != nil {
			t.Errorf("%s: %v, %v, want %s", tt.says, got, err, tt.want)
		}
	}
}

func TestReadNumbersRefuses(t *testing.T) {
	for _, tt := range []struct{ says, text, want string }{
		{"a word", "1\n2 two\n", `line 2: "two" is not a number`},
		{"a long word", strings.Repeat("x", 100), `line 1: "` + strings.Repeat("x", 40) + `" is not a number`},
		{"a control character", "1\n\x1b[2J", `line 2: "\x1b[2J" is not a number`},
		{"too large", "1e301", `line 1: "1e301" is over 1e300`},
		{"beyond all numbers", "-1e999", `line 1: "-1e999" is over 1e300`},
		{"nothing", "", errNoNumbers.Error()},
		{"blank lines", "\n\n", errNoNumbers.Error()},
		{"too many", strings.Repeat("1\n", render.FormLimits.Points+1), "line 250001: more than 250000 numbers"},
		{"too many blank lines", strings.Repeat("\n", render.FormLimits.Points+1), "line 250001: more than 250000 numbers"},
		{"an endless line", strings.Repeat(" ", maxLine+1), "line 1: longer than 8 MB"},
	} {
		_, err := readNumbers(strings.NewReader(tt.text))
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.says, err, tt.want)
		}
	}
}

func FuzzReadNumbers(f *testing.F) {
	for _, seed := range []string{"1 2\n3 4", "1,,2\n", "- _ nan\n1e300", "\n\n1", "0x1p-2", "1e-320", "-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		series, err := readNumbers(strings.NewReader(text))
		if err != nil {
			return
		}
		if len(series) == 0 || len(series) > render.MaxSeries {
			t.Fatalf("%q has %d series", text, len(series))
		}
		for _, values := range series {
			if len(values) != len(series[0]) {
				t.Errorf("%q has series of %d and %d points", text, len(series[0]), len(values))
			}
			for _, v := range values {
				if math.Abs(v) > 1e300 {
					t.Errorf("%q has the point %v", text, v)
				}
			}
		}
		// Whatever was read can be drawn.
		var plot plotCmd
		plot.Width, plot.Height, plot.Kind = 100, 50, "line"
		if err := render.Borrow().Parse(plot.plainQuery(series), render.FormLimits); err != nil {
			t.Errorf("%q cannot be drawn: %v", text, err)
		}
	})
}
