package statstest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"chartd/stats"
)

// LogStore is a log with its identity.
type LogStore interface {
	stats.Log
	stats.Origin
}

// Log runs the suite. open returns an empty log that ends with the test.
func Log(t *testing.T, open func(t *testing.T) LogStore) {
	for _, c := range []struct {
		what string
		test func(t *testing.T, l LogStore)
	}{
		{"an empty log", emptyLog},
		{"points come back as they were", pointsComeBack},
		{"commits are numbered and replayed from any", replayFrom},
		{"ids are counted once", idsOnce},
		{"a repeat alone writes nothing", repeatAlone},
		{"an old mark of a repeat is taken off", oldMark},
		{"reopening keeps all", reopened},
		{"numbers are never given twice", numbersGrow},
		{"forgetting", forgetting},
		{"a large commit", largeCommit},
		{"a replay that is stopped", stoppedReplay},
		{"a new identity", renewed},
		{"a context that ended", cancelledLog},
		{"ten callers at once", tenAppend},
	} {
		t.Run(c.what, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// appended appends entries of one commit and returns its number.
func appended(t *testing.T, l LogStore, entries ...stats.Entry) stats.Seq {
	t.Helper()
	seq, err := l.Append(t.Context(), entries)
	check(t, err)
	return seq
}

// values is an entry with a point a value.
func values(id string, list ...float64) stats.Entry {
	e := stats.Entry{Project: 1, ID: id}
	for i, v := range list {
		e.Points = append(e.Points, stats.Point{Stat: stats.StatID(i%3 + 1), At: at("2026-03-31T23:59:00Z") + stats.Minute(i/2), Value: v})
	}
	return e
}

// kept is what a replay tells: the values of each commit, in order.
type kept struct {
	seq    stats.Seq
	values []float64
}

func replayed(t *testing.T, l LogStore, after stats.Seq) (list []kept) {
	t.Helper()
	check(t, l.Replay(t.Context(), after, func(seq stats.Seq, points []stats.Point) error {
		k := kept{seq: seq}
		for _, p := range points {
			k.values = append(k.values, p.Value)
		}
		list = append(list, k)
		return nil
	}))
	return list
}

// holds compares what a log has with what it should.
func holds(t *testing.T, l LogStore, want ...kept) {
	t.Helper()
	got := replayed(t, l, 0)
	if !slices.EqualFunc(got, want, func(a, b kept) bool { return a.seq == b.seq && slices.Equal(a.values, b.values) }) {
		t.Fatalf("the log has %v, want %v", got, want)
	}
	if (l.Bytes() > 0) != (len(want) > 0) {
		t.Errorf("%d commits in %d bytes", len(want), l.Bytes())
	}
}

func emptyLog(t *testing.T, l LogStore) {
	holds(t, l)
	check(t, l.Forget(t.Context(), 0))
	check(t, l.Forget(t.Context(), 100))
	appended(t, l)
	appended(t, l, stats.Entry{Project: 1}, stats.Entry{Project: 2})
	holds(t, l)
	if l.Writer() <= 0 || l.Last() != 0 {
		t.Errorf("writer %d, last %d", l.Writer(), l.Last())
	}
}

func pointsComeBack(t *testing.T, l LogStore) {
	var entries []stats.Entry
	var want []stats.Point
	for i, v := range []float64{0, 1, -1, 0.1, 23.094, 1e100, -1e100, 5e-324, 1 << 53, 1<<53 + 2, 1e15 + 0.5} {
		p := stats.Point{Stat: stats.StatID(stats.NewID()), At: at("1900-01-01T00:00:00Z") + stats.Minute(i)*1e7, Value: v}
		entries = append(entries, stats.Entry{Project: stats.ProjectID(i + 1), Points: []stats.Point{p, p}})
		want = append(want, p, p)
	}
	appended(t, l, entries...)
	var got []stats.Point
	check(t, l.Replay(t.Context(), 0, func(_ stats.Seq, points []stats.Point) error {
		got = append(got, points...)
		return nil
	}))
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func replayFrom(t *testing.T, l LogStore) {
	var want []kept
	for i := range 2000 {
		seq := appended(t, l, values("", float64(i)))
		if n := len(want); n > 0 && seq <= want[n-1].seq || seq != l.Last() {
			t.Fatalf("commit %d has number %d, last is %d", i, seq, l.Last())
		}
		want = append(want, kept{seq, []float64{float64(i)}})
	}
	holds(t, l, want...)
	for _, n := range []int{0, 1, 999, 1998, 1999} {
		if got := replayed(t, l, want[n].seq); len(got) != len(want)-n-1 || len(got) > 0 && got[0].seq != want[n+1].seq {
			t.Errorf("after commit %d: %d commits", n, len(got))
		}
	}
}

func idsOnce(t *testing.T, l LogStore) {
	other := values("a", 5)
	other.Project = 2
	entries := []stats.Entry{values("a", 1), values("", 2), values("a", 3), values("b", 4), other, values("", 2)}
	first := appended(t, l, entries...)
	second := []stats.Entry{values("b", 6), values("c", 7), values("", 8), {Project: 1, ID: "alone"}}
	next := appended(t, l, second...)
	third := []stats.Entry{{Project: 1, ID: "alone", Points: values("", 9).Points}, values("c"), values("d", 10)}
	last := appended(t, l, third...)
	for i, want := range []bool{false, false, true, false, false, false} {
		if entries[i].Repeated != want {
			t.Errorf("entry %d: repeated %v", i, entries[i].Repeated)
		}
	}
	if !second[0].Repeated || second[1].Repeated || second[2].Repeated || second[3].Repeated {
		t.Errorf("second call: %v", second)
	}
	if !third[0].Repeated || !third[1].Repeated || third[2].Repeated {
		t.Errorf("third call: %v", third)
	}
	holds(t, l, kept{first, []float64{1, 2, 4, 5, 2}}, kept{next, []float64{7, 8}}, kept{last, []float64{10}})
}

func repeatAlone(t *testing.T, l LogStore) {
	seq := appended(t, l, values("a", 1))
	bytes := l.Bytes()
	again := []stats.Entry{values("a", 1), values("a", 2)}
	if got := appended(t, l, again...); got != seq || l.Bytes() != bytes {
		t.Errorf("commit %d of %d bytes after %d of %d", got, l.Bytes(), seq, bytes)
	}
	if !again[0].Repeated || !again[1].Repeated {
		t.Errorf("no repeats: %v", again)
	}
	holds(t, l, kept{seq, []float64{1}})
}

func oldMark(t *testing.T, l LogStore) {
	entries := []stats.Entry{values("", 1), values("a", 2)}
	entries[0].Repeated, entries[1].Repeated = true, true
	seq := appended(t, l, entries...)
	alone := []stats.Entry{values("", 3)}
	alone[0].Repeated = true
	next := appended(t, l, alone...)
	if entries[0].Repeated || entries[1].Repeated || alone[0].Repeated {
		t.Errorf("repeats: %v %v", entries, alone)
	}
	holds(t, l, kept{seq, []float64{1, 2}}, kept{next, []float64{3}})
}

func reopened(t *testing.T, l LogStore) {
	writer := l.Writer()
	var want []kept
	for i := range 5 {
		seq := appended(t, l, values(fmt.Sprint(i), float64(i)))
		want = append(want, kept{seq, []float64{float64(i)}})
		bytes := l.Bytes()
		check(t, l.Reopen(t.Context()))
		holds(t, l, want...)
		if l.Writer() != writer || l.Last() != seq || l.Bytes() != bytes {
			t.Errorf("writer %d, last %d, %d bytes; before %d, %d, %d", l.Writer(), l.Last(), l.Bytes(), writer, seq, bytes)
		}
	}
	again := []stats.Entry{values("2", 2)}
	appended(t, l, again...)
	if !again[0].Repeated {
		t.Error("an id is forgotten")
	}
}

func numbersGrow(t *testing.T, l LogStore) {
	last := stats.Seq(0)
	for i := range 4 {
		seq := appended(t, l, values("", 1))
		if seq <= last {
			t.Errorf("round %d: number %d after %d", i, seq, last)
		}
		last = seq
		check(t, l.Forget(t.Context(), last+1))
		holds(t, l)
		if i%2 == 1 {
			check(t, l.Reopen(t.Context()))
		}
		if l.Last() != last {
			t.Errorf("round %d: last is %d, want %d", i, l.Last(), last)
		}
	}
}

func forgetting(t *testing.T, l LogStore) {
	var want []kept
	for i := range 1300 {
		want = append(want, kept{appended(t, l, values("", float64(i))), []float64{float64(i)}})
	}
	for _, n := range []int{0, 1, 1, 1200, 600, 1299} {
		check(t, l.Forget(t.Context(), want[n].seq))
		left := replayed(t, l, 0)
		from := max(n, 1300-len(left)) // what went stays away
		holds(t, l, want[from:]...)
		if from != n && n != 600 {
			t.Errorf("before commit %d: %d are left", n, len(left))
		}
	}
	check(t, l.Forget(t.Context(), want[1299].seq+1000))
	holds(t, l)
	seq := appended(t, l, values("", 7))
	if seq != want[1299].seq+1 {
		t.Errorf("number %d after %d: the future was forgotten", seq, want[1299].seq)
	}
	holds(t, l, kept{seq, []float64{7}})
}

func largeCommit(t *testing.T, l LogStore) {
	big := make([]float64, 70_000)
	for i := range big {
		big[i] = float64(i) + 0.25
	}
	var want []kept
	for range 3 {
		want = append(want, kept{appended(t, l, values("", big...), values("", 1)), append(slices.Clone(big), 1)})
	}
	holds(t, l, want...)
	check(t, l.Reopen(t.Context()))
	holds(t, l, want...)
	check(t, l.Forget(t.Context(), want[2].seq))
	holds(t, l, want[2])
}

func stoppedReplay(t *testing.T, l LogStore) {
	for i := range 10 {
		appended(t, l, values("", float64(i)))
	}
	enough, n := errors.New("enough"), 0
	err := l.Replay(t.Context(), 0, func(stats.Seq, []stats.Point) error {
		if n++; n == 4 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || n != 4 {
		t.Errorf("after %d commits: %v", n, err)
	}
}

func renewed(t *testing.T, l LogStore) {
	seq := appended(t, l, values("", 1))
	before := l.Writer()
	fresh, err := l.Renew(t.Context())
	check(t, err)
	if fresh == before || fresh <= 0 || l.Writer() != fresh {
		t.Errorf("writer %d, renewed %d, then %d", before, fresh, l.Writer())
	}
	check(t, l.Reopen(t.Context()))
	if l.Writer() != fresh {
		t.Errorf("writer %d after reopening, want %d", l.Writer(), fresh)
	}
	holds(t, l, kept{seq, []float64{1}})
}

// A call whose context ended may be kept or not. When it is not, the log is
// not to be trusted until it is reopened.
func cancelledLog(t *testing.T, l LogStore) {
	want := []kept{{appended(t, l, values("", 1)), []float64{1}}}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.Replay(ctx, 0, func(stats.Seq, []stats.Point) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("replay: %v", err)
	}
	if err := l.Forget(ctx, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("forget: %v", err)
	}
	for _, id := range []string{"", "a"} {
		seq, err := l.Append(ctx, []stats.Entry{values(id, 2)})
		if err == nil {
			want = append(want, kept{seq, []float64{2}})
			continue
		}
		if _, err := l.Append(t.Context(), []stats.Entry{values("", 3)}); !errors.Is(err, stats.ErrAway) {
			t.Errorf("after %v: %v", err, err)
		}
		check(t, l.Reopen(t.Context()))
	}
	holds(t, l, want...)
}

func tenAppend(t *testing.T, l LogStore) {
	const callers, rounds = 10, 30
	var mu sync.Mutex
	given := map[stats.Seq]float64{}
	var wg sync.WaitGroup
	for c := range callers {
		wg.Go(func() {
			for r := range rounds {
				v := float64(c*rounds + r)
				seq, err := l.Append(t.Context(), []stats.Entry{values("", v), values(fmt.Sprint(r), 0.5)})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				given[seq] = v
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	halves := 0
	for _, k := range replayed(t, l, 0) {
		if v, ok := given[k.seq]; !ok || k.values[0] != v {
			t.Errorf("commit %d holds %v, want %v", k.seq, k.values, v)
		}
		halves += len(k.values) - 1
		delete(given, k.seq)
	}
	if len(given) != 0 || halves != rounds {
		t.Errorf("%d commits are missing, %d ids counted of %d", len(given), halves, rounds)
	}
}
