package main

import (
	"fmt"
	"io"
	"time"
)

// line is one line of the table.
type line struct {
	what, measured, goal string
	missed               bool
}

// figure is a line without a goal.
func figure(what, measured string) line { return line{what: what, measured: measured} }

// atMost and atLeast are lines whose figure is held against a goal of the same
// unit.
func atMost[T ~int64 | ~float64](what, measured string, got T, goal string, limit T) line {
	return line{what, measured, "at most " + goal, got > limit}
}

func atLeast[T ~int64 | ~float64](what, measured string, got T, goal string, limit T) line {
	return line{what, measured, "at least " + goal, got < limit}
}

// writeTable writes lines as Markdown.
func writeTable(out io.Writer, lines []line) {
	fmt.Fprint(out, "| what | measured | goal |\n|---|--:|--:|\n")
	for _, l := range lines {
		if l.missed {
			l.goal += ", missed"
		}
		fmt.Fprintf(out, "| %s | %s | %s |\n", l.what, l.measured, l.goal)
	}
}

// micros and millis are times as people write them.
func micros(d time.Duration) string {
	return fmt.Sprintf("%.1f µs", float64(d)/float64(time.Microsecond))
}

func millis(d time.Duration) string {
	ms := float64(d) / float64(time.Millisecond)
	if ms < 10 {
		return fmt.Sprintf("%.2f ms", ms)
	}
	return fmt.Sprintf("%.1f ms", ms)
}

// thousands is a count with commas.
func thousands(n float64) string {
	s := fmt.Sprintf("%.0f", n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
