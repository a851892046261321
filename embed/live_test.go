package embed_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"testing"
	"time"

	"chartd/embed"
	"chartd/render"
	"chartd/render/param"
	"chartd/stats"
	"chartd/stats/statstest/node"
)

func newLive(n *node.Node, now *clock) *embed.Live {
	return &embed.Live{Finder: n.Catalog, Reader: n.Reader(), Remarks: n.Catalog, Homes: n.Catalog, Now: now.Now}
}

// wanted asks for stats over a timeframe.
func wanted(frame string, shown ...stats.Stat) param.Ask {
	ask := param.Ask{Timeframe: frame}
	for i, s := range shown {
		ask.Keys[i] = string(s.EmbedKey)
	}
	return ask
}

func chart(t *testing.T, l *embed.Live, ask param.Ask) (render.Live, embed.Tag) {
	t.Helper()
	got, tag, err := l.Chart(t.Context(), ask, "")
	if err != nil {
		t.Fatal(err)
	}
	return got, tag
}

// alike compares values; a gap is like a gap.
func alike(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) })
}

var gap = math.NaN()

func TestWindowsOfLiveCharts(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	live, m := newLive(n, now), now.Minute()
	hits, load := n.Stat(t, "hits", stats.Counter), n.Stat(t, "load", stats.Value)
	n.Post(t, hits, m, 1, 2, 4, 8, 16) // the last in the minute that has begun
	n.Post(t, load, m-1, 3)
	n.Post(t, load, m-3, 5)
	n.Post(t, load, m-3, 7)
	got, _ := chart(t, live, wanted("5m1m", hits, load))
	if want := []float64{0, 1, 2, 4, 8}; !alike(got.Series[0].Values, want) {
		t.Errorf("the counter is %v, want %v", got.Series[0].Values, want)
	}
	if want := []float64{gap, gap, 6, gap, 3}; !alike(got.Series[1].Values, want) {
		t.Errorf("the value is %v, want %v", got.Series[1].Values, want)
	}
	if got.From != (m-5).Unix() || got.To != (m-1).Unix() || got.Series[0].Name != "hits" || got.Series[0].Before != nil || got.Zone != time.UTC {
		t.Errorf("from %d to %d, %+v", got.From, got.To, got)
	}
	ask := wanted("2m1m", hits, load)
	ask.Compare = true
	got, _ = chart(t, live, ask)
	if a, b := got.Series[0].Before, got.Series[1].Before; !alike(a, []float64{1, 2}) || !alike(b, []float64{gap, 6}) {
		t.Errorf("the period before is %v and %v", a, b)
	}
	if got, _ := chart(t, live, wanted("", hits)); len(got.Series[0].Values) != 56 {
		t.Errorf("without a timeframe there are %d points, want the 56 of a week by three hours", len(got.Series[0].Values))
	}
}

func TestAnEndFreezesTheWindow(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	live, m := newLive(n, now), now.Minute()
	hits := n.Stat(t, "hits", stats.Counter)
	n.Post(t, hits, m-1, 1, 2, 3)
	ask := wanted("2m1m", hits)
	ask.End = (m - 1).Unix() + 30
	before, tag := chart(t, live, ask)
	if !alike(before.Series[0].Values, []float64{1, 2}) {
		t.Errorf("the window is %v", before.Series[0].Values)
	}
	if live.Frozen(ask) {
		t.Error("a window that has just ended counts as frozen")
	}
	now.Move(time.Hour)
	n.Post(t, hits, now.Minute()-1, 99)
	after, same := chart(t, live, ask)
	if !alike(after.Series[0].Values, []float64{1, 2}) || after.From != before.From || same != tag || !live.Frozen(ask) {
		t.Errorf("an hour later it is %+v, frozen: %v", after, live.Frozen(ask))
	}
	expiring := ask
	expiring.Exp = "9999999999"
	coming, open := ask, wanted("2m1m", hits)
	coming.End = now.Now().Add(time.Hour).Unix()
	for says, one := range map[string]param.Ask{"whose signature expires": expiring, "that ends in the future": coming, "without an end": open} {
		if live.Frozen(one) {
			t.Errorf("a picture %s counts as frozen", says)
		}
	}
	future, _ := chart(t, live, coming)
	if present, _ := chart(t, live, open); future.To != present.To {
		t.Error("a window reaches into the future")
	}
}

func TestTagsFollowWhatIsShown(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	live, m := newLive(n, now), now.Minute()
	hits, other := n.Stat(t, "hits", stats.Counter), n.Stat(t, "other", stats.Counter)
	n.Post(t, hits, m-2, 1, 2)
	ask := wanted("5m1m", hits)
	ask.Compare, ask.Marks = true, true
	_, last := chart(t, live, ask)
	for _, row := range []struct {
		says    string
		does    func() error
		changes bool
	}{
		{"nothing", func() error { return nil }, false},
		{"some seconds", func() error { now.Move(5 * time.Second); return nil }, false},
		{"a point of another stat", func() error { n.Post(t, other, m-2, 1); return nil }, false},
		{"a point in the minute that has begun", func() error { n.Post(t, hits, m, 1); return nil }, false},
		{"a point before both windows", func() error { n.Post(t, hits, m-11, 1); return nil }, false},
		{"a point in the window", func() error { n.Post(t, hits, m-1, 1); return nil }, true},
		{"nothing counted", func() error { n.Post(t, hits, m-1, 0); return nil }, true},
		{"a point in the period before", func() error { n.Post(t, hits, m-10, 1); return nil }, true},
		{"a comment", func() error {
			_, err := n.Catalog.Comment(t.Context(), stats.Comment{Stat: hits.ID, At: time.Unix((m - 2).Unix(), 0), Text: "deploy"})
			return err
		}, true},
		{"another name", func() error { return n.Catalog.Rename(t.Context(), hits.ID, "visits") }, true},
		{"the next minute", func() error { now.Move(time.Minute); return nil }, true},
	} {
		if err := row.does(); err != nil {
			t.Fatalf("%s: %v", row.says, err)
		}
		_, tag := chart(t, live, ask)
		if (tag != last) != row.changes {
			t.Errorf("%s: the tag changes: %v, want %v", row.says, tag != last, row.changes)
		}
		last = tag
	}
}

// Pictures of as many points with other numbers have other tags, and so have
// nothing and a counter's zeros.
func TestTagsTellFiguresApart(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	live, m := newLive(n, now), now.Minute()
	seen := map[embed.Tag]string{}
	for i, values := range [][]float64{{}, {0, 0}, {1, 2}, {2, 1}, {1, 2.5}} {
		s := n.Stat(t, fmt.Sprint("s", i), stats.Counter)
		if len(values) > 0 {
			n.Post(t, s, m-1, values...)
		}
		if err := n.Catalog.Rename(t.Context(), s.ID, "the same"); err != nil {
			t.Fatal(err)
		}
		_, tag := chart(t, live, wanted("5m1m", s))
		if before, ok := seen[tag]; ok {
			t.Errorf("%v and %s have one tag", values, before)
		}
		seen[tag] = fmt.Sprint(values)
		if err := n.Catalog.Rename(t.Context(), s.ID, fmt.Sprint("was ", i)); err != nil {
			t.Fatal(err)
		}
		if err := n.Catalog.Unalias(t.Context(), s.ID, "the same"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCommentsAreMarks(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	live, m := newLive(n, now), now.Minute()
	hits := n.Stat(t, "hits", stats.Counter)
	for _, at := range []stats.Minute{m - 6, m - 5, m - 1, m} {
		if _, err := n.Catalog.Comment(t.Context(), stats.Comment{Stat: hits.ID, At: time.Unix(at.Unix(), 0), Text: "<b>"}); err != nil {
			t.Fatal(err)
		}
	}
	ask := wanted("5m1m", hits)
	if got, _ := chart(t, live, ask); len(got.Marks) != 0 {
		t.Errorf("marks nobody asked for: %v", got.Marks)
	}
	ask.Marks = true
	got, _ := chart(t, live, ask)
	slices.SortFunc(got.Marks, func(a, b render.Mark) int { return int(a.At - b.At) })
	if want := []render.Mark{{At: (m - 5).Unix(), Text: "<b>"}, {At: (m - 1).Unix(), Text: "<b>"}}; !slices.Equal(got.Marks, want) {
		t.Errorf("marks %v, want those in the window: %v", got.Marks, want)
	}
}

func TestMergedStatsAreOne(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	live, m := newLive(n, now), now.Minute()
	a, b := n.Stat(t, "a", stats.Counter), n.Stat(t, "b", stats.Counter)
	n.Post(t, a, m-1, 1, 2)
	n.Post(t, b, m-1, 10, 20)
	if err := n.Catalog.Merge(t.Context(), b.ID, a.ID); err != nil {
		t.Fatal(err)
	}
	if got, _ := chart(t, live, wanted("2m1m", a)); !alike(got.Series[0].Values, []float64{11, 22}) {
		t.Errorf("the merged stat shows %v", got.Series[0].Values)
	}
}

func TestCardsShowTheWholeWindow(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	live, m := newLive(n, now), now.Minute()
	hits, load := n.Stat(t, "hits", stats.Counter), n.Stat(t, "load", stats.Value)
	n.Post(t, hits, m, 1, 2, 4, 8, 16)
	n.Post(t, load, m-1, 3, 4)
	n.Post(t, load, m-1, 6)
	for _, row := range []struct {
		stat          stats.Stat
		frame         string
		value, before float64
	}{{hits, "2m1m", 12, 3}, {load, "2m1m", 13.0 / 3, gap}, {load, "1m1m", 5, 3}, {hits, "1h1m", 15, 0}} {
		ask := wanted(row.frame, row.stat)
		ask.Compare = true
		got, _, err := live.Card(t.Context(), ask, "")
		if err != nil || !alike([]float64{got.Value, got.Before}, []float64{row.value, row.before}) || got.Name != row.stat.Name {
			t.Errorf("%s over %s: %+v, %v, want %v after %v", row.stat.Name, row.frame, got, err, row.value, row.before)
		}
		ask.Compare = false
		if got, _, err := live.Card(t.Context(), ask, ""); err != nil || !math.IsNaN(got.Before) {
			t.Errorf("%s has a period before that nobody asked for: %v, %v", row.stat.Name, got.Before, err)
		}
	}
}

// gone answers everything with one error.
type gone struct {
	stats.Reader
	err error
}

func (g gone) Series(context.Context, []stats.StatID, stats.Window) ([]stats.Series, error) {
	return nil, g.err
}

func (g gone) Find(context.Context, stats.Lookup) (stats.Stat, error) { return stats.Stat{}, g.err }

func (g gone) Project(context.Context, stats.ProjectID) (stats.Project, error) {
	return stats.Project{}, g.err
}

func (g gone) Comments(context.Context, []stats.StatID, time.Time, time.Time) ([]stats.Comment, error) {
	return nil, g.err
}

func TestKeysThatShowNothing(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	live := newLive(n, now)
	fails := func(says string, ask param.Ask, want error) {
		t.Helper()
		for _, err := range []error{second(live.Chart(t.Context(), ask, "")), second(live.Card(t.Context(), ask, ""))} {
			if !errors.Is(err, want) || err != nil && want == nil {
				t.Errorf("%s: %v, want %v", says, err, want)
			}
		}
	}
	a, b := n.Stat(t, "a", stats.Counter), n.Stat(t, "b", stats.Counter)
	fails("a key nobody made", wanted("1h1m", stats.Stat{EmbedKey: "nobody"}), embed.ErrUnavailable)
	fails("one of two", wanted("1h1m", a, stats.Stat{EmbedKey: "nobody"}), embed.ErrUnavailable)
	fails("the stat's id", wanted("1h1m", stats.Stat{EmbedKey: stats.EmbedKey(a.Public)}), embed.ErrUnavailable)
	was := a
	a.EmbedKey = stats.NewEmbedKey()
	if err := n.Catalog.Update(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	fails("a key that was replaced", wanted("1h1m", was), embed.ErrUnavailable)
	fails("the key in its place", wanted("1h1m", a), nil)
	if err := n.Catalog.Revoke(t.Context(), a.ID, a.EmbedKey); err != nil {
		t.Fatal(err)
	}
	fails("a key that was taken back", wanted("1h1m", a), embed.ErrUnavailable)
	if err := n.Catalog.Trash(t.Context(), b.ID, now.Now()); err != nil {
		t.Fatal(err)
	}
	fails("a stat in the trash", wanted("1h1m", b), embed.ErrUnavailable)
	if _, err := n.Catalog.Restore(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	fails("a stat that came back", wanted("1h1m", b), nil)

	for _, away := range []func(*embed.Live){
		func(l *embed.Live) { l.Finder = gone{err: stats.ErrAway} },
		func(l *embed.Live) { l.Homes = gone{err: stats.ErrAway} },
		func(l *embed.Live) { l.Reader = gone{err: stats.ErrAway} },
		func(l *embed.Live) { l.Remarks = gone{err: stats.ErrAway} },
	} {
		live = newLive(n, now)
		away(live)
		ask := wanted("1h1m", b)
		ask.Marks = true
		fails("a database that is away", ask, stats.ErrAway)
	}
	live = newLive(n, now)
	live.Homes = gone{err: stats.ErrNotFound}
	fails("a project that was deleted", wanted("1h1m", b), embed.ErrUnavailable)
}

// second is the last of three results.
func second[A, B any](_ A, _ B, err error) error { return err }

func TestTimeframesThatAreNone(t *testing.T) {
	t.Parallel()
	n := node.Open(t)
	live, a := newLive(n, newClock()), n.Stat(t, "a", stats.Counter)
	for frame, ok := range map[string]bool{"1w3h": true, "1h1m": true, "1y1h": true, "week": false, "1w": false, "1h1w": false, "0h0m": false, "1y1m": false, "<b>": false} {
		_, _, err := live.Chart(t.Context(), wanted(frame, a), "")
		var bad *param.Error
		if named := errors.As(err, &bad) && bad.Param == "tf"; ok != (err == nil) || !ok && !named {
			t.Errorf("tf=%s: %v", frame, err)
		}
	}
}

func TestSignedPictures(t *testing.T) {
	t.Parallel()
	n, now := node.Open(t), newClock()
	live, a := newLive(n, now), n.Stat(t, "a", stats.Counter)
	far := n.Project
	far.ID, far.Name, far.EZKey, far.UKey = stats.ProjectID(stats.NewID()), "far", "far-key", "far-user-key"
	if err := n.Catalog.CreateProject(t.Context(), n.Account.ID, far); err != nil {
		t.Fatal(err)
	}
	made, err := n.Catalog.Create(t.Context(), far.ID, []stats.NewStat{{Project: far.ID, Name: "b", Kind: stats.Counter}})
	if err != nil {
		t.Fatal(err)
	}
	b := made[0]
	one, two := "k0="+string(a.EmbedKey), "k0="+string(a.EmbedKey)+"&k1="+string(b.EmbedKey)
	for _, row := range []struct {
		says         string
		query        string
		shown        []stats.Stat
		free, strict error // of servers that need no signatures, and that do
	}{
		{"unsigned", one, []stats.Stat{a}, nil, embed.ErrUnsigned},
		{"unsigned, of no stat", "k0=x", []stats.Stat{{EmbedKey: "x"}}, embed.ErrUnavailable, embed.ErrUnsigned},
		{"signed", embed.Sign(node.UKey, one, time.Time{}), []stats.Stat{a}, nil, nil},
		{"signed by another project", embed.Sign(far.UKey, one, time.Time{}), []stats.Stat{a}, embed.ErrSignature, embed.ErrSignature},
		{"signed by its ezkey", embed.Sign(node.EZKey, one, time.Time{}), []stats.Stat{a}, embed.ErrSignature, embed.ErrSignature},
		{"expired", embed.Sign(node.UKey, one, now.Now().Add(-time.Second)), []stats.Stat{a}, embed.ErrExpired, embed.ErrExpired},
		{"stats of two projects, signed by the first", embed.Sign(node.UKey, two, time.Time{}), []stats.Stat{a, b}, nil, embed.ErrSignature},
	} {
		ask := wanted("1h1m", row.shown...)
		q, err := url.ParseQuery(row.query)
		if err != nil {
			t.Fatal(err)
		}
		ask.Sig, ask.Exp = q.Get("sig"), q.Get("exp")
		for strict, want := range map[bool]error{false: row.free, true: row.strict} {
			live.Signed = strict
			if _, _, err := live.Chart(t.Context(), ask, row.query); !errors.Is(err, want) || err != nil && want == nil {
				t.Errorf("%s, strict %v: %v, want %v", row.says, strict, err, want)
			}
		}
	}
}
