package alerts_test

import (
	"context"
	"log/slog"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/store"
	"chartd/stats"
	"chartd/stats/statstest/node"
)

// waves is a reader of a counter with a day in it, whose buckets before spikes are
// wild.
type waves struct {
	stats.Reader
	spikes []stats.Minute
	asked  *int // buckets
}

func (w waves) Series(_ context.Context, ids []stats.StatID, win stats.Window) ([]stats.Series, error) {
	list := make([]stats.Series, len(ids))
	for i, id := range ids {
		*w.asked += win.Count
		list[i] = stats.Series{Stat: id, Buckets: make([]stats.Bucket, win.Count)}
		for k := range list[i].Buckets {
			at := win.From + stats.Minute(k)*win.Step
			v := 100 + 20*math.Sin(2*math.Pi*float64(at)/1440) + float64(at*7919%13)
			if slices.Contains(w.spikes, at+win.Step) {
				v *= 10
			}
			list[i].Buckets[k].Add(v)
		}
	}
	return list, nil
}

func (w waves) Latest(_ context.Context, ids []stats.StatID) ([]stats.Latest, error) {
	list := make([]stats.Latest, len(ids))
	for i, id := range ids {
		list[i] = stats.Latest{Stat: id, At: noonMinute + 30*1440}
		list[i].Bucket.Add(1)
	}
	return list, nil
}

// lookout is a store with a scout over one stat.
type lookout struct {
	*testing.T
	store *store.Store
	stat  stats.Stat
	scout *alerts.Scout
	asked int
}

func newLookout(t *testing.T, spikes ...stats.Minute) *lookout {
	t.Helper()
	s, project, stat := bubble(t)
	stat.Created = noon
	webhook(t, s, project.ID, "team")
	l := &lookout{T: t, store: s, stat: stat}
	l.scout = &alerts.Scout{
		Detectors: s, Series: waves{spikes: spikes, asked: &l.asked}, Complete: alerts.WholeMinutes, Fault: slog.New(slog.DiscardHandler),
		Projects: func(context.Context) ([]stats.ProjectID, error) { return []stats.ProjectID{project.ID}, nil },
		List: func(context.Context, stats.ProjectID, stats.Filter) ([]stats.Stat, error) {
			return []stats.Stat{stat}, nil
		},
	}
	return l
}

// pass looks once and returns what is remembered.
func (l *lookout) pass(now time.Time) alerts.Memory {
	l.Helper()
	if err := l.scout.Pass(l.Context(), now); err != nil {
		l.Fatal(err)
	}
	list, err := l.store.Memories(l.Context(), []stats.StatID{l.stat.ID})
	if err != nil {
		l.Fatal(err)
	}
	return list[0]
}

// at is the moment at which the bucket that ends at a minute has settled.
func at(end stats.Minute) time.Time { return time.Unix(end.Unix()+10, 0) }

// begin is a minute at which a bucket begins, days after noon.
func begin(days stats.Minute) stats.Minute {
	return noonMinute/alerts.AutoStep*alerts.AutoStep + days*1440
}

func TestScoutTellsOfASpikeOnce(t *testing.T) {
	t.Parallel()
	end := begin(20)
	l := newLookout(t, end)
	woken := 0
	l.scout.Wake = func() { woken++ }
	if m := l.pass(at(end - 5)); m.Count != 0 || m.Learning || m.At != end-5 {
		t.Errorf("before the spike: %d notices, learning %v, at %d", m.Count, m.Learning, m.At)
	}
	m := l.pass(at(end))
	if m.Count != 1 || m.Score < 0.5 || woken != 1 {
		t.Errorf("at the spike: %d notices, score %v, woken %d times", m.Count, m.Score, woken)
	}
	if again := l.pass(at(end)); !reflect.DeepEqual(again, m) {
		t.Errorf("a second look changed %+v to %+v", m, again)
	}
	if m := l.pass(at(end + 5)); m.Count != 1 {
		t.Errorf("after it: %d notices", m.Count)
	}
	list, err := l.store.Letters(t.Context(), l.stat.Project, alerts.Waiting, 10)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d messages, error %v", len(list), err)
	}
	n := list[0].Message.Notices[0]
	if !n.Alert.Automatic || n.Alert.Cause == "" || n.Stat.Name != l.stat.Name || len(n.Chart.Values) != 90 || n.Value == nil || *n.Chart.Values[89] != *n.Value {
		t.Errorf("notice %+v", n)
	}
}

// A spike that is found late, after a pause, is told nobody.
func TestScoutTellsNothingOfThePast(t *testing.T) {
	t.Parallel()
	l := newLookout(t, begin(20))
	if m := l.pass(at(begin(20) + 60)); m.Count != 0 {
		t.Errorf("%d notices", m.Count)
	}
}

// In one pass or in many, the same is remembered: a restart changes no score.
func TestScoutGoesOnIdentically(t *testing.T) {
	t.Parallel()
	whole, parts := newLookout(t), newLookout(t)
	for end := begin(10); end < begin(10)+60; end += 5 {
		parts.pass(at(end))
	}
	a, b := whole.pass(at(begin(10)+55)), parts.pass(at(begin(10)+55))
	if len(a.State) == 0 || !reflect.DeepEqual(a.State, b.State) || a.Score != b.Score || a.At != b.At {
		t.Errorf("at once: %v up to %d\nin parts: %v up to %d", a.Score, a.At, b.Score, b.At)
	}
}

func TestScoutLeavesWhatIsOffAndWhatIsSilent(t *testing.T) {
	t.Parallel()
	end := begin(20)
	l := newLookout(t, end)
	l.pass(at(end - 5))
	if err := l.store.Switch(t.Context(), l.stat.ID, true); err != nil {
		t.Fatal(err)
	}
	if m := l.pass(at(end)); m.Count != 0 || m.At != end {
		t.Errorf("switched off: %d notices, learned up to %d, want %d", m.Count, m.At, end)
	}
	before := l.asked
	silent := begin(30) + 15*1440 // its last data is of day 30
	l.pass(at(silent))
	if l.asked != before {
		t.Errorf("a silent stat was read: %d buckets", l.asked-before)
	}
}

// A clock that was days ahead does not leave a stat without its detector for days.
func TestScoutAfterAClockThatWasAhead(t *testing.T) {
	t.Parallel()
	l := newLookout(t, 0)
	now := noon.Add(18*24*time.Hour + 10*time.Second)
	l.pass(now.Add(10 * 24 * time.Hour))
	m := l.pass(now)
	if want := alerts.Complete(now) / alerts.AutoStep * alerts.AutoStep; m.At != want || len(m.State) == 0 {
		t.Errorf("it has looked until minute %d, want %d", m.At, want)
	}
	before := m.At
	if m = l.pass(now.Add(-2 * time.Hour)); m.At != before {
		t.Errorf("two hours back it looks again from minute %d", m.At)
	}
}

// What somebody said was no anomaly is tolerated from then on.
func TestScoutLearnsWhatWasDenied(t *testing.T) {
	t.Parallel()
	for _, denied := range []bool{false, true} {
		first, again := begin(20), begin(24)
		l := newLookout(t, first, again)
		l.pass(at(first - 5))
		l.pass(at(first))
		if denied {
			if err := l.store.Deny(t.Context(), l.stat.ID); err != nil {
				t.Fatal(err)
			}
		}
		l.pass(at(again - 5))
		want := int64(2)
		if denied {
			want = 1
		}
		if m := l.pass(at(again)); m.Count != want {
			t.Errorf("denied %v: %d notices, want %d", denied, m.Count, want)
		}
	}
}

// A stat that had its notices of a week has no more, and one again when the week
// is over.
func TestScoutHasACap(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		since time.Duration // of the last notices
		want  int64
	}{{24 * time.Hour, alerts.AutoCap}, {alerts.AutoPeriod, alerts.AutoCap + 1}} {
		end := begin(20)
		l := newLookout(t, end)
		m := l.pass(at(end - 5))
		for range alerts.AutoCap {
			m.Told = append(m.Told, alerts.Sighting{At: at(end).Add(-row.since).Unix()})
		}
		m.Count = alerts.AutoCap
		if err := l.store.Remember(t.Context(), at(end), alerts.Lesson{Project: l.stat.Project, Memory: m}); err != nil {
			t.Fatal(err)
		}
		if m := l.pass(at(end)); m.Count != row.want || m.Score < 0.5 {
			t.Errorf("%s after %d notices: %d in all, want %d", row.since, alerts.AutoCap, m.Count, row.want)
		}
	}
}

// A stat that goes to the trash between two pages hides no other from its
// detector.
func TestScoutSeesEveryPage(t *testing.T) {
	t.Parallel()
	n := node.OpenAt(t, filepath.Join(t.TempDir(), "chartd.db"), func() time.Time { return noon })
	end := begin(20)
	wanted := make([]stats.NewStat, 501) // more than one page
	for i := range wanted {
		wanted[i] = stats.NewStat{Name: strconv.Itoa(i), Kind: stats.Counter, Created: at(end - 10)}
	}
	made, err := n.Catalog.Create(t.Context(), n.Project.ID, wanted)
	if err != nil {
		t.Fatal(err)
	}
	detectors, pages, asked := store.New(n.Catalog), 0, 0
	scout := alerts.Scout{
		Detectors: detectors, Series: waves{asked: &asked}, Complete: alerts.WholeMinutes, Fault: slog.New(slog.DiscardHandler),
		Projects: func(context.Context) ([]stats.ProjectID, error) { return []stats.ProjectID{n.Project.ID}, nil },
		List: func(ctx context.Context, p stats.ProjectID, f stats.Filter) ([]stats.Stat, error) {
			if pages++; pages == 2 {
				if err := n.Catalog.Trash(ctx, made[0].ID, noon); err != nil {
					return nil, err
				}
			}
			return n.Catalog.List(ctx, p, f)
		},
	}
	if err := scout.Pass(t.Context(), at(end)); err != nil {
		t.Fatal(err)
	}
	list, err := detectors.Memories(t.Context(), []stats.StatID{made[500].ID})
	if err != nil || list[0].At != end {
		t.Errorf("the last was looked at up to %d, %v, want %d", list[0].At, err, end)
	}
}
