package sqlite

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"chartd/stats"
)

// known reports which of some ids the log remembers.
func known(t *testing.T, db *DB, ids ...string) (list []bool) {
	t.Helper()
	for _, id := range ids {
		var n int
		check(t, db.read.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM post_id WHERE id = ?1`, id).Scan(&n))
		list = append(list, n > 0)
	}
	return list
}

func TestIDsAreRememberedForADay(t *testing.T) {
	db := openTemp(t)
	l := db.Log()
	begin := time.Unix(1_770_000_000, 0)
	now := begin
	l.SetClock(func() time.Time { return now })
	for hour := range 30 {
		now = begin.Add(time.Duration(hour) * time.Hour)
		var entries []stats.Entry
		for i := range 3 * idsAtOnce / 2 { // more than one batch
			entries = append(entries, post(fmt.Sprintf("%d/%d", hour, i), 1))
		}
		_, err := l.Append(t.Context(), entries)
		check(t, err)
	}
	check(t, l.Forget(t.Context(), 0))
	got := known(t, db, "0/0", "4/299", "5/0", "5/299", "29/0")
	for i, want := range []bool{false, false, true, true, true} {
		if got[i] != want {
			t.Errorf("id %d of some is known: %v", i, got[i])
		}
	}
	if want := int64(25 * 3 * idsAtOnce / 2); l.ids != want || l.CutIDs() != 0 {
		t.Errorf("%d ids, want %d; %d were cut", l.ids, want, l.CutIDs())
	}
	again := []stats.Entry{post("0/0", 1), post("5/0", 1)}
	_, err := l.Append(t.Context(), again)
	check(t, err)
	if again[0].Repeated || !again[1].Repeated {
		t.Errorf("a day and more ago: %v, less: %v", again[0].Repeated, again[1].Repeated)
	}
}

func TestIDsAboveTheLimitAreCut(t *testing.T) {
	db := openAt(t, filepath.Join(t.TempDir(), "chartd.db"), Options{Durability: Process, MaxIDs: 10})
	l := db.Log()
	now := time.Unix(1_770_000_000, 0)
	l.SetClock(func() time.Time { now = now.Add(time.Millisecond); return now })
	for i := range 25 {
		_, err := l.Append(t.Context(), []stats.Entry{post(fmt.Sprint(i), 1)})
		check(t, err)
	}
	got := known(t, db, "0", "14", "15", "24")
	for i, want := range []bool{false, false, true, true} {
		if got[i] != want {
			t.Errorf("id %d of some is known: %v", i, got[i])
		}
	}
	var many []stats.Entry
	for i := range 1000 {
		many = append(many, post(fmt.Sprint("many", i), 1))
	}
	_, err := l.Append(t.Context(), many)
	check(t, err)
	if l.ids != 10 || l.CutIDs() != 1015 {
		t.Errorf("%d ids are left, %d cut", l.ids, l.CutIDs())
	}
	check(t, l.Reopen(t.Context()))
	if l.ids != 10 {
		t.Errorf("%d ids after reopening", l.ids)
	}
}

// A limit that was lowered takes effect little by little, so that no post
// waits for it.
func TestALowerLimitOfIDs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chartd.db")
	before, err := Open(t.Context(), path, Options{Durability: Process})
	check(t, err)
	var many []stats.Entry
	for i := range 1000 {
		many = append(many, post(fmt.Sprint("many", i), 1))
	}
	_, err = before.Log().Append(t.Context(), many)
	check(t, err)
	check(t, before.Close())
	l := openAt(t, path, Options{Durability: Process, MaxIDs: 100}).Log()
	last := l.ids
	for i := 0; l.ids > 100; i++ {
		_, err := l.Append(t.Context(), []stats.Entry{post(fmt.Sprint(i), 1)})
		check(t, err)
		if gone := last - l.ids; gone <= 0 || gone > idsAtOnce {
			t.Fatalf("from %d ids to %d at once", last, l.ids)
		}
		last = l.ids
	}
}

func TestReplaySaysWhichCommitIsDamaged(t *testing.T) {
	db := openTemp(t)
	l := db.Log()
	for i := range 3 {
		_, err := l.Append(t.Context(), []stats.Entry{post("", float64(i))})
		check(t, err)
	}
	for _, blob := range [][]byte{{}, {9}, {1, 255}, {1, 0, 1}} {
		_, err := db.write.ExecContext(t.Context(), `UPDATE log SET points = ?1 WHERE seq = 2`, blob)
		check(t, err)
		seen := 0
		err = l.Replay(t.Context(), 0, func(stats.Seq, []stats.Point) error { seen++; return nil })
		if !errors.Is(err, stats.ErrCorrupt) || err.Error() != "log, commit 2: "+stats.ErrCorrupt.Error() || seen != 1 {
			t.Errorf("blob %v: %v after %d commits", blob, err, seen)
		}
	}
}

// Forgetting takes many small transactions, so that a post gets in between.
func TestForgetGoesByBatches(t *testing.T) {
	db := openTemp(t)
	l := db.Log()
	big := stats.Entry{Project: 1}
	for i := range 100_000 {
		big.Points = append(big.Points, stats.Point{Stat: stats.StatID(i + 1), At: 5, Value: 0.5})
	}
	for range 3 { // more than a megabyte each
		_, err := l.Append(t.Context(), []stats.Entry{big})
		check(t, err)
	}
	for left := 2; left >= 0; left-- {
		more, err := l.forget(t.Context(), 4)
		check(t, err)
		if got := len(commits(t, l)) / 100_000; !more || got != left {
			t.Errorf("%d commits are left, want %d; more: %v", got, left, more)
		}
	}
	more, err := l.forget(t.Context(), 4)
	check(t, err)
	if more || l.Bytes() != 0 {
		t.Errorf("more %v, %d bytes", more, l.Bytes())
	}
}
