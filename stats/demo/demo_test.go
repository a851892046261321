package demo_test

import (
	"math"
	"testing"
	"time"

	"chartd/stats"
	"chartd/stats/demo"
	"chartd/stats/statstest/node"
)

// What was filled is what the stats did, minute by minute, and goes on from
// there.
func TestFillHoldsEveryPoint(t *testing.T) {
	n := node.Open(t)
	now := time.Unix(1_750_000_030, 0)
	d, err := demo.Fill(t.Context(), n.Catalog, n.DB.Chunks(), -n.DB.Log().Writer(), n.Project.ID, now)
	if err != nil {
		t.Fatal(err)
	}
	want := map[stats.StatID]stats.Bucket{}
	last := stats.MinuteAt(now.Unix())
	for at := last - demo.Days*24*60; at <= last; at++ {
		for _, p := range d.Points(at) {
			b := want[p.Stat]
			b.Add(p.Value)
			want[p.Stat] = b
		}
	}
	list, err := n.Catalog.List(t.Context(), n.Project.ID, stats.Filter{})
	if err != nil || len(list) != len(want) || len(list) < 12 {
		t.Fatalf("%d stats, %d with points, %v", len(list), len(want), err)
	}
	ids := make([]stats.StatID, len(list))
	for i, s := range list {
		ids[i] = s.ID
	}
	all := stats.Window{From: last - demo.Days*24*60, Step: demo.Days*24*60 + 1, Count: 1}
	series, err := n.Reader().Series(t.Context(), ids, all)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range list {
		got, want := series[i].Buckets[0], want[s.ID]
		if got.N != want.N || math.Abs(got.Total()-want.Total()) > 1e-9*math.Abs(want.Total()) {
			t.Errorf("%s: %d points with sum %v, want %d with %v", s.Name, got.N, got.Total(), want.N, want.Total())
		}
	}
	begun := d.Points(last + 1)
	if len(begun) == 0 {
		t.Error("nothing comes after the fill")
	}
}

// BenchmarkFill is what a start with --demo waits for.
func BenchmarkFill(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		n := node.Open(b)
		b.StartTimer()
		if _, err := demo.Fill(b.Context(), n.Catalog, n.DB.Chunks(), -n.DB.Log().Writer(), n.Project.ID, time.Unix(1_750_000_000, 0)); err != nil {
			b.Fatal(err)
		}
	}
}
