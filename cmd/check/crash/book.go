package crash

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The load is spread over a few stats and minutes, so that many posts meet in
// one minute, and over hours, so that old ones are opened again.
const (
	stats   = 12
	minutes = 200
	stride  = 7 * 60 // seconds between two minutes of the load
)

// place is one minute of one stat.
type place struct {
	stat   int
	minute int64 // UNIX seconds
}

// sum is what was acknowledged for a place. Of points without an id, those
// whose answer nobody saw may be there or not.
type sum struct {
	n, total int64
	maybe    int64 // points of 1 each
}

// posted is a post with an id whose answer nobody saw.
type posted struct {
	id    string
	at    place
	count int64
}

// book remembers every post.
type book struct {
	seed   uint64
	first  int64 // the oldest minute of the load
	resent atomic.Int64

	mu    sync.Mutex
	sums  map[place]*sum
	open  []posted
	acked int64
}

func newBook(seed uint64) *book {
	now := time.Now().Unix()
	return &book{seed: seed, first: now - now%60 - minutes*stride, sums: map[place]*sum{}}
}

func (b *book) acknowledged() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.acked
}

// load posts until the context ends; the channel is closed when all clients
// have written down their last answer.
func (b *book) load(ctx context.Context, h *host, life int) <-chan struct{} {
	done := make(chan struct{})
	var all sync.WaitGroup
	for c := range clients {
		dice := rand.New(rand.NewPCG(b.seed, uint64(life)<<8|uint64(c)))
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				b.one(ctx, h, dice, fmt.Sprintf("%d-%d-%d-%d", b.seed, life, c, n))
			}
		})
	}
	go func() {
		all.Wait()
		close(done)
	}()
	return done
}

// one sends a post of a random form: single with or without an id, or an
// upload of several points with ids.
func (b *book) one(ctx context.Context, h *host, dice *rand.Rand, id string) {
	points := make([]posted, 1)
	if dice.IntN(4) == 0 {
		points = make([]posted, 2+dice.IntN(20))
	}
	for i := range points {
		points[i] = posted{
			id:    fmt.Sprintf("%s-%d", id, i),
			at:    place{dice.IntN(stats), b.first + stride*dice.Int64N(minutes)},
			count: 1 + dice.Int64N(1000),
		}
	}
	if len(points) == 1 && dice.IntN(2) == 0 {
		points[0].id, points[0].count = "", 1
	}
	b.note(points, send(ctx, h, points))
}

// note writes down what an answer means for its points.
func (b *book) note(points []posted, stored bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range points {
		s := b.sums[p.at]
		if s == nil {
			s = &sum{}
			b.sums[p.at] = s
		}
		switch {
		case stored:
			s.n, s.total = s.n+1, s.total+p.count
			b.acked++
		case p.id == "":
			s.maybe++
		default:
			b.open = append(b.open, p)
		}
	}
}

// name is a stat's name.
func name(stat int) string { return fmt.Sprintf("crash %d", stat) }

// send posts some points and reports whether they were acknowledged.
func send(ctx context.Context, h *host, points []posted) bool {
	if len(points) == 1 {
		p := points[0]
		form := url.Values{"ezkey": {h.key}, "stat": {name(p.at.stat)}, "count": {fmt.Sprint(p.count)}, "t": {fmt.Sprint(p.at.minute)}}
		if p.id != "" {
			form.Set("id", p.id)
		}
		status, _ := h.post(ctx, "application/x-www-form-urlencoded", []byte(form.Encode()))
		return status == http.StatusNoContent
	}
	var body strings.Builder
	fmt.Fprintf(&body, `{"ezkey":%q,"data":[`, h.key)
	for i, p := range points {
		if i > 0 {
			body.WriteByte(',')
		}
		fmt.Fprintf(&body, `{"stat":%q,"count":%d,"t":%d,"id":%q}`, name(p.at.stat), p.count, p.at.minute, p.id)
	}
	body.WriteString("]}")
	status, answer := h.post(ctx, "application/json", []byte(body.String()))
	return status == http.StatusOK && strings.Count(string(answer), `"status":200`) == len(points)+1
}

// resendFor is how long a post is sent again: the log or the database may be on
// its way back.
const resendFor = 30 * time.Second

// resend sends every post again whose answer nobody saw, until it is
// acknowledged.
func (b *book) resend(ctx context.Context, h *host) error {
	b.mu.Lock()
	open := b.open
	b.open = nil
	b.mu.Unlock()
	for _, p := range open {
		b.resent.Add(1)
		for end := time.Now().Add(resendFor); !send(ctx, h, []posted{p}); {
			if err := sleep(ctx, 50*time.Millisecond); err != nil {
				return err
			}
			if time.Now().After(end) {
				return fmt.Errorf("post %s is refused for %s: %s", p.id, resendFor, h.said)
			}
		}
		b.note([]posted{p}, true)
	}
	return nil
}

// dataset is what the CLI's API gives of a stat.
type dataset struct {
	Points []struct {
		Time  int64
		Value float64
		Count int64 `json:"rcount"`
	}
}

// compare reads every stat back and holds it to what was acknowledged.
func (b *book) compare(ctx context.Context, h *host) error {
	var list []struct{ ID, Name string }
	if err := h.read(ctx, "/a1/stats", nil, &list); err != nil {
		return err
	}
	ids := map[string]string{}
	for _, s := range list {
		ids[s.Name] = s.ID
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	got := map[place]sum{}
	for n := range stats {
		id, ok := ids[name(n)]
		if !ok {
			continue // its points, if any were acknowledged, are missed below
		}
		var data dataset
		if err := h.read(ctx, "/a1/stats/"+id+"/dataset_full", nil, &data); err != nil {
			return err
		}
		for _, p := range data.Points {
			got[place{n, p.Time}] = sum{n: p.Count, total: int64(p.Value)}
		}
	}
	return b.differences(got)
}

// differences compares what is there with what must be. What is there then
// becomes what must be: of points that may or may not be there it is known now.
func (b *book) differences(got map[place]sum) error {
	var faults []error
	for at, want := range b.sums {
		g := got[at]
		more := g.n - want.n
		if more < 0 || more > want.maybe || g.total != want.total+more {
			faults = append(faults, fmt.Errorf("%s at %d: %d points with sum %d, acknowledged %d with %d (%d unknown)",
				name(at.stat), at.minute, g.n, g.total, want.n, want.total, want.maybe))
		}
		*want = sum{n: g.n, total: g.total}
		delete(got, at)
	}
	for at, g := range got {
		faults = append(faults, fmt.Errorf("%s at %d: %d points that nobody sent", name(at.stat), at.minute, g.n))
	}
	if len(faults) > 10 {
		faults = append(faults[:10], fmt.Errorf("and %d more", len(faults)-10))
	}
	return errors.Join(faults...)
}
