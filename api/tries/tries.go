// Package tries bounds how often strangers may try secrets: passwords, links,
// tokens. It counts by network address, and by the name that is tried; what it
// counts is in memory, of a bounded size, and of this process alone.
package tries

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How often a secret may be tried: so many at once, then one in each stretch.
const (
	addressBurst, addressEvery = 20, 10 * time.Second
	nameBurst, nameEvery       = 5, time.Minute
)

// RetryAfter is how many seconds somebody who had too many tries should wait,
// as the header wants it.
const RetryAfter = "60"

// maxKept bounds each of two generations of limiters, whoever asks from
// however many addresses.
const maxKept = 10_000

// Limit counts tries. Its zero value has seen none; any number of goroutines
// may use it.
type Limit struct {
	mu  sync.Mutex
	old map[string]*rate.Limiter
	now map[string]*rate.Limiter
}

// Allow takes one try of an address (host:port, as of a request) and one of a
// name, and reports whether both had one left.
func (l *Limit) Allow(remote, name string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	// A name is not charged by an address that is over its own limit, or one
	// visitor could keep another out for good.
	return l.address(remote).AllowN(now, 1) && l.limiter("n"+name, nameEvery, nameBurst).AllowN(now, 1)
}

// Spent reports whether an address has no try left. It takes none: together
// with Miss it is for secrets that programs show with every request, of which
// only wrong ones count.
func (l *Limit) Spent(remote string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.address(remote).TokensAt(now) < 1
}

// Miss takes one try of an address, which had a wrong secret.
func (l *Limit) Miss(remote string, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.address(remote).AllowN(now, 1)
}

// address is the limiter of an address.
func (l *Limit) address(remote string) *rate.Limiter {
	return l.limiter("a"+network(remote), addressEvery, addressBurst)
}

// limiter finds or makes a limiter. A generation that is full becomes the old
// one, and what is still used moves on from there.
func (l *Limit) limiter(key string, every time.Duration, burst int) *rate.Limiter {
	if found, ok := l.now[key]; ok {
		return found
	}
	found, ok := l.old[key]
	if !ok {
		found = rate.NewLimiter(rate.Every(every), burst)
	}
	if l.now == nil || len(l.now) >= maxKept {
		l.old, l.now = l.now, map[string]*rate.Limiter{}
	}
	l.now[key] = found
	return found
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
