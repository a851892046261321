package pages

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How often a password may be tried: so many at once, then one in each stretch.
const (
	addressBurst, addressEvery = 20, 10 * time.Second
	emailBurst, emailEvery     = 5, time.Minute
)

// maxTries bounds each of two generations of limiters, whoever asks from
// however many addresses.
const maxTries = 10_000

// tries limits how often something may be tried, by address and by name.
type tries struct {
	mu  sync.Mutex
	old map[string]*rate.Limiter
	now map[string]*rate.Limiter
}

func newTries() *tries { return &tries{now: map[string]*rate.Limiter{}} }

// allow takes one try of an address and of a name, and reports whether both
// had one left.
func (t *tries) allow(remote, name string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	byAddress := t.limiter("a"+network(remote), addressEvery, addressBurst).AllowN(now, 1)
	// A name is not charged by an address that is over its own limit, or one
	// visitor could keep another out for good.
	return byAddress && t.limiter("n"+name, emailEvery, emailBurst).AllowN(now, 1)
}

// limiter finds or makes a limiter. A generation that is full becomes the old
// one, and what is still used moves on from there.
func (t *tries) limiter(key string, every time.Duration, burst int) *rate.Limiter {
	if l, ok := t.now[key]; ok {
		return l
	}
	l, ok := t.old[key]
	if !ok {
		l = rate.NewLimiter(rate.Every(every), burst)
	}
	if len(t.now) >= maxTries {
		t.old, t.now = t.now, map[string]*rate.Limiter{}
	}
	t.now[key] = l
	return l
}

// network is what counts as one address: of IPv6 the first half, since whoever
// has one has all that begin alike.
func network(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	at, err := netip.ParseAddr(host)
	if err != nil {
		return "" // all who have no address are one
	}
	at = at.Unmap()
	if at.Is6() {
		if half, err := at.WithZone("").Prefix(64); err == nil {
			return half.String()
		}
	}
	return at.String()
}
