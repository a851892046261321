package alerts

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"chartd/stats"
)

// Sender carries a message to a destination.
type Sender interface {
	// Send returns what the destination answered. Errors are ErrRefused, ErrGone,
	// or others that may go away. It ends with ctx.
	Send(ctx context.Context, to Destination, m Message) (answer string, err error)
}

// Senders sends each message by the sender of its destination's channel.
type Senders map[Channel]Sender

// Send implements Sender.
func (s Senders) Send(ctx context.Context, to Destination, m Message) (string, error) {
	sender, ok := s[to.Channel]
	if !ok {
		return "", fmt.Errorf("nothing here sends by %s", to.Channel)
	}
	return sender.Send(ctx, to, m)
}

// Courier sends what is in the outbox, a lane for each destination, so that one
// that hangs holds up no other. Messages of channels without a sender wait.
type Courier struct {
	Outbox   Outbox
	Senders  Senders
	Deadline time.Duration // of one Send
	Clock    Clock
	Fault    *slog.Logger

	once sync.Once
	wake chan struct{}
	desk chan struct{} // full while as many lanes are at the outbox as may be
	mu   sync.Mutex
	busy map[DestinationID]bool
}

const (
	// lookAgain is how long a courier waits at most before it looks whether
	// another process left messages.
	lookAgain = 10 * time.Second
	// spare is how much longer a lease is than the deadline of Send: time to settle.
	spare = 30 * time.Second
	// deskSize is how many lanes ask the outbox at once. All may send at once, but
	// a hundred that queue for a database with one writer hold up whoever
	// evaluates alerts.
	deskSize = 4
)

func (c *Courier) init() {
	c.once.Do(func() {
		c.wake, c.desk, c.busy = make(chan struct{}, 1), make(chan struct{}, deskSize), map[DestinationID]bool{}
	})
}

// Wake says that there are new messages.
func (c *Courier) Wake() {
	c.init()
	select {
	case c.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// Run sends messages until ctx ends, and then finishes those in hand.
func (c *Courier) Run(ctx context.Context) {
	c.init()
	var lanes sync.WaitGroup
	defer lanes.Wait()
	var trouble complaint
	for ctx.Err() == nil {
		wait := lookAgain
		now := c.Clock.Now()
		list, err := c.Outbox.Lanes(ctx, now)
		trouble.about(ctx, c.Fault, "look into the outbox", err)
		if err != nil {
			wait = retryAfter
		}
		for _, lane := range list {
			if c.Senders[lane.Channel] == nil {
				continue
			}
			if lane.Next.After(now) {
				wait = min(wait, lane.Next.Sub(now))
			} else if c.take(lane.Destination) {
				lanes.Go(func() { c.lane(ctx, lane.Destination) })
			}
		}
		select {
		case <-ctx.Done():
		case <-c.wake:
		case <-c.Clock.After(wait):
		}
	}
}

// take makes a lane this courier's, unless it is already at work there.
func (c *Courier) take(lane DestinationID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	free := !c.busy[lane]
	c.busy[lane] = true
	return free
}

// lane sends what is due in one lane.
func (c *Courier) lane(ctx context.Context, lane DestinationID) {
	defer func() {
		c.mu.Lock()
		delete(c.busy, lane)
		c.mu.Unlock()
	}()
	for ctx.Err() == nil {
		err := c.one(ctx, lane)
		if errors.Is(err, stats.ErrNotFound) {
			defer c.Wake() // one may have come while the lane was taken
			return
		}
		if err != nil {
			if ctx.Err() == nil {
				c.Fault.Error("deliver", "destination", lane, "error", err)
			}
			return
		}
	}
}

// one sends a message. What was claimed is finished, whether ctx ends or not:
// otherwise a message that went out could go again.
func (c *Courier) one(ctx context.Context, lane DestinationID) error {
	var got Claim
	err := c.atDesk(ctx, func() (err error) {
		got, err = c.Outbox.Claim(ctx, lane, c.Clock.Now(), c.Deadline+spare)
		return err
	})
	if err != nil {
		return err
	}
	last := context.WithoutCancel(ctx)
	if ctx.Err() != nil { // nothing is in hand yet
		return c.Outbox.Release(last, got, c.Clock.Now())
	}
	sending, cancel := context.WithTimeout(last, c.Deadline)
	answer, err := c.Senders.Send(sending, got.To, got.Message)
	cancel()
	now := c.Clock.Now()
	if err := c.settle(last, got, Settled(got.Message, answer, err, now), now); err != nil {
		return fmt.Errorf("settle %s: %w", got.Message.Key, err)
	}
	return nil
}

// settle ends a claim. What was sent would go again once the lease is over, so it
// is tried as long as that lasts: a database that restarts makes no doubles.
func (c *Courier) settle(ctx context.Context, got Claim, o Outcome, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, spare)
	defer cancel()
	for {
		err := c.atDesk(ctx, func() error { return c.Outbox.Settle(ctx, got, o, now) })
		if err == nil || errors.Is(err, ErrStale) || ctx.Err() != nil {
			return err
		}
		c.Clock.Pause(ctx, retryAfter)
	}
}

// atDesk asks the outbox something when it is this lane's turn, if that comes
// before ctx ends.
func (c *Courier) atDesk(ctx context.Context, ask func() error) error {
	select {
	case c.desk <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-c.desk }()
	return ask()
}
