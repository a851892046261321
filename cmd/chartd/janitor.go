package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"chartd/stats"
)

// trashFor is how long a deleted stat can be restored (StatHat contract, 3.3).
const trashFor = 48 * time.Hour

// tidyEvery is how often what is over is removed. Nobody waits for it.
const tidyEvery = 10 * time.Minute

// expireEvery is how often minutes that are too old are removed. It is a walk
// over all stats.
const expireEvery = 24 * time.Hour

// janitor removes what is over: stats that were in the trash for two days,
// sessions that ended, old messages, and minutes that are older than keep (0: none are).
type janitor struct {
	engine *engine
	keep   time.Duration
	log    *slog.Logger
	now    func() time.Time

	gone    []stats.StatID // of which points may be left
	expired time.Time      // when minutes were removed last
}

func newJanitor(e *engine, keep age, log *slog.Logger) *janitor {
	return &janitor{engine: e, keep: time.Duration(keep), log: log, now: e.clock.Now}
}

// run tidies up until ctx ends.
func (j *janitor) run(ctx context.Context) error {
	tick := time.NewTicker(tidyEvery)
	defer tick.Stop()
	for {
		if err := j.tidy(ctx); err != nil && ctx.Err() == nil {
			j.log.Warn("what is over could not be removed; it is tried again", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// tidy removes everything that is over. What one part of it cannot do holds
// back no other.
func (j *janitor) tidy(ctx context.Context) error {
	gone, purge := j.engine.catalog.Purge(ctx, j.now().Add(-trashFor))
	j.gone = append(j.gone, gone...) // with an error come those that went before it
	drop := j.engine.chunks.Drop(ctx, j.gone)
	if drop == nil {
		j.gone = nil
	}
	return errors.Join(purge, drop, j.engine.catalog.Sessions().Expire(ctx), j.engine.alerts.Prune(ctx, j.now()), j.expire(ctx))
}

// expire removes old minutes once a day.
func (j *janitor) expire(ctx context.Context) error {
	now := j.now()
	if j.keep == 0 || now.Sub(j.expired) < expireEvery {
		return nil
	}
	before := stats.MinuteAt(now.Add(-j.keep).Unix()).Hour()
	if err := j.engine.keeper.Expire(ctx, j.engine.chunks, before); err != nil {
		return fmt.Errorf("--keep-minutes: %w", err)
	}
	j.expired = now
	j.log.Info("minutes were removed; their hours stay", "before", time.Unix(before.Minute().Unix(), 0).UTC(), "took", j.now().Sub(now).Round(time.Millisecond))
	return nil
}
