package report

import (
	"context"
	"fmt"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// steps are what a chart shows for each point, in minutes: a day has 24 of them,
// a week 84, a month as many as it has days.
var steps = map[Period]stats.Minute{Day: 60, Week: 120, Month: 24 * 60}

// edges are the begins of the steps of a span, and its end. The days of a month
// are those of the report's zone; otherwise all steps are as long but for the
// last, which has what the zone's clocks leapt or went back.
func (r Report) edges(s Span) []stats.Minute {
	list := []stats.Minute{s.From}
	if r.Period == Month {
		zone := r.Location()
		for date := dateOf(time.Unix(s.From.Unix(), 0), zone); r.begin(date) < s.To; date = date.AddDate(0, 0, 1) {
			if at := r.begin(date); at > list[len(list)-1] {
				list = append(list, at)
			}
		}
		return append(list, s.To)
	}
	step := steps[r.Period]
	for at := s.From + step; at+step <= s.To; at += step {
		list = append(list, at)
	}
	return append(list, s.To)
}

// windows cuts steps into runs that are equally long.
func windows(edges []stats.Minute) []stats.Window {
	var list []stats.Window
	for i, at := range edges[1:] {
		step := at - edges[i]
		if n := len(list); n > 0 && list[n-1].Step == step {
			list[n-1].Count++
			continue
		}
		list = append(list, stats.Window{From: edges[i], Step: step, Count: 1})
	}
	return list
}

// illustrate puts charts into lines. The span before is as long in the calendar
// and may have fewer steps, or more: it is filled up with gaps, or cut.
func (b Builder) illustrate(ctx context.Context, r Report, list []entry, span, before Span) error {
	now, err := b.values(ctx, list, r.edges(span))
	if err != nil {
		return err
	}
	old, err := b.values(ctx, list, r.edges(before))
	if err != nil {
		return err
	}
	for i := range list {
		l := &list[i].line
		l.Chart = alerts.Chart{From: span.From, Step: steps[r.Period], Values: now[i]}
		l.Chart.Before = make([]*float64, len(now[i]))
		copy(l.Chart.Before, old[i])
	}
	return nil
}

// values reads what each stat shows in each step.
func (b Builder) values(ctx context.Context, list []entry, edges []stats.Minute) ([][]*float64, error) {
	values := make([][]*float64, len(list))
	if len(list) == 0 {
		return values, nil
	}
	ids := make([]stats.StatID, len(list))
	for i, e := range list {
		ids[i] = e.stat.ID
	}
	for _, w := range windows(edges) {
		series, err := b.Series.Series(ctx, ids, w)
		if err != nil {
			return nil, fmt.Errorf("charts of a report: %w", err)
		}
		for i, s := range series {
			values[i] = append(values[i], alerts.NewChart(list[i].stat.Kind, w, s.Buckets).Values...)
		}
	}
	return values, nil
}
