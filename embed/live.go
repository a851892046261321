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

// standard is the timeframe of a live picture that names none.
const standard = "1w3h"

// Finder finds the stat of an embed key; a catalog is one.
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

// Live looks up what live pictures show.
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
	stats  []stats.Stat
	kinds  []stats.Kind
	window stats.Window // without the bucket that has only just begun
	now    []stats.Series
	before []stats.Series // nil unless asked for
	zone   *time.Location
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
	out := render.Live{
		Series: make([]render.LiveSeries, len(v.now)),
		From:   v.window.At(0).Unix(), To: v.window.At(v.window.Count - 1).Unix(),
		Zone: v.zone, Marks: v.marks,
	}
	for i := range v.now {
		one := &out.Series[i]
		one.Name = v.stats[i].Name
		one.Values = figures(v.kinds[i], v.now[i].Buckets)
		if v.before != nil {
			one.Before = figures(v.kinds[i], v.before[i].Buckets)
		}
	}
	return out, v.tag(), nil
}

// Card returns what a live card or badge shows: the total of a counter or the
// mean of a value over the timeframe. Errors are those of Chart.
func (l *Live) Card(ctx context.Context, ask param.Ask, query string) (card.Live, Tag, error) {
	v, err := l.look(ctx, ask, query)
	if err != nil {
		return card.Live{}, Tag{}, err
	}
	out := card.Live{
		Name: v.stats[0].Name, Unit: v.stats[0].Unit, Before: math.NaN(),
		Value:  whole(v.kinds[0], v.now[0].Buckets),
		Values: figures(v.kinds[0], v.now[0].Buckets),
	}
	if v.before != nil {
		out.Before = whole(v.kinds[0], v.before[0].Buckets)
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
	v := &view{}
	if err := l.find(ctx, ask, query, v); err != nil {
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
	v.window = frame.Ending(end)
	v.window.Count--
	ids := make([]stats.StatID, len(v.stats))
	for i := range v.stats {
		ids[i] = v.stats[i].ID
	}
	if v.now, err = l.Reader.Series(ctx, ids, v.window); err != nil {
		return nil, err
	}
	if ask.Compare {
		earlier := v.window
		earlier.From -= frame.Length
		if v.before, err = l.Reader.Series(ctx, ids, earlier); err != nil {
			return nil, err
		}
	}
	if ask.Marks {
		v.marks, err = l.marks(ctx, ids, v.window)
	}
	return v, err
}

// timeframe reads tf.
func timeframe(text string) (stats.Timeframe, error) {
	if text == "" {
		text = standard
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

// find fills in the stats of the keys, and the zone of the first one's project,
// which is also the one that signs. Where signatures are needed it signs for no
// stats but its own.
func (l *Live) find(ctx context.Context, ask param.Ask, query string, v *view) error {
	if l.Signed && ask.Sig == "" {
		return ErrUnsigned // whoever has no signature does not learn which keys there are
	}
	for _, key := range ask.Keys {
		if key == "" {
			continue
		}
		one, err := l.Finder.Find(ctx, stats.Lookup{EmbedKey: stats.EmbedKey(key)})
		if errors.Is(err, stats.ErrNotFound) {
			return ErrUnavailable
		}
		if err != nil {
			return err
		}
		v.stats, v.kinds = append(v.stats, one), append(v.kinds, one.Kind)
		if l.Signed && one.Project != v.stats[0].Project {
			return ErrSignature
		}
	}
	home, err := l.Homes.Project(ctx, v.stats[0].Project)
	if errors.Is(err, stats.ErrNotFound) {
		return ErrUnavailable // it was deleted just now
	}
	if err != nil {
		return err
	}
	if l.Signed || ask.Sig != "" {
		if err := verify(home.UKey, query, ask.Sig, ask.Exp, l.Now()); err != nil {
			return err
		}
	}
	if v.zone, err = time.LoadLocation(home.Zone); err != nil {
		v.zone = time.UTC // a zone that this program's tables do not know
	}
	return nil
}

// marks are the comments in a window.
func (l *Live) marks(ctx context.Context, ids []stats.StatID, w stats.Window) ([]render.Mark, error) {
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
	number(uint64(v.window.From))
	text(v.zone.String())
	for i, s := range v.stats {
		text(s.Name)
		text(s.Unit)
		for _, list := range [][]stats.Series{v.now, v.before} {
			if list == nil {
				continue
			}
			for _, one := range list[i].Buckets {
				number(one.N)
				number(math.Float64bits(v.kinds[i].Figure(one)))
			}
		}
	}
	for _, m := range v.marks {
		number(uint64(m.At))
		text(m.Text)
	}
	return Tag(h.Sum(nil)[:16])
}
