package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"chartd/render"
)

var errLongLine = errors.New("longer than 8 MB")

var errNoNumbers = errors.New("no numbers on standard input, for example: seq 50 | chartd plot")

// maxLine bounds a line of numbers in bytes: 250,000 of the longest.
const maxLine = 8 << 20

// readNumbers reads numbers that blanks, commas or lines set apart, at most as
// many as a form may have. Two to five on every line, and more than one line,
// are columns, each a series; anything else is one series in reading order. A
// cell with nothing, "-", "_" or no finite number is a gap (NaN), and so is a
// blank line before the last number. An error names the line.
func readNumbers(from io.Reader) ([][]float64, error) {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, maxLine)
	var rows [][]float64
	count, filled := 0, 0
	for lines.Scan() {
		row, err := readRow(strings.TrimPrefix(lines.Text(), "\ufeff")) // spreadsheets begin a file with it
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", len(rows)+1, err)
		}
		rows = append(rows, row)
		// A blank line is a point too, so blank lines are bounded with the rest.
		if count += max(len(row), 1); count > render.FormLimits.Points {
			return nil, fmt.Errorf("line %d: more than %d numbers", len(rows), render.FormLimits.Points)
		}
		if len(row) > 0 {
			filled = len(rows)
		}
	}
	err := lines.Err()
	if errors.Is(err, bufio.ErrTooLong) {
		err = errLongLine
	}
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", len(rows)+1, err)
	}
	if filled == 0 {
		return nil, errNoNumbers
	}
	rows = rows[:filled]
	if width := columnsOf(rows); width > 1 {
		return transpose(rows, width), nil
	}
	return [][]float64{inOrder(rows)}, nil
}

// readRow reads the cells of one line; a blank line has none.
func readRow(line string) ([]float64, error) {
	if strings.TrimSpace(line) == "" {
		return nil, nil
	}
	var row []float64
	for cell := range strings.SplitSeq(line, ",") {
		words := strings.Fields(cell)
		if len(words) == 0 {
			row = append(row, math.NaN())
		}
		for _, word := range words {
			v, err := readNumber(word)
			if err != nil {
				return nil, err
			}
			row = append(row, v)
		}
	}
	return row, nil
}

// readNumber reads one number. What is beyond 1e300 is refused: the
// difference of two such numbers is no number any more.
func readNumber(word string) (float64, error) {
	if word == "-" || word == "_" {
		return math.NaN(), nil
	}
	v, err := strconv.ParseFloat(word, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, fmt.Errorf("%.40q is not a number", word)
	}
	if err != nil && math.IsInf(v, 0) || math.Abs(v) > 1e300 && !math.IsInf(v, 0) {
		return 0, fmt.Errorf("%.40q is over 1e300", word)
	}
	if math.IsInf(v, 0) {
		return math.NaN(), nil
	}
	return v, nil
}

// columnsOf is how many cells each line has, or 1 when they differ, when there
// are more than a chart has series, or when there is a single line.
func columnsOf(rows [][]float64) int {
	width, full := 0, 0
	for _, row := range rows {
		if len(row) == 0 {
			continue
		}
		if width > 0 && len(row) != width {
			return 1
		}
		width = len(row)
		full++
	}
	if full < 2 || width > render.MaxSeries {
		return 1
	}
	return width
}

func transpose(rows [][]float64, width int) [][]float64 {
	series := make([][]float64, width)
	for _, row := range rows {
		for n := range series {
			v := math.NaN()
			if len(row) > 0 {
				v = row[n]
			}
			series[n] = append(series[n], v)
		}
	}
	return series
}

func inOrder(rows [][]float64) []float64 {
	var all []float64
	for _, row := range rows {
		if len(row) == 0 {
			row = []float64{math.NaN()}
		}
		all = append(all, row...)
	}
	return all
}
