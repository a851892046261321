package embed

import (
	"context"
	"math"

	"chartd/render/card"
	"chartd/render/scale"
	"chartd/stats"
)

// Wish is a key that was opened, with the timeframe whose number is wanted.
type Wish struct {
	Shown
	Frame string // as ReadFrame reads it; a key that is held to one shows that
}

// Value is one number of a stat: the total of a counter or the mean of a value
// over a timeframe that ends with the last whole minute.
type Value struct {
	Shown
	Frame    string // such as 1w3h
	From, To int64  // in UNIX seconds: what came from From on, and before To
	Number   float64
	Before   float64 // of the same length before; both are NaN where a value has no data
	Text     string  // Number as people read it (StatHat contract, 6.4), without unit
	Change   string  // from Before to Number, such as "+4.2 %"; "" is none
	Sentence string  // all of it, as alternative texts say it
	Problem  error   // ErrUnavailable or a *param.Error about tf; then only Shown and Frame are set
}

// Percent is the change from Before to Number (StatHat contract, 6.4): 0 where
// Before is 0; ok is false where one of them has no data.
func (v Value) Percent() (percent float64, ok bool) {
	switch {
	case math.IsNaN(v.Number) || math.IsNaN(v.Before):
		return 0, false
	case v.Before == 0:
		return 0, true
	}
	percent = 100 * (v.Number - v.Before) / v.Before
	return percent, !math.IsInf(percent, 0)
}

// Values answers wishes in their order. Stats that are wanted over the same
// length are read together. The error is stats.ErrAway.
func (b *Board) Values(ctx context.Context, wishes []Wish) ([]Value, error) {
	out := make([]Value, len(wishes))
	minute := stats.MinuteAt(b.Now().Unix())
	together := map[stats.Minute][]int{} // places in out by length
	for i, w := range wishes {
		text, frame, err := CommonFrame([]Shown{w.Shown}, w.Frame)
		out[i] = Value{Shown: w.Shown, Frame: text, From: (minute - frame.Length).Unix(), To: minute.Unix(), Problem: err}
		if err == nil {
			together[frame.Length] = append(together[frame.Length], i)
		}
	}
	for length, places := range together {
		ids := make([]stats.StatID, len(places))
		for n, i := range places {
			ids[n] = out[i].Stat.ID
		}
		list, err := b.Series(ctx, ids, twoOf(length, minute))
		if err != nil {
			return nil, err
		}
		for n, i := range places {
			out[i].fill(list[n].Buckets)
		}
	}
	return out, nil
}

// twoOf is the window of a length that ends with a minute, and the one before.
func twoOf(length, end stats.Minute) stats.Window {
	return stats.Window{From: end - 2*length, Step: length, Count: 2}
}

// wording is the card whose words a value has. It has no room for anything that
// would have to be laid out.
var wording = func() card.Card {
	c, err := card.ParseCard("k0=a&cmp=1&w=1&h=1")
	if err != nil {
		panic(err) // the query is right, as every test of this package finds
	}
	return c
}()

// signs of a change.
var signs = map[card.Trend]string{card.Up: "+", card.Down: "−"}

// fill makes the number and its words of two buckets: before, and now.
func (v *Value) fill(two []stats.Bucket) {
	v.Before, v.Number = whole(v.Stat.Kind, two[:1]), whole(v.Stat.Kind, two[1:])
	c := wording.Fill(card.Live{Name: v.Stat.Name, Unit: v.Stat.Unit, Value: v.Number, Before: v.Before})
	scene := c.Layout()
	v.Sentence = scene.Desc
	if c.Delta != "" {
		v.Change = signs[c.Trend] + c.Delta
	}
	v.Text = c.Value // where there is no number: the words for that
	if !math.IsNaN(v.Number) {
		v.Text = string(scale.AppendDisplay(nil, v.Number))
	}
}
