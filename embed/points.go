package embed

import (
	"context"

	"chartd/render"
	"chartd/stats"
)

// Points is what one stat did step by step in a timeframe.
type Points struct {
	Shown
	Frame  string // such as 1w3h
	Window stats.Window
	Now    []stats.Bucket // one a step; not to be changed
	Before []stats.Bucket // of the same steps before; nil unless asked for
}

// Points reads what opened keys show step by step. Errors are ErrUnavailable,
// also for a key that shows no points, a *param.Error about tf and
// stats.ErrAway.
func (b *Board) Points(ctx context.Context, shown []Shown, asked string, compare bool) ([]Points, error) {
	text, frame, err := CommonFrame(shown, asked)
	if err != nil {
		return nil, err
	}
	for _, s := range shown {
		if s.Grant.Single {
			return nil, ErrUnavailable
		}
	}
	list, err := read(ctx, b, shown, frame, b.Now().Unix(), compare)
	for i := range list {
		list[i].Frame = text
	}
	return list, err
}

// HowMany is how many points Points reads of one key, at the most: those of a
// timeframe that cannot be read are none.
func HowMany(shown Shown, asked string, compare bool) int {
	_, frame, err := CommonFrame([]Shown{shown}, asked)
	if err != nil {
		return 0
	}
	n := steps(frame, 0).Count
	if compare {
		n *= 2
	}
	return n
}

// steps is the window of a timeframe that ends at a moment, in UNIX seconds,
// without the step that has only just begun.
func steps(frame stats.Timeframe, end int64) stats.Window {
	w := frame.Ending(end)
	w.Count--
	return w
}

// read reads what stats did in the steps of a timeframe, and with compare in
// those of the same length before. Errors are the reader's.
func read(ctx context.Context, from stats.Reader, shown []Shown, frame stats.Timeframe, end int64, compare bool) ([]Points, error) {
	window := steps(frame, end)
	ids := make([]stats.StatID, len(shown))
	for i, s := range shown {
		ids[i] = s.Stat.ID
	}
	now, err := from.Series(ctx, ids, window)
	if err != nil {
		return nil, err
	}
	out := make([]Points, len(shown))
	for i, s := range shown {
		out[i] = Points{Shown: s, Window: window, Now: now[i].Buckets}
	}
	if !compare {
		return out, nil
	}
	earlier := window
	earlier.From -= frame.Length
	before, err := from.Series(ctx, ids, earlier)
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Before = before[i].Buckets
	}
	return out, nil
}

// Figures are the values of buckets as charts draw them: nothing is 0 for a
// counter, and a gap (NaN) for a value.
func (p Points) Figures(buckets []stats.Bucket) []float64 { return figures(p.Stat.Kind, buckets) }

// Drawn is what a chart of points shows: all are of one window, and days begin
// where they do for the first.
func Drawn(list []Points) render.Live {
	window := list[0].Window
	out := render.Live{
		Series: make([]render.LiveSeries, len(list)), Zone: list[0].Zone(),
		From: window.At(0).Unix(), To: window.At(window.Count - 1).Unix(),
	}
	for i, p := range list {
		out.Series[i] = render.LiveSeries{Name: p.Stat.Name, Values: p.Figures(p.Now)}
		if p.Before != nil {
			out.Series[i].Before = p.Figures(p.Before)
		}
	}
	return out
}
