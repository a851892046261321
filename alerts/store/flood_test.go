package store_test

import (
	"fmt"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/alertstest"
	"chartd/alerts/store"
	"chartd/stats"
	"chartd/stats/catalog"
	"chartd/stats/statstest/fresh"
)

// BenchmarkFlood is one commit of as many rules as the watcher saves together,
// which fire for as many destinations as a project may have.
func BenchmarkFlood(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { flood(b, fresh.SQLite(b).Catalog()) })
	b.Run("postgres", func(b *testing.B) { flood(b, fresh.Postgres(b).Catalog()) })
}

func flood(b *testing.B, cat *catalog.Catalog) {
	s := store.New(cat)
	p := stats.Project{ID: 1, EZKey: "e", UKey: "u", MaxStats: 10, MaxNew: 10, Zone: "UTC"}
	if err := cat.CreateAccount(b.Context(), stats.Account{ID: 1, Email: "you@example.com"}, p); err != nil {
		b.Fatal(err)
	}
	made, err := cat.Create(b.Context(), p.ID, []stats.NewStat{{Name: "visits", Kind: stats.Counter}})
	if err != nil {
		b.Fatal(err)
	}
	target, err := alerts.NewTarget(alerts.Webhook, map[string]string{"url": "https://example.com/"})
	if err != nil {
		b.Fatal(err)
	}
	for i := range alerts.MaxTargets {
		d := alerts.Destination{Project: p.ID, Name: fmt.Sprint(i), Channel: alerts.Webhook, Target: target, Manual: true, Created: alertstest.Noon}
		if _, err := s.CreateDestination(b.Context(), d); err != nil {
			b.Fatal(err)
		}
	}
	for range 100 {
		rule := alerts.Rule{Project: p.ID, Stat: made[0].ID, Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Threshold: 5, Created: alertstest.Noon}
		if _, err := s.Create(b.Context(), rule); err != nil {
			b.Fatal(err)
		}
	}
	now := alertstest.Noon
	for b.Loop() {
		b.StopTimer()
		now = now.Add(time.Minute)
		changes := firing(b, s, now)
		b.StartTimer()
		if err := s.Commit(b.Context(), now, changes...); err != nil {
			b.Fatal(err)
		}
	}
}

// firing is all rules as they fire, or go on firing, each with a chart.
func firing(b *testing.B, s *store.Store, now time.Time) []alerts.Change {
	b.Helper()
	due, err := s.Due(b.Context(), now, 1000)
	if err != nil {
		b.Fatal(err)
	}
	curve := make([]*float64, 90)
	for i := range curve {
		v := float64(i) / 7
		curve[i] = &v
	}
	var changes []alerts.Change
	for _, w := range due {
		w.Rule.Repeat = time.Minute
		v := alerts.Evaluate(w.Rule, alerts.Reading{Kind: stats.Counter, End: alerts.Complete(now), Now: stats.Bucket{N: 1, Sum: 10}})
		next, notices := alerts.Decide(w.Rule, w.State, v, now)
		if len(notices) != 1 {
			b.Fatalf("%d notices of a rule", len(notices))
		}
		notices[0].Chart.Values = curve
		changes = append(changes, alerts.Change{Watch: w, Next: next, Due: now, Verdict: v, Notices: notices})
	}
	return changes
}
