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
	reads  *counted
	keys   []string
	path   string // what the page asks for each minute
	charts string // the same of a page of charts
}

func newCrowd(t testing.TB) *crowd {
	c := &crowd{reads: &counted{}}
	c.site = newSite(t, func(d *embeds.Deps) {
		c.reads.Reader = d.Board.Reader
		d.Board.Reader = c.reads
		d.Keys.Seen = func() int64 { return 0 } // as between two refreshes
	})
	for i := range 50 {
		one := c.Stat(t, "stat "+strconv.Itoa(i), stats.Counter)
		c.Post(t, one, c.minute()-1, 1, 2, 3)
		c.keys = append(c.keys, string(one.EmbedKey))
	}
	c.path = "/embed/v1/values?q=" + strings.Join(c.keys, ":1w3h&q=") + ":1w3h"
	c.charts = "/embed/v1/series?q=" + strings.Join(c.keys, ":1w3h&q=") + ":1w3h"
	return c
}

// visitors looks at the page in so many browsers over loopback, 16 at a time.
func (c *crowd) visitors(t testing.TB, server *httptest.Server, n int) {
	t.Helper()
	var left atomic.Int64
	left.Store(int64(n))
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for left.Add(-1) >= 0 {
				answer, err := server.Client().Get(server.URL + c.path)
				if err != nil {
					t.Error(err)
					return
				}
				_, err = io.Copy(io.Discard, answer.Body)
				if answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK {
					t.Errorf("status %d, %v", answer.StatusCode, err)
				}
			}
		})
	}
	all.Wait()
}

// A page with 50 embeds costs each stat one read a minute, however many look at
// it.
func TestCrowdCostsWhatOneCosts(t *testing.T) {
	t.Parallel()
	c := newCrowd(t)
	server := httptest.NewServer(c.face)
	defer server.Close()
	for minute := range 2 {
		c.visitors(t, server, 100)
		if got, want := c.reads.windows.Load(), int64(50*(minute+1)); got != want {
			t.Errorf("after minute %d: %d windows were read, want %d", minute+1, got, want)
		}
		c.at.Add(60)
	}
}

// BenchmarkCrowd is that page in the browsers of 1,000 visitors within a minute.
func BenchmarkCrowd(b *testing.B) {
	c := newCrowd(b)
	server := httptest.NewServer(c.face)
	defer server.Close()
	for b.Loop() {
		c.visitors(b, server, 1000)
		c.at.Add(60)
	}
	if got, want := c.reads.windows.Load(), int64(50*b.N); got != want {
		b.Errorf("%d windows were read, want %d", got, want)
	}
	b.ReportMetric(1000*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkValues(b *testing.B) {
	c := newCrowd(b)
	b.ReportAllocs()
	for b.Loop() {
		c.get(c.path)
	}
}

func BenchmarkSeries(b *testing.B) {
	c := newCrowd(b)
	b.ReportAllocs()
	for b.Loop() {
		c.get(c.charts)
	}
}
