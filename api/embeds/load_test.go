package embeds_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"chartd/api/embeds"
	"chartd/stats"
)

// counted is a Reader that counts the windows of stats that are read.
type counted struct {
	stats.Reader
	windows atomic.Int64
}

func (c *counted) Series(ctx context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	c.windows.Add(int64(len(ids)))
	return c.Reader.Series(ctx, ids, w)
}

// crowd is a page with 50 embeds on a server that counts what it reads.
type crowd struct {
	*site
	reads *counted
	path  string // what the page asks for each minute
	keys  []string
}

func newCrowd(t testing.TB) *crowd {
	c := &crowd{reads: &counted{}}
	c.site = newSite(t, func(d *embeds.Deps) {
		c.reads.Reader = d.Board.Reader
		d.Board.Reader = c.reads
	})
	for i := range 50 {
		one := c.Stat(t, "stat "+strconv.Itoa(i), stats.Counter)
		c.Post(t, one, c.minute()-1, 1, 2, 3)
		c.keys = append(c.keys, string(one.EmbedKey))
	}
	c.path = "/embed/v1/values?q=" + strings.Join(c.keys, ":1w3h&q=") + ":1w3h"
	return c
}

// A page with 50 embeds in the browsers of 1,000 visitors, over loopback: each
// stat is read once in a minute.
func TestCrowdCostsWhatOneCosts(t *testing.T) {
	t.Parallel()
	c := newCrowd(t)
	server := httptest.NewServer(c.face)
	defer server.Close()
	visit := func() {
		answer, err := server.Client().Get(server.URL + c.path)
		if err != nil {
			t.Error(err)
			return
		}
		defer answer.Body.Close()
		if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode != http.StatusOK {
			t.Errorf("status %d, %v", answer.StatusCode, err)
		}
	}
	for minute := range 2 {
		var visitors sync.WaitGroup
		for range 16 { // at a time
			visitors.Go(func() {
				for range 500 / 16 {
					visit()
				}
			})
		}
		visitors.Wait()
		if got, want := c.reads.windows.Load(), int64(50*(minute+1)); got != want {
			t.Errorf("after minute %d: %d windows were read, want %d", minute+1, got, want)
		}
		c.at.Add(60)
	}
}

func BenchmarkValues(b *testing.B) {
	c := newCrowd(b)
	b.ReportAllocs()
	for b.Loop() {
		c.get(c.path)
	}
	b.ReportMetric(float64(c.reads.windows.Load()), "windows")
}
