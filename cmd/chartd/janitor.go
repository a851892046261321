package main

import (
	"context"
	"log/slog"
	"time"
)

// trashFor is how long a deleted stat can be restored (StatHat contract, 3.3).
const trashFor = 48 * time.Hour

// tidyEvery is how often what is over is removed. Nobody waits for it.
const tidyEvery = 10 * time.Minute

// janitor removes what is over: stats that were in the trash for two days, and
// sessions that ended.
type janitor struct {
	engine *engine
	log    *slog.Logger
}

// run tidies up until ctx ends.
func (j janitor) run(ctx context.Context) error {
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

func (j janitor) tidy(ctx context.Context) error {
	gone, err := j.engine.catalog.Purge(ctx, time.Now().Add(-trashFor))
	if err != nil {
		return err
	}
	if err := j.engine.chunks.Drop(ctx, gone); err != nil {
		return err
	}
	return j.engine.catalog.Sessions().Expire(ctx)
}
