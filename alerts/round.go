package alerts

import (
	"context"
	"log/slog"
	"time"

	"chartd/stats"
)

// Round is a part that looks at something after every step of time.
type Round struct {
	What  string       // for the log
	Step  stats.Minute // above 0; a look comes once a whole one has settled
	Retry time.Duration
	// Begin comes before the first look, and again when the clock was set back by
	// more than a minute. nil: nothing does.
	Begin func(ctx context.Context, now time.Time) error
	Look  func(ctx context.Context, now time.Time) error
	Clock Clock
	Fault *slog.Logger
}

// Run looks until ctx ends: after every step once, after a pause once, and after
// an error again in Retry.
func (r Round) Run(ctx context.Context) {
	begun := r.Begin == nil
	var last time.Time
	var trouble complaint
	for ctx.Err() == nil {
		now := r.Clock.Now()
		var err error
		if r.Begin != nil && (!begun || now.Before(last.Add(-time.Minute))) {
			err = r.Begin(ctx, now)
			begun = err == nil
		}
		last = now
		if err == nil {
			err = r.Look(ctx, now)
		}
		trouble.about(ctx, r.Fault, r.What, err)
		wait := untilNext(now, r.Step)
		if err != nil {
			wait = r.Retry
		}
		r.Clock.Pause(ctx, wait)
	}
}

// untilNext is how long it takes until the next whole step has settled.
func untilNext(now time.Time, step stats.Minute) time.Duration {
	begun := Complete(now) / step * step
	return time.Unix((begun + step).Unix(), 0).Add(settled).Sub(now)
}
