package store_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/alertstest"
	"chartd/alerts/store"
	"chartd/stats"
	"chartd/stats/catalog"
	"chartd/stats/statstest/fresh"
)

// cpu is how long the processor has worked for this process.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkPass is one look at 10,000 rules over as many stats, all due: a third of
// them over 1w, 1M and 1y, the others over an hour and less, a day, and for silence. With
// PostgreSQL the CPU is chartd's own.
func BenchmarkPass(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		db := fresh.SQLite(b)
		benchPass(b, db.Catalog(), db.Chunks())
	})
	b.Run("postgres", func(b *testing.B) {
		db := fresh.Postgres(b)
		benchPass(b, db.Catalog(), db.Chunks())
	})
}

func benchPass(b *testing.B, cat *catalog.Catalog, chunks stats.Chunks) {
	n := 10_000
	if testing.Short() {
		n = 300
	}
	s := store.New(cat)
	fill(b, n, cat, chunks, s)
	w := &alerts.Watcher{Rules: s, Series: stats.Grouped{Reader: chunks, Grouping: cat}, Complete: alerts.WholeMinutes}
	now := alertstest.Noon
	if err := w.Pass(b.Context(), now); err != nil { // whoever fires does so now
		b.Fatal(err)
	}
	var worked time.Duration
	for b.Loop() {
		b.StopTimer()
		now = now.Add(time.Minute)
		if err := s.Recheck(b.Context(), now); err != nil {
			b.Fatal(err)
		}
		if due, err := s.Due(b.Context(), now, n+1); err != nil || len(due) != n {
			b.Fatalf("%d of %d are due, error %v", len(due), n, err)
		}
		before := cpu(b)
		b.StartTimer()
		if err := w.Pass(b.Context(), now); err != nil {
			b.Fatal(err)
		}
		worked += cpu(b) - before
	}
	b.ReportMetric(worked.Seconds()/float64(b.N), "cpu-s/op")
}

// windows are those of the benchmark's rules; "" is silence over an hour.
var windows = []alerts.Span{"1w", "5m", "1M", "1h", "1y", "1d", "", "5m", "1h"}

// fill makes stats with rules, and as much of their past as the rules look at:
// the last three hours, and an hour of each third day.
func fill(b *testing.B, n int, cat *catalog.Catalog, chunks stats.Chunks, s *store.Store) {
	b.Helper()
	a := stats.Account{ID: 1, Email: "you@example.com"}
	p := stats.Project{ID: 1, EZKey: "e", UKey: "u", MaxStats: 1 << 30, MaxNew: 1 << 30, Zone: "UTC"}
	if err := cat.CreateAccount(b.Context(), a, p); err != nil {
		b.Fatal(err)
	}
	wanted := make([]stats.NewStat, n)
	for i := range wanted {
		wanted[i] = stats.NewStat{Name: fmt.Sprintf("load %05d", i), Kind: stats.Counter, Created: alertstest.Noon.Add(-400 * 24 * time.Hour)}
	}
	made, err := cat.Create(b.Context(), p.ID, wanted)
	if err != nil {
		b.Fatal(err)
	}
	end := stats.MinuteAt(alertstest.Noon.Unix()).Hour()
	var batch []stats.Chunk
	put := func(least int) {
		if len(batch) >= least {
			if err := chunks.Put(b.Context(), 1, batch); err != nil {
				b.Fatal(err)
			}
			batch = batch[:0]
		}
	}
	for i, stat := range made {
		window := windows[i%len(windows)]
		for hour := end; hour > end-stats.Hour(window.Minutes()/60)-3; hour-- {
			if hour > end-3 || hour%72 == 0 {
				c := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: stat.ID, Hour: hour}, Rev: 1}
				for m := range c.Minutes {
					c.Minutes[m].Add(float64(i % 7))
				}
				batch = append(batch, c)
			}
		}
		put(2000)
		rule := alerts.Rule{Project: p.ID, Stat: stat.ID, Kind: alerts.Value, Window: window, Operator: alerts.Greater, Threshold: 1e9, Created: alertstest.Noon}
		if window == "" {
			rule.Kind, rule.Window = alerts.Data, "1h"
		}
		if _, err := s.Create(b.Context(), rule); err != nil {
			b.Fatal(err)
		}
	}
	put(1)
}
