package main

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/stats"
	"chartd/stats/postgres/pgtest"
)

// openTest opens an engine with a first account.
func openTest(t *testing.T, database string) (*engine, stats.Project) {
	t.Helper()
	cfg := storeSettings{Data: t.TempDir(), DatabaseURL: secret(database), Durability: "process", ShareEvery: time.Minute, HeadBytes: 1 << 20, LogMaxBytes: 1 << 20, MaxIDs: 10}
	e, err := openEngine(t.Context(), cfg, alerts.Clock{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	_, stop := e.start(context.Background())
	t.Cleanup(func() {
		if err := errors.Join(stop(), e.close()); err != nil {
			t.Error(err)
		}
	})
	made, err := e.createAccount(t.Context(), newAccount{Email: "ada@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	return e, made.project
}

// newStat makes a counter.
func (e *engine) newStat(t *testing.T, p stats.Project, name string) stats.StatID {
	t.Helper()
	made, err := e.catalog.Create(t.Context(), p.ID, []stats.NewStat{{Project: p.ID, Name: name, Kind: stats.Counter}})
	if err != nil {
		t.Fatal(err)
	}
	return made[0].ID
}

// total is the sum of a stat in some minutes, from the first one on.
func (e *engine) total(t *testing.T, id stats.StatID, from stats.Minute, minutes int) float64 {
	t.Helper()
	list, err := e.reader().Series(t.Context(), []stats.StatID{id}, stats.Window{From: from, Step: stats.Minute(minutes), Count: 1})
	if err != nil {
		t.Fatal(err)
	}
	return list[0].Buckets[0].Total()
}

// Old minutes go, and their hours and days stay as they were; a point that comes
// for an hour of them afterwards counts once.
func TestOldMinutesGo(t *testing.T) {
	for name, database := range map[string]func(testing.TB) string{
		"sqlite":   func(testing.TB) string { return "" },
		"postgres": pgtest.DSN,
	} {
		t.Run(name, func(t *testing.T) {
			e, p := openTest(t, database(t))
			id := e.newStat(t, p, "visits")
			now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
			old, young := stats.MinuteAt(now.AddDate(0, -4, 0).Unix()), stats.MinuteAt(now.AddDate(0, 0, -1).Unix())
			post := func(at stats.Minute, v float64) {
				t.Helper()
				if err := e.ingest.Add(t.Context(), []stats.Entry{{Project: p.ID, Points: []stats.Point{{Stat: id, At: at, Value: v}}}}); err != nil {
					t.Fatal(err)
				}
			}
			post(old+3, 5)
			post(old+4, 6)
			post(young+3, 7)
			j := newJanitor(e, age(30*24*time.Hour), slog.New(slog.DiscardHandler))
			j.now = func() time.Time { return now }
			if err := j.tidy(t.Context()); err != nil {
				t.Fatal(err)
			}
			day := stats.MinuteAt(now.AddDate(0, -4, 0).Truncate(24 * time.Hour).Unix())
			if got := e.total(t, id, old+3, 1); got == 5 {
				t.Error("an old minute is still there")
			}
			if got := e.total(t, id, day, 24*60); got != 11 {
				t.Errorf("its day is %v, want 11", got)
			}
			if got := e.total(t, id, young+3, 1); got != 7 {
				t.Errorf("a young minute is %v, want 7", got)
			}
			post(old+5, 8)
			if err := e.keeper.CheckpointAll(t.Context()); err != nil {
				t.Fatal(err)
			}
			now = now.Add(25 * time.Hour)
			if err := j.tidy(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := e.total(t, id, day, 24*60); got != 19 {
				t.Errorf("with a late point its day is %v, want 19", got)
			}
		})
	}
}

// brokenDrop fails the first time.
type brokenDrop struct {
	chunkStore
	calls [][]stats.StatID
}

func (b *brokenDrop) Drop(ctx context.Context, ids []stats.StatID) error {
	b.calls = append(b.calls, ids)
	if len(b.calls) == 1 {
		return stats.ErrAway
	}
	return b.chunkStore.Drop(ctx, ids)
}

// Points that could not be removed with their stat are removed later.
func TestPointsOfPurgedStatsGo(t *testing.T) {
	e, p := openTest(t, "")
	id := e.newStat(t, p, "thrown away")
	if err := e.catalog.Trash(t.Context(), id, time.Now().Add(-2*trashFor)); err != nil {
		t.Fatal(err)
	}
	broken := &brokenDrop{chunkStore: e.chunks}
	e.chunks = broken
	j := newJanitor(e, 0, slog.New(slog.DiscardHandler))
	if err := j.tidy(t.Context()); !errors.Is(err, stats.ErrAway) {
		t.Errorf("the first time: %v", err)
	}
	if err := j.tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(broken.calls) != 2 || len(broken.calls[1]) != 1 || broken.calls[1][0] != id {
		t.Errorf("dropped %v, want %d twice", broken.calls, id)
	}
}

func TestAge(t *testing.T) {
	for text, want := range map[string]string{"0": "0", "2d": "2d", " 400d ": "400d"} {
		var a age
		if err := a.UnmarshalText([]byte(text)); err != nil || a.String() != want {
			t.Errorf("%q: %v, %v, want %s", text, a, err, want)
		}
	}
	for _, text := range []string{"", "d", "1d", "0d", "5", "-3d", "1.5d", "99999d", "400 d", "1y"} {
		var a age
		if err := a.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is %v, want an error", text, a)
		}
	}
}
