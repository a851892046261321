package card

import (
	"math"
	"strconv"
	"strings"

	"chartd/render/scale"
)

// sentence says what the card shows, computed from its data:
// "Uptime: 99.98 %, up 0.02 %. 44 points, from 3 to 5, low 2, high 7."
func (c *Card) sentence() string {
	var b strings.Builder
	if c.Label != "" {
		b.WriteString(c.Label + ": ")
	}
	b.WriteString(c.Value)
	switch {
	case c.Delta == "":
	case c.Trend == Up:
		b.WriteString(", up " + c.Delta)
	case c.Trend == Down:
		b.WriteString(", down " + c.Delta)
	default:
		b.WriteString(", change " + c.Delta)
	}
	if c.Since && c.Delta != "" {
		b.WriteString(" against the period before")
	}
	b.WriteByte('.')
	b.WriteString(c.sparkSentence())
	return b.String()
}

// sparkSentence says what the sparkline shows. Without figures it claims no
// value, only the shape.
func (c *Card) sparkSentence() string {
	first, last, low, high, n := observe(c.Spark)
	if n == 0 {
		return ""
	}
	points := " " + strconv.Itoa(n) + " points"
	if n == 1 {
		points = " 1 point"
	}
	if c.Known {
		if n == 1 {
			return points + ", at " + figure(last) + "."
		}
		return points + ", from " + figure(first) + " to " + figure(last) +
			", low " + figure(low) + ", high " + figure(high) + "."
	}
	points += ", ends at " + share(last) + " of its range"
	switch {
	case last > first:
		points += ", up from " + share(first)
	case last < first:
		points += ", down from " + share(first)
	}
	return points + "."
}

// observe reads the facts of a series without its gaps.
func observe(values []float64) (first, last, low, high float64, n int) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if math.IsNaN(v) {
			continue
		}
		if n == 0 {
			first = v
		}
		n++
		last = v
		low, high = min(low, v), max(high, v)
	}
	return first, last, low, high, n
}

func figure(v float64) string { return string(scale.AppendLabel(nil, v)) }

// share says where an index of a data string lies in its range.
func share(index float64) string {
	return strconv.Itoa(int(math.Round(index/61*100))) + " %"
}
