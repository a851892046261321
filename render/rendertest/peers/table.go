package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"chartd/render"
)

// Goals that are not times, in bytes and in allocations a picture.
const (
	svgBytes  = 2 << 10  // of SVG A
	pngBytes  = 12 << 10 // of PNG A
	svgAllocs = 0        // of every SVG
)

// writeTable writes the measured rows as Markdown: times and ratios, then
// what the others allocate and write, then the goals that are not times.
func writeTable(to io.Writer, rows []row, names []string) {
	writeTimes(to, rows, names)
	fmt.Fprintln(to)
	writeSizes(to, rows, names)
	fmt.Fprintln(to)
	for _, line := range verdicts(rows) {
		fmt.Fprintln(to, "- "+line)
	}
}

func writeTimes(to io.Writer, rows []row, names []string) {
	head := []string{"chart", "format", "chartd µs", "goal µs", "met", "allocs", "bytes"}
	for _, name := range names[1:] {
		head = append(head, name+" µs", "ratio")
	}
	writeHead(to, head, 2)
	for _, r := range rows {
		own := r.samples[0]
		cells := []string{r.chart.Name, r.format.String(), micros(own.time), micros(r.goal()),
			yes(own.time <= r.goal()), grouped(own.allocs), grouped(uint64(own.bytes))}
		for _, s := range r.samples[1:] {
			cells = append(cells, micros(s.time), ratio(s.time, own.time))
		}
		writeRow(to, cells)
	}
}

func writeSizes(to io.Writer, rows []row, names []string) {
	head := []string{"chart", "format"}
	for _, name := range names[1:] {
		head = append(head, name+" allocs", name+" bytes")
	}
	writeHead(to, head, 2)
	for _, r := range rows {
		cells := []string{r.chart.Name, r.format.String()}
		for _, s := range r.samples[1:] {
			cells = append(cells, grouped(s.allocs), grouped(uint64(s.bytes)))
		}
		writeRow(to, cells)
	}
}

// verdicts says how the goals that are not times were met, as far as their
// charts were measured.
func verdicts(rows []row) []string {
	var lines []string
	most, seen := uint64(0), false
	for _, r := range rows {
		own := r.samples[0]
		if r.format == render.SVG {
			most, seen = max(most, own.allocs), true
		}
		if r.chart.Name == "A" {
			limit := map[render.Format]int{render.SVG: svgBytes, render.PNG: pngBytes}[r.format]
			lines = append(lines, fmt.Sprintf("%s A has %s bytes, goal at most %s: %s",
				strings.ToUpper(r.format.String()), grouped(uint64(own.bytes)), grouped(uint64(limit)), met(own.bytes <= limit)))
		}
	}
	if seen {
		lines = append(lines, fmt.Sprintf("the most allocations of an SVG by chartd: %d, goal %d: %s",
			most, svgAllocs, met(most <= svgAllocs)))
	}
	return lines
}

// writeHead writes the first two lines of a table; columns from the given one
// on are figures and stand at the right.
func writeHead(to io.Writer, cells []string, figures int) {
	writeRow(to, cells)
	fmt.Fprintf(to, "|%s%s\n", strings.Repeat("---|", figures), strings.Repeat("--:|", len(cells)-figures))
}

func writeRow(to io.Writer, cells []string) {
	fmt.Fprintf(to, "| %s |\n", strings.Join(cells, " | "))
}

// micros is a time in µs: one decimal below 100, none above.
func micros(d time.Duration) string {
	us := float64(d) / float64(time.Microsecond)
	if us < 99.95 {
		return fmt.Sprintf("%.1f", us)
	}
	return grouped(uint64(us + 0.5))
}

// ratio is how many times as long the other takes.
func ratio(other, own time.Duration) string {
	if own <= 0 {
		return "–"
	}
	x := float64(other) / float64(own)
	if x < 9.95 {
		return fmt.Sprintf("%.1fx", x)
	}
	return grouped(uint64(x+0.5)) + "x"
}

// grouped is a number with commas between thousands.
func grouped(n uint64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func met(b bool) string {
	if b {
		return "met"
	}
	return "not met"
}

// shortTime is a time with three digits or so.
func shortTime(d time.Duration) string {
	for unit := time.Second; unit >= time.Microsecond; unit /= 1000 {
		if d >= unit {
			return d.Round(unit / 100).String()
		}
	}
	return d.String()
}
