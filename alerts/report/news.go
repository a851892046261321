package report

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"chartd/alerts"
)

const (
	// newsEvery is how often a project hears of new stats at most (StatHat
	// contract, 2.7).
	newsEvery = 10 * time.Minute
	// newsAfter is how old new stats are at least: a transaction that made some,
	// on a machine whose clock is not quite ours, has ended by then.
	newsAfter = time.Minute
	// maxBorn is how many stats a message names.
	maxBorn = 20
)

// news tells each project of stats that came up since it was told last. A project
// that is heard of for the first time is told nothing of those that it has, unless
// it is new as well.
func (r *Reporter) news(ctx context.Context, now time.Time) error {
	list, err := r.News.Listeners(ctx)
	if err != nil {
		return fmt.Errorf("who hears of new stats: %w", err)
	}
	var faults []error
	for _, l := range list {
		if err := r.tell(ctx, l, now); err != nil && !errors.Is(err, alerts.ErrStale) { // another process told them
			faults = append(faults, fmt.Errorf("new stats of project %d: %w", l.Project, err))
		}
	}
	return errors.Join(faults...)
}

// tell tells one project.
func (r *Reporter) tell(ctx context.Context, l Listener, now time.Time) error {
	if l.Seen.IsZero() || l.Seen.After(now) { // the first time, or the clock was set back
		seen := now
		if age := now.Sub(l.Created); age >= 0 && age < newsEvery {
			seen = l.Created
		}
		return r.News.Tell(ctx, now, l, seen, nil)
	}
	seen := now.Add(-newsAfter)
	if now.Before(l.Told.Add(newsEvery)) || !seen.After(l.Seen) {
		return nil
	}
	born, all, err := r.News.Born(ctx, l.Project, l.Seen, seen, maxBorn)
	if err != nil || all == 0 {
		return err
	}
	key := "new." + strconv.FormatInt(int64(l.Project), 36) + "." + strconv.FormatInt(seen.Unix(), 36)
	n := alerts.Notice{Key: key, Episode: key, Event: alerts.NewStats, At: seen.Unix(), Began: l.Seen.Unix(), More: all - len(born)}
	for _, s := range born {
		n.Born = append(n.Born, alerts.NewStatFacts(s))
	}
	if err := r.News.Tell(ctx, now, l, seen, &n); err != nil {
		return err
	}
	if r.Wake != nil {
		r.Wake()
	}
	return nil
}
