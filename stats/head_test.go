package stats

import (
	"testing"

	"pgregory.net/rapid"
)

// Hours of a stat leave the Head in any order, and each takes only itself along.
func TestHeadLetsGoOfOneHourAtATime(t *testing.T) {
	const hours = 5
	rapid.Check(t, func(t *rapid.T) {
		h := NewHead()
		for i := range hours {
			h.Apply(Seq(i+1), []Point{{Stat: 1, At: Hour(i).Minute() + 7, Value: float64(i + 1)}, {Stat: 2, At: Hour(i).Minute(), Value: 1}})
		}
		gone := map[Hour]bool{}
		for _, hour := range rapid.Permutation([]Hour{0, 1, 2, 3, 4}).Draw(t, "order") {
			h.settle(h.seal([]ChunkKey{{1, hour}}))
			gone[hour] = true
			list := []Series{{Stat: 1, Buckets: make([]Bucket, hours)}, {Stat: 2, Buckets: make([]Bucket, hours)}}
			h.Overlay(list, Window{Step: 60, Count: hours})
			for i := range Hour(hours) {
				want := float64(i + 1)
				if gone[i] {
					want = 0
				}
				if got := list[0].Buckets[i].Total(); got != want {
					t.Fatalf("hour %d holds %v, want %v, when %v are gone", i, got, want, gone)
				}
				if got := list[1].Buckets[i].N; got != 1 {
					t.Fatalf("hour %d of another stat has %d points", i, got)
				}
			}
			if n, _ := h.Size(); n != 2*hours-len(gone) {
				t.Fatalf("%d hours are counted when %d are gone", n, len(gone))
			}
		}
		for i := range Hour(hours) {
			h.settle(h.seal([]ChunkKey{{2, i}}))
		}
		if n, bytes := h.Size(); n != 0 || bytes != 0 {
			t.Fatalf("an empty Head has %d hours and %d bytes", n, bytes)
		}
		if got := h.Oldest(); got != hours+1 {
			t.Fatalf("an empty Head needs commits from %d on", got)
		}
	})
}

// What is on its way to the store is read as what is open, and the log keeps
// it until it is stored.
func TestSealedMinutesAreRead(t *testing.T) {
	h := NewHead()
	h.Apply(1, []Point{{Stat: 1, At: 3, Value: 5}})
	sealed := h.seal(h.due(everything))
	h.Apply(2, []Point{{Stat: 1, At: 3, Value: 7}})
	read := func() (Bucket, Latest) {
		list, newest := []Series{{Stat: 1, Buckets: make([]Bucket, 1)}}, []Latest{{Stat: 1}}
		h.Overlay(list, Window{From: 3, Step: 1, Count: 1})
		h.Newer(newest)
		return list[0].Buckets[0], newest[0]
	}
	if b, newest := read(); b.N != 2 || b.Total() != 12 || newest.At != 3 || newest.Bucket != b {
		t.Errorf("a half sealed minute is %+v, the newest %+v", b, newest)
	}
	if got := h.Oldest(); got != 1 {
		t.Errorf("the log must keep commits from %d on, want 1", got)
	}
	// An hour whose checkpoint failed is taken as it was then.
	again := h.seal(h.due(func(Hour) bool { return false }))
	if len(again) != 1 || again[0] != sealed[0] {
		t.Errorf("taken again: %+v, want %+v", again, sealed)
	}
	h.settle(again)
	if b, _ := read(); b.N != 1 || b.Total() != 7 {
		t.Errorf("what came since is %+v", b)
	}
	if got := h.Oldest(); got != 2 {
		t.Errorf("the log must keep commits from %d on, want 2", got)
	}
}
