package alerts

import (
	"context"
	"time"
)

// Clock is what parts that wait for moments go by. The zero value is the
// machine's clock; a test has one that runs faster.
type Clock struct {
	Time  func() time.Time
	Timer func(time.Duration) <-chan time.Time
}

// Now is the wall clock's time, also where the machine slept.
func (c Clock) Now() time.Time {
	if c.Time != nil {
		return c.Time()
	}
	return time.Now().Round(0)
}

// After sends once some time has passed.
func (c Clock) After(d time.Duration) <-chan time.Time {
	if c.Timer != nil {
		return c.Timer(d)
	}
	return time.After(d)
}

// Pause waits, or until ctx ends.
func (c Clock) Pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-c.After(d):
	}
}
