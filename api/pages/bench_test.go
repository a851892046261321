package pages_test

import (
	"fmt"
	"net/http"
	"testing"

	"chartd/stats"
)

// BenchmarkList serves the list of a project with 1,000 stats that have a day of
// minutes each: a page of it, with sparklines and last numbers, and a search
// that goes through all names.
func BenchmarkList(b *testing.B) {
	p := newPlace(b, nil)
	wanted := make([]stats.NewStat, 1000)
	for i := range wanted {
		wanted[i] = stats.NewStat{Project: p.project.ID, Name: fmt.Sprintf("requests of host %d", i), Kind: stats.Counter}
	}
	made, err := p.catalog.Create(b.Context(), p.project.ID, wanted)
	p.must(err)
	day := make([]float64, 25*60)
	for i := range day {
		day[i] = float64(i % 60)
	}
	ids := make([]stats.StatID, len(made))
	for i, s := range made {
		ids[i] = s.ID
		p.fill(s, day...)
	}
	reader := p.signedIn()
	for _, path := range []string{"/stats", "/stats?page=10", "/stats?q=host+999"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				if got := reader.get(path); got.status != http.StatusOK {
					b.Fatalf("%d", got.status)
				}
			}
		})
	}
	hour := stats.MinuteAt(noon.Unix()).Hour()
	for name, from := range map[string]stats.Minute{"whole hours": (hour - 24).Minute(), "hours from any minute": (hour - 24).Minute() + 17} {
		b.Run("all 1000, "+name, func(b *testing.B) {
			for b.Loop() {
				_, err := p.chunks.Series(b.Context(), ids, stats.Window{From: from, Step: 60, Count: 25})
				p.must(err)
				_, err = p.chunks.Latest(b.Context(), ids)
				p.must(err)
			}
		})
	}
}
