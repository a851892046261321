package message

import (
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"

	"chartd/alerts"
	"chartd/render"
	"chartd/render/b62"
	"chartd/render/scale"
	"chartd/stats"
)

// Size of the chart inside messages, in CSS pixels; its PNG has twice as many. A
// telephone shows it at three quarters, so that its labels can be read.
const (
	Width  = 440
	Height = 180
)

// inside is that size as a query has it.
var inside = fmt.Sprintf("w=%d&h=%d", Width, Height)

// linked is the size of the chart behind a link (contract, 7.3).
const linked = "w=580&h=180"

// Query is the chart of a notice as the query of a chart URL that holds its
// data: it never changes and needs no key. The last point is highlighted. "" is
// a notice without a chart.
func Query(n alerts.Notice) string {
	if n.Event == alerts.Report || len(n.Chart.Values) == 0 {
		return ""
	}
	return query(n.Stat, n.Chart, n.Event != alerts.Test, linked, packed)
}

// Exact is Query with plain figures, for a picture inside a message: what PNG says
// of it agrees with the figures beside it, where a data string has 62 steps. It
// is too long for a URL.
func Exact(n alerts.Notice) string {
	if n.Event == alerts.Report || len(n.Chart.Values) == 0 {
		return ""
	}
	return query(n.Stat, n.Chart, n.Event != alerts.Test, inside, figures)
}

// ExactLine is the chart of a line of a report, as Exact is that of a notice: with
// the period before dashed, and times in the zone of the report.
func ExactLine(l alerts.DigestLine, zone string) string {
	if len(l.Chart.Values) == 0 {
		return ""
	}
	return query(l.Stat, l.Chart, false, inside, figures) + "&tz=" + url.QueryEscape(zone)
}

// packed writes a series as a data string, figures as plain numbers.
func packed(index string, list []float64, lo, hi float64) string {
	return "&d" + index + "=" + b62.Encode(list, lo, hi)
}

func figures(index string, list []float64, _, _ float64) string {
	text := make([]string, len(list))
	for i, v := range list {
		if !math.IsNaN(v) {
			text[i] = decimal(v)
		}
	}
	return "&v" + index + "=" + url.QueryEscape(strings.Join(text, ","))
}

func query(s alerts.StatFacts, c alerts.Chart, highlight bool, size string, series func(index string, list []float64, lo, hi float64) string) string {
	now, old := numbers(c.Values), numbers(c.Before)
	lo, hi, ok := b62.Range(now, old)
	if !ok {
		lo, hi = 0, 1
	}
	if s.Counter && lo > 0 { // a total is seen against nothing
		lo = 0
	}
	lo, hi = scale.Nice(lo, hi) // they are written at the axis
	var q strings.Builder
	q.WriteString(size + series("0", now, lo, hi))
	if len(old) > 0 {
		q.WriteString(series("1", old, lo, hi) + "&s1=8A929C-")
	}
	last := c.From + c.Step*stats.Minute(max(1, len(c.Values)-1))
	fmt.Fprintf(&q, "&ymin=%s&ymax=%s&xmin=%d&xmax=%d", decimal(lo), decimal(hi), c.From.Unix(), last.Unix())
	if highlight {
		q.WriteString("&hl=1")
	}
	q.WriteString("&t=" + url.QueryEscape(s.Name) + "&bg=FFFFFF")
	return q.String()
}

// PNG draws a query that this package wrote, and returns the sentence that says
// what is in it.
func PNG(query string) (picture []byte, sentence string, err error) {
	sheet := render.Borrow()
	defer sheet.Return()
	if err := sheet.Parse(query, render.FormLimits); err != nil {
		return nil, "", fmt.Errorf("chart of a message: %w", err)
	}
	return sheet.Append(nil, render.PNG), strings.Clone(sheet.Sentence()), nil // the sheet's next user writes over its texts
}

// numbers are values with gaps as NaN.
func numbers(list []*float64) []float64 {
	out := make([]float64, len(list))
	for i, v := range list {
		out[i] = math.NaN()
		if v != nil {
			out[i] = *v
		}
	}
	return out
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
