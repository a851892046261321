package alerts_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"chartd/alerts"
	"chartd/alerts/store"
	"chartd/stats"
)

// sender keeps what it is given; do, if set, is what becomes of it.
type sender struct {
	mu  sync.Mutex
	log []alerts.Message
	at  []time.Time
	do  func(ctx context.Context, to alerts.Destination, m alerts.Message) error
}

func (s *sender) Send(ctx context.Context, to alerts.Destination, m alerts.Message) (string, error) {
	s.mu.Lock()
	s.log, s.at = append(s.log, m), append(s.at, time.Now())
	s.mu.Unlock()
	if s.do == nil {
		return "250 ok", nil
	}
	return "", s.do(ctx, to, m)
}

// office is a store with a courier that runs, on synctest's clock.
type office struct {
	*testing.T
	store   *store.Store
	project stats.Project
	courier *alerts.Courier
	sender  *sender
	stop    func()
}

func newOffice(t *testing.T, do func(ctx context.Context, to alerts.Destination, m alerts.Message) error) *office {
	t.Helper()
	o := &office{T: t, sender: &sender{do: do}}
	o.store, o.project, _ = bubble(t)
	o.courier = &alerts.Courier{Outbox: o.store, Senders: alerts.Senders{alerts.Webhook: o.sender}, Deadline: 10 * time.Second, Fault: slog.New(slog.DiscardHandler)}
	return o
}

// start runs the courier.
func (o *office) start() {
	ctx, cancel := context.WithCancel(o.Context())
	over := make(chan struct{})
	go func() {
		defer close(over)
		o.courier.Run(ctx)
	}()
	o.stop = func() {
		cancel()
		<-over
	}
}

// tell puts a message into the outbox.
func (o *office) tell(to alerts.Destination, key string) {
	o.Helper()
	if err := o.store.Enqueue(o.Context(), to.ID, alerts.Notice{Key: key, Event: alerts.Test}, time.Now()); err != nil {
		o.Fatal(err)
	}
	o.courier.Wake()
}

// count is how many messages have a status.
func (o *office) count(s alerts.Status) int {
	o.Helper()
	list, err := o.store.Letters(context.WithoutCancel(o.Context()), o.project.ID, s, 100)
	if err != nil {
		o.Fatal(err)
	}
	return len(list)
}

func TestCourierHangingLane(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t, func(ctx context.Context, to alerts.Destination, _ alerts.Message) error {
			if to.Name == "hangs" {
				<-ctx.Done()
				return ctx.Err()
			}
			return nil
		})
		hangs, works := webhook(t, o.store, o.project.ID, "hangs"), webhook(t, o.store, o.project.ID, "works")
		o.start()
		o.tell(hangs, "a")
		o.tell(works, "b")
		time.Sleep(5 * time.Second) // the first is in flight still
		o.tell(works, "c")
		time.Sleep(4 * time.Second)
		if got := o.count(alerts.Delivered); got != 2 {
			t.Errorf("%d delivered beside a lane that hangs, want 2", got)
		}
		time.Sleep(10 * time.Second)
		o.stop()
		log, err := o.store.Attempts(t.Context(), hangs.ID, 10)
		if err != nil || len(log) == 0 || log[len(log)-1].Answer != context.DeadlineExceeded.Error() {
			t.Errorf("attempts %+v, error %v", log, err)
		}
	})
}

func TestCourierFinishesWhatIsInHand(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		begun := make(chan struct{}, 10)
		o := newOffice(t, func(ctx context.Context, _ alerts.Destination, _ alerts.Message) error {
			begun <- struct{}{}
			time.Sleep(3 * time.Second)
			return ctx.Err()
		})
		to := webhook(t, o.store, o.project.ID, "slow")
		o.start()
		o.tell(to, "a")
		<-begun
		o.stop()
		if o.count(alerts.Delivered) != 1 || len(o.sender.log) != 1 {
			t.Errorf("%d delivered in %d tries", o.count(alerts.Delivered), len(o.sender.log))
		}
	})
}

func TestCourierTriesAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		o := newOffice(t, func(context.Context, alerts.Destination, alerts.Message) error {
			if tries++; tries < 4 {
				return errors.New("busy")
			}
			return nil
		})
		to := webhook(t, o.store, o.project.ID, "busy")
		o.start()
		o.tell(to, "a")
		time.Sleep(10 * time.Minute)
		o.stop()
		if o.count(alerts.Delivered) != 1 || len(o.sender.log) != 4 {
			t.Fatalf("%d delivered in %d tries, want 1 in 4", o.count(alerts.Delivered), len(o.sender.log))
		}
		for i, m := range o.sender.log {
			if m.Key != o.sender.log[0].Key || m.Tries != i {
				t.Errorf("try %d: %+v", i, m)
			}
		}
	})
}

// A night without the provider loses nothing; what has waited for three days is
// given up.
func TestCourierThroughANight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		morning := time.Now().Add(3 * time.Hour)
		o := newOffice(t, func(_ context.Context, to alerts.Destination, _ alerts.Message) error {
			if to.Name == "night" && time.Now().After(morning) {
				return nil
			}
			return errors.New("connection refused")
		})
		night, never := webhook(t, o.store, o.project.ID, "night"), webhook(t, o.store, o.project.ID, "never")
		o.tell(night, "a")
		old := time.Now().Add(-alerts.GiveUp + 7*time.Hour) // it dies up to a wait earlier
		if err := o.store.Enqueue(t.Context(), never.ID, alerts.Notice{Key: "b", Event: alerts.Test}, old); err != nil {
			t.Fatal(err)
		}
		o.start()
		time.Sleep(5 * time.Hour)
		if o.count(alerts.Delivered) != 1 || o.count(alerts.Waiting) != 1 {
			t.Errorf("after the night %d are delivered, %d wait", o.count(alerts.Delivered), o.count(alerts.Waiting))
		}
		time.Sleep(3 * time.Hour)
		o.stop()
		if o.count(alerts.Dead) != 1 {
			t.Errorf("%d are dead after three days", o.count(alerts.Dead))
		}
	})
}

func TestCourierSwitchesOff(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t, func(context.Context, alerts.Destination, alerts.Message) error { return alerts.ErrGone })
		to := webhook(t, o.store, o.project.ID, "gone")
		o.start()
		o.tell(to, "a")
		time.Sleep(time.Minute)
		o.tell(to, "b")
		time.Sleep(time.Minute)
		o.stop()
		if len(o.sender.log) != 1 || o.count(alerts.Dead) != 1 {
			t.Errorf("%d tries, %d dead", len(o.sender.log), o.count(alerts.Dead))
		}
	})
}

// unsettled is an outbox that cannot settle for a while.
type unsettled struct {
	alerts.Outbox
	until time.Time
}

func (u *unsettled) Settle(ctx context.Context, c alerts.Claim, o alerts.Outcome, now time.Time) error {
	if time.Now().Before(u.until) {
		return stats.ErrAway
	}
	return u.Outbox.Settle(ctx, c, o, now)
}

// A double is possible where nobody can settle what was sent before the lease
// ends, as with a courier that dies, and only there; both carry one key.
func TestCourierDiesBeforeSettling(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t, nil)
		o.courier.Outbox = &unsettled{o.store, time.Now().Add(time.Minute)}
		to := webhook(t, o.store, o.project.ID, "twice")
		o.start()
		o.tell(to, "a")
		time.Sleep(2 * time.Minute)
		o.stop()
		if len(o.sender.log) != 2 || o.sender.log[0].Key != o.sender.log[1].Key || o.count(alerts.Delivered) != 1 {
			t.Errorf("sent %+v", o.sender.log)
		}
		if gap := o.sender.at[1].Sub(o.sender.at[0]); gap < 30*time.Second {
			t.Errorf("sent again after %v, within the lease", gap)
		}
	})
}

// A database that is away for less than the lease is no reason to send twice.
func TestCourierSettlesWhenItCan(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t, nil)
		o.courier.Outbox = &unsettled{o.store, time.Now().Add(20 * time.Second)}
		to := webhook(t, o.store, o.project.ID, "once")
		o.start()
		o.tell(to, "a")
		time.Sleep(2 * time.Minute)
		o.stop()
		if len(o.sender.log) != 1 || o.count(alerts.Delivered) != 1 {
			t.Errorf("%d sent, %d delivered", len(o.sender.log), o.count(alerts.Delivered))
		}
	})
}

// jammed is an outbox that answers nobody who settles before it is freed.
type jammed struct {
	alerts.Outbox
	freed   chan struct{}
	settles atomic.Int64
}

func (j *jammed) Settle(context.Context, alerts.Claim, alerts.Outcome, time.Time) error {
	j.settles.Add(1)
	<-j.freed
	return nil
}

// Who waits for a turn at an outbox that hangs waits no longer than the lease.
func TestCourierWaitsForItsTurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const lanes = 8
		var sent sync.WaitGroup
		sent.Add(lanes)
		o := newOffice(t, func(context.Context, alerts.Destination, alerts.Message) error {
			sent.Done()
			sent.Wait() // all have what they are to settle
			return nil
		})
		box := &jammed{Outbox: o.store, freed: make(chan struct{})}
		var faults bytes.Buffer
		o.courier.Outbox, o.courier.Fault = box, slog.New(slog.NewTextHandler(&faults, nil))
		for i := range lanes {
			o.tell(webhook(t, o.store, o.project.ID, strconv.Itoa(i)), "a")
		}
		o.start()
		sent.Wait()
		time.Sleep(35 * time.Second)
		atDesk := int(box.settles.Load())
		close(box.freed)
		o.stop()
		late := strings.Count(faults.String(), context.DeadlineExceeded.Error())
		if atDesk == 0 || atDesk+late != lanes {
			t.Errorf("%d of %d were at the desk, %d gave up: %s", atDesk, lanes, late, faults.String())
		}
	})
}

// A message that nobody here can send waits, untried, for somebody who can.
func TestCourierLeavesOtherChannels(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t, nil)
		o.courier.Senders = alerts.Senders{alerts.Email: o.sender}
		to := webhook(t, o.store, o.project.ID, "ops")
		o.start()
		o.tell(to, "test.1")
		time.Sleep(time.Hour) // synctest's clock
		o.stop()
		tries, err := o.store.Attempts(context.WithoutCancel(t.Context()), to.ID, 10)
		if err != nil || len(tries) != 0 || o.count(alerts.Waiting) != 1 {
			t.Errorf("%d tries, %d wait, error %v", len(tries), o.count(alerts.Waiting), err)
		}
	})
}
