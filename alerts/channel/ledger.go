package channel

import (
	"context"
	"errors"
	"sync"

	"chartd/alerts"
)

// maxLedger bounds what a ledger remembers. Without room the oldest half goes:
// a notice may then go out twice, which its key tells.
const maxLedger = 20_000

// ledger remembers which notices of unfinished messages arrived. The zero value
// is ready to use.
type ledger struct {
	mu       sync.Mutex
	new, old map[string]bool // by keys of message and notice
}

// has reports whether a notice arrived.
func (l *ledger) has(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.new[key] || l.old[key]
}

// add remembers that a notice arrived.
func (l *ledger) add(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.new == nil || len(l.new) >= maxLedger/2 {
		l.new, l.old = map[string]bool{}, l.new
	}
	l.new[key] = true
}

// forget drops notices of a message that is finished.
func (l *ledger) forget(keys []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, k := range keys {
		delete(l.new, k)
		delete(l.old, k)
	}
}

// each sends the notices of a letter one by one, without those that arrived at
// an earlier try. One that is refused holds up no other; any other error ends it.
// The answer is the last one.
func (s *Sender) each(ctx context.Context, l letter, one func(context.Context, card) (answer, error)) (answer, error) {
	keys := make([]string, len(l.cards))
	var said answer
	var refused error
	for i, c := range l.cards {
		keys[i] = l.m.Key + "\n" + c.notice.Key
		if s.done.has(keys[i]) {
			continue
		}
		got, err := one(ctx, c)
		switch {
		case errors.Is(err, errRefused):
			refused = err
		case err != nil:
			return got, err
		default:
			s.done.add(keys[i])
		}
		said = got
	}
	s.done.forget(keys)
	return said, refused
}

// dedup is the name of a notice's episode for services that fold notices of one
// into another; of a notice outside of any, its own.
func dedup(n alerts.Notice) string {
	if n.Episode != "" {
		return n.Episode
	}
	return n.Key
}
