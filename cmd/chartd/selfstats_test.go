package main

import (
	"context"
	"log/slog"
	"math"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// The server's figures are stats of the project: what came in a minute, and
// what is at its end.
func TestSelfStats(t *testing.T) {
	t.Parallel()
	e, project := openTest(t, "")
	s := newSelfStats(e, secret(project.EZKey), slog.New(slog.DiscardHandler))
	now := stats.MinuteAt(time.Now().Unix())
	e.measures.answered(1, 204)
	s.read(nil) // what was before does not count
	e.measures.answered(1, 200)
	e.measures.answered(1, 200)
	e.measures.answered(1, 401)
	if err := s.keep(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	got := func(name string) float64 {
		t.Helper()
		found, err := e.catalog.Named(t.Context(), project.ID, []string{name})
		if err != nil || found[0].ID == 0 {
			t.Errorf("%s: not there, error %v", name, err)
			return math.NaN()
		}
		series, err := e.reader().Series(t.Context(), []stats.StatID{found[0].ID}, stats.Window{From: now, Step: 1, Count: 1})
		if err != nil || series[0].Buckets[0].N != 1 {
			t.Errorf("%s: %d points, error %v", name, series[0].Buckets[0].N, err)
			return math.NaN()
		}
		return series[0].Buckets[0].Total()
	}
	if n := got("chartd: posts"); n != 3 {
		t.Errorf("%v posts, want 3", n)
	}
	if n := got("chartd: log bytes"); math.IsNaN(n) {
		t.Errorf("%v bytes of log", n)
	}
	if n := got("chartd: database away seconds"); n != 0 {
		t.Errorf("away for %v s", n)
	}
	if err := newSelfStats(e, secret(project.UKey), s.log).keep(t.Context(), now); err == nil {
		t.Error("a ukey was taken for an ezkey")
	}
}

// Every minute has its figures, also where keeping them takes a while each time.
func TestSelfStatsLeaveNoMinuteOut(t *testing.T) {
	t.Parallel()
	e, project := openTest(t, "")
	const minutes = 8
	begin := time.Unix(1_770_000_000, 0).Truncate(time.Minute)
	now := begin.Add(20 * time.Second)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	e.clock = alerts.Clock{
		Time: func() time.Time { return now },
		Timer: func(d time.Duration) <-chan time.Time {
			if now = now.Add(d + 10*time.Second); now.After(begin.Add(minutes * time.Minute)) {
				stop()
			}
			over := make(chan time.Time)
			close(over)
			return over
		},
	}
	if err := newSelfStats(e, secret(project.EZKey), slog.New(slog.DiscardHandler)).run(ctx); err != nil {
		t.Fatal(err)
	}
	found, err := e.catalog.Named(t.Context(), project.ID, []string{"chartd: log bytes"})
	if err != nil {
		t.Fatal(err)
	}
	series, err := e.reader().Series(t.Context(), []stats.StatID{found[0].ID}, stats.Window{From: stats.MinuteAt(begin.Unix()), Step: 1, Count: minutes - 1})
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range series[0].Buckets {
		if b.N != 1 {
			t.Errorf("minute %d has %d points", i, b.N)
		}
	}
}
