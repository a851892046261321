package embed

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math"
	"time"

	"chartd/render"
	"chartd/render/card"
	"chartd/render/param"
	"chartd/stats"
)

// ErrUnavailable means that a key shows nothing: nobody ever made it, or it
// was taken back. The two look alike on purpose.
var ErrUnavailable = errors.New("not available")

// Standard is the timeframe of what names none.
const Standard = "1w3h"

// Finder finds the stat of an embed key; a catalog is one. Of a key that is held
// to less than all of its stat it finds none.
type Finder interface {
	Find(ctx context.Context, by stats.Lookup) (stats.Stat, error)
}

// Remarks lists the comments of stats; a catalog does.
type Remarks interface {
	Comments(ctx context.Context, ids []stats.StatID, from, to time.Time) ([]stats.Comment, error)
}

// Homes tells the project of a stat, for its time zone; a catalog does.
type Homes interface {
	Project(ctx context.Context, id stats.ProjectID) (stats.Project, error)
}

// Live looks up what live pictures show. They are opened by the keys alone, by
// whoever has them, over any timeframe; so a key that is held to a timeframe, to
// the number, or to some pages opens none of them, and shows what it may at
// /s/KEY.
type Live struct {
	Finder  Finder
	Reader  stats.Reader // with merged stats as one: stats.Grouped
	Remarks Remarks
	Homes   Homes
	Now     func() time.Time
	Signed  bool // pictures without a signature are refused
}

// Tag changes with everything that a live picture shows: the end of its window
// and the data in it. Two pictures of one query and one Tag are the same.
type Tag [16]byte

// view is what a picture is of.
type view struct {
	points []Points // of each key, without the step that has only just begun
	marks  []render.Mark
}

// Chart returns what a live chart shows. Errors are ErrUnavailable, a
// *param.Error about tf, ErrAway, and of a signature those of verify. The raw
// query is what a signature was made over.
func (l *Live) Chart(ctx context.Context, ask param.Ask, query string) (render.Live, Tag, error) {
	v, err := l.look(ctx, ask, query)
	if err != nil {
		return render.Live{}, Tag{}, err
	}
	out := Drawn(v.points)
	out.Marks = v.marks
	return out, v.tag(), nil
}

// Card returns what a live card or badge shows: the total of a counter or the
// mean of a value over the timeframe. Errors are those of Chart.
func (l *Live) Card(ctx context.Context, ask param.Ask, query string) (card.Live, Tag, error) {
	v, err := l.look(ctx, ask, query)
	if err != nil {
		return card.Live{}, Tag{}, err
	}
	p := v.points[0]
	out := card.Live{
		Name: p.Stat.Name, Unit: p.Stat.Unit, Before: math.NaN(),
		Value: whole(p.Stat.Kind, p.Now), Values: p.Figures(p.Now),
	}
	if p.Before != nil {
		out.Before = whole(p.Stat.Kind, p.Before)
	}
	return out, v.tag(), nil
}

// figures are the values that are drawn: nothing is 0 for a counter, and a gap
// for a value.
func figures(kind stats.Kind, buckets []stats.Bucket) []float64 {
	out := make([]float64, len(buckets))
	for i, b := range buckets {
		out[i] = kind.Figure(b)
		if b.N == 0 && kind == stats.Value {
			out[i] = math.NaN()
		}
	}
	return out
}

// whole is the figure of a whole window; NaN where a value has no data.
func whole(kind stats.Kind, buckets []stats.Bucket) float64 {
	var all stats.Bucket
	for _, b := range buckets {
		all.Merge(b)
	}
	if all.N == 0 && kind == stats.Value {
		return math.NaN()
	}
	return kind.Figure(all)
}

// look finds the stats of the keys and what they did in the window.
func (l *Live) look(ctx context.Context, ask param.Ask, query string) (*view, error) {
	shown, err := l.find(ctx, ask, query)
	if err != nil {
		return nil, err
	}
	frame, err := timeframe(ask.Timeframe)
	if err != nil {
		return nil, err
	}
	end := l.Now().Unix()
	if ask.End != 0 {
		end = min(end, ask.End)
	}
	v := &view{}
	if v.points, err = read(ctx, l.Reader, shown, frame, end, ask.Compare); err == nil && ask.Marks {
		v.marks, err = l.marks(ctx, v.points)
	}
	return v, err
}

// timeframe reads tf.
func timeframe(text string) (stats.Timeframe, error) {
	if text == "" {
		text = Standard
	}
	frame, err := stats.ParseTimeframe(text)
	switch {
	case errors.Is(err, stats.ErrTooManyPoints):
		return frame, &param.Error{Param: "tf", Problem: "more than 10000 points: take a longer step"}
	case err != nil:
		return frame, &param.Error{Param: "tf", Problem: "give a length and a step, such as 1w3h: numbers with m, h, d, w, M or y"}
	}
	return frame, nil
}

// settled is how long after its end a window counts as frozen: points that come
// late are mostly there by then.
const settled = 10 * time.Minute

// Frozen reports whether what is asked for ends at a time of its own that has
// passed, so that its picture hardly changes any more. One whose signature
// expires is none of these: caches would show it after that.
func (l *Live) Frozen(ask param.Ask) bool {
	return ask.Exp == "" && ask.End != 0 && ask.End <= l.Now().Add(-settled).Unix()
}

// find finds the stats of the keys, the first of them with its project, which is
// the one whose zone counts and that signs. Where signatures are needed it signs
// for no stats but its own.
func (l *Live) find(ctx context.Context, ask param.Ask, query string) ([]Shown, error) {
	if l.Signed && ask.Sig == "" {
		return nil, ErrUnsigned // whoever has no signature does not learn which keys there are
	}
	var all []Shown
	for _, key := range ask.Keys {
		if key == "" {
			continue
		}
		one, err := l.Finder.Find(ctx, stats.Lookup{EmbedKey: stats.EmbedKey(key)})
		if errors.Is(err, stats.ErrNotFound) {
			return nil, ErrUnavailable
		}
		if err != nil {
			return nil, err
		}
		all = append(all, Shown{Key: key, Stat: one})
		if l.Signed && one.Project != all[0].Stat.Project {
			return nil, ErrSignature
		}
	}
	home, err := l.Homes.Project(ctx, all[0].Stat.Project)
	if errors.Is(err, stats.ErrNotFound) {
		return nil, ErrUnavailable // it was deleted just now
	}
	if err != nil {
		return nil, err
	}
	if l.Signed || ask.Sig != "" {
		if err := verify(home.UKey, query, ask.Sig, ask.Exp, l.Now()); err != nil {
			return nil, err
		}
	}
	all[0].Home = home
	return all, nil
}

// marks are the comments in the window of points.
func (l *Live) marks(ctx context.Context, points []Points) ([]render.Mark, error) {
	ids := make([]stats.StatID, len(points))
	for i, p := range points {
		ids[i] = p.Stat.ID
	}
	w := points[0].Window
	list, err := l.Remarks.Comments(ctx, ids, time.Unix(w.From.Unix(), 0), time.Unix(w.End().Unix(), 0))
	marks := make([]render.Mark, len(list))
	for i, c := range list {
		marks[i] = render.Mark{At: c.At.Unix(), Text: c.Text}
	}
	return marks, err
}

// tag is a digest of all that is shown: no version that is kept apart could be
// nearer to the picture, and reading costs a fraction of drawing.
func (v *view) tag() Tag {
	h := sha256.New()
	var b [8]byte
	number := func(n uint64) {
		binary.LittleEndian.PutUint64(b[:], n)
		h.Write(b[:])
	}
	text := func(s string) {
		number(uint64(len(s)))
		h.Write([]byte(s))
	}
	number(uint64(v.points[0].Window.From))
	text(v.points[0].Home.Zone)
	for _, p := range v.points {
		text(p.Stat.Name)
		text(p.Stat.Unit)
		for _, list := range [][]stats.Bucket{p.Now, p.Before} {
			for _, one := range list {
				number(one.N)
				number(math.Float64bits(p.Stat.Kind.Figure(one)))
			}
		}
	}
	for _, m := range v.marks {
		number(uint64(m.At))
		text(m.Text)
	}
	return Tag(h.Sum(nil)[:16])
}
