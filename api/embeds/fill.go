package embeds

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"

	"chartd/embed"
	"chartd/render"
	"chartd/render/scale"
	"chartd/stats"
)

// fill is the HTML of what a call asks for.
func (f *Face) fill(q *request, o options, shown []embed.Shown) (string, error) {
	switch o.kind {
	case "text":
		return f.fillText(q, o, shown[:1])
	case "table":
		return f.fillTable(q, o, shown)
	case "data":
		return f.fillData(q, o, shown)
	case "histogram":
		return f.fillHistogram(q, o, shown[:1])
	}
	return f.fillGraph(q, o, shown)
}

// fillText is the number alone, so that the page's own style applies.
func (f *Face) fillText(q *request, o options, shown []embed.Shown) (string, error) {
	frame, _ := embed.ReadFrame(o.tf)
	found, err := f.Board.Values(q.Context(), []embed.Wish{{Shown: shown[0], Frame: frame}})
	if err != nil {
		return "", err
	}
	return "<span>" + escape(found[0].Text) + "</span>", found[0].Problem
}

// oldStyles are the looks that the old script knows.
var oldStyles = map[string]url.Values{
	"fill":     {"kind": {"area"}},
	"fill_bar": {"kind": {"bar"}},
	"spark":    {"kind": {"spark"}},
	"mini":     {"kind": {"spark"}, "hl": {"1"}},
}

// fillGraph is a chart. It leads to the page of its first stat where that is
// public.
func (f *Face) fillGraph(q *request, o options, shown []embed.Shown) (string, error) {
	c := chart{look: url.Values{}}
	for name, values := range oldStyles[o.style] {
		c.look[name] = values
	}
	_, c.compare = embed.ReadFrame(o.tf)
	points, err := f.Board.Points(q.Context(), shown, o.tf, c.compare)
	if err != nil {
		return "", err
	}
	c.frame = points[0].Frame
	c = c.sized(o)
	sheet := render.Borrow()
	defer sheet.Return()
	if err := lay(sheet, c, points); err != nil {
		return "", err
	}
	return linked(q, shown[0], sheet, c.query(shown...))
}

// sized is a chart of the size and with the title of a call.
func (c chart) sized(o options) chart {
	w, h := o.size()
	c.look.Set("w", strconv.Itoa(w))
	c.look.Set("h", strconv.Itoa(h))
	if o.title != "" {
		c.look.Set("t", o.title)
	}
	return c
}

// linked is the chart of a sheet as a part of a page, a link to the page of a
// public stat.
func linked(q *request, to embed.Shown, sheet *render.Sheet, query string) (string, error) {
	sum := sha256.Sum256([]byte(query))
	svg, err := inline(sheet.Append(nil, render.SVG), "chartd-"+hex.EncodeToString(sum[:6]))
	if err != nil || !to.Stat.Open {
		return svg, err
	}
	return `<a href="` + escape(q.own+"/stats/"+url.PathEscape(string(to.Stat.Public))) + `">` + svg + `</a>`, nil
}

// bars is how many bars a histogram has.
const bars = 20

// fillHistogram is a chart of how many steps of a stat had which value.
func (f *Face) fillHistogram(q *request, o options, shown []embed.Shown) (string, error) {
	points, err := f.Board.Points(q.Context(), shown, o.tf, false)
	if err != nil {
		return "", err
	}
	counts, low, high := spread(points[0].Figures(points[0].Now))
	c := chart{look: url.Values{"kind": {"bar"}, "ymin": {"0"}, "v0": {counts}}}
	title := cmp.Or(o.title, points[0].Stat.Name)
	if counts != "" {
		o.title = title + ", " + string(scale.AppendDisplay(nil, low)) + " to " + string(scale.AppendDisplay(nil, high))
	} else {
		o.title, c.look["v0"] = title, []string{","} // nothing, and room for it
	}
	query := c.sized(o).query()
	sheet := render.Borrow()
	defer sheet.Return()
	if err := sheet.Parse(query, render.URLLimits); err != nil {
		return "", err
	}
	return linked(q, shown[0], sheet, query)
}

// spread counts how many values lie in each of 20 equal parts from the lowest
// to the highest. Without any value counts is empty.
func spread(values []float64) (counts string, low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	if low > high {
		return "", 0, 0
	}
	var parts [bars]int
	for _, v := range values {
		if math.IsNaN(v) {
			continue
		}
		at := 0
		if high > low {
			at = min(int((v/2-low/2)/(high/2-low/2)*bars), bars-1) // halves: a difference may overflow
		}
		parts[at]++
	}
	words := make([]string, bars)
	for i, n := range parts {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ","), low, high
}

// tables are the templates of what is filled in as a table.
var tables = template.Must(template.New("").Funcs(template.FuncMap{
	"num":   func(v float64) string { return string(scale.AppendDisplay(nil, v)) },
	"exact": func(v float64) string { return string(scale.AppendExact(nil, v)) },
}).ParseFS(sources, "tables.html"))

// tableOf is what the templates show.
type tableOf struct {
	Title   string
	Stats   []embed.Points
	Sums    []stats.Summary
	Totals  []*float64 // of counters; nil for values
	Counter bool       // there is one
	Rows    []dataRow
}

// dataRow is one step of all stats; nil is no data.
type dataRow struct {
	At     string
	Values []*float64
}

// newTable reads what the call asks for.
func (f *Face) newTable(ctx context.Context, o options, shown []embed.Shown) (tableOf, error) {
	points, err := f.Board.Points(ctx, shown, o.tf, false)
	return tableOf{Title: o.title, Stats: points}, err
}

// fillTable is a table of least, greatest, mean, total and latest figures. The
// total is that of a text of the same timeframe.
func (f *Face) fillTable(q *request, o options, shown []embed.Shown) (string, error) {
	t, err := f.newTable(q.Context(), o, shown)
	if err != nil {
		return "", err
	}
	wishes := make([]embed.Wish, len(shown))
	for i, p := range t.Stats {
		t.Sums = append(t.Sums, stats.Summarize(p.Stat.Kind, p.Now))
		wishes[i] = embed.Wish{Shown: shown[i], Frame: p.Frame}
	}
	found, err := f.Board.Values(q.Context(), wishes)
	if err != nil {
		return "", err
	}
	for _, v := range found {
		var total *float64
		if v.Stat.Kind == stats.Counter {
			t.Counter, total = true, &v.Number
		}
		t.Totals = append(t.Totals, total)
	}
	return t.html("table")
}

// fillData is a table of the figures of all steps, the newest first.
func (f *Face) fillData(q *request, o options, shown []embed.Shown) (string, error) {
	t, err := f.newTable(q.Context(), o, shown)
	if err != nil {
		return "", err
	}
	zone, window := shown[0].Zone(), t.Stats[0].Window
	for n := window.Count - 1; n >= 0; n-- {
		row := dataRow{At: time.Unix(window.At(n).Unix(), 0).In(zone).Format("2006-01-02 15:04")}
		for _, p := range t.Stats {
			row.Values = append(row.Values, known(p.Figures(p.Now[n : n+1])[0]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t.html("data")
}

// html writes the table.
func (t tableOf) html(name string) (string, error) {
	var out bytes.Buffer
	err := tables.ExecuteTemplate(&out, name, t)
	return out.String(), err
}
