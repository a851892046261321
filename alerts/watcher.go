package alerts

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"chartd/stats"
)

// Watcher looks at rules when they are due.
type Watcher struct {
	Rules  Rules
	Series stats.Reader // in which merged stats are one
	// Complete is the first minute that is not wholly in yet: with several nodes
	// the last that all have shared. Its error means that no verdict is possible now.
	Complete func(ctx context.Context, now time.Time) (stats.Minute, error)
	Wake     func()                   // tells a courier of new messages
	OnTime   func(took time.Duration) // called after each pass without an error
	Clock    Clock
	Fault    *slog.Logger
}

// atOnce is how many rules are read together.
const atOnce = 1000

// togetherSaved is how many changes are one transaction, so that a flood of them
// with messages to a hundred destinations each is saved within its time.
const togetherSaved = 100

// retryAfter is the wait after a pass that failed.
const retryAfter = time.Second

// Run looks at what is due, ten seconds after every minute, until ctx ends.
// After a pause it looks once.
func (w *Watcher) Run(ctx context.Context) {
	Round{
		What: "evaluate alerts", Step: 1, Retry: retryAfter, Begin: w.Rules.Recheck, Look: w.Pass, Clock: w.Clock, Fault: w.Fault,
	}.Run(ctx)
}

// Pass looks once at every rule that is due.
func (w *Watcher) Pass(ctx context.Context, now time.Time) error {
	began := time.Now()
	end, err := w.Complete(ctx, now)
	if err != nil {
		return fmt.Errorf("last complete minute: %w", err)
	}
	for {
		due, err := w.Rules.Due(ctx, now, atOnce)
		if err != nil {
			return fmt.Errorf("due alerts: %w", err)
		}
		if len(due) > 0 {
			if err := w.look(ctx, due, end, now); err != nil {
				return err
			}
		}
		if len(due) < atOnce {
			break
		}
	}
	if w.OnTime != nil {
		w.OnTime(time.Since(began))
	}
	return nil
}

// look judges some rules and saves what came of it.
func (w *Watcher) look(ctx context.Context, due []Watch, end stats.Minute, now time.Time) error {
	readings, err := w.read(ctx, due, end)
	if err != nil {
		return err
	}
	newest, err := w.newest(ctx, due, end)
	if err != nil {
		return err
	}
	var later []Later
	var changes []Change
	told := false
	for i, at := range due {
		v := Evaluate(at.Rule, readings[i])
		next, notices := Decide(at.Rule, at.State, v, now)
		on := NextDue(at.Rule, next, end, newest[at.Stat.ID], now)
		if next == at.State {
			later = append(later, Later{at.Rule.ID, at.Rev, on})
			continue
		}
		if err := w.illustrate(ctx, at, end, notices); err != nil {
			return err
		}
		told = told || len(notices) > 0
		changes = append(changes, Change{Watch: at, Next: next, Due: on, Verdict: v, Notices: notices})
	}
	for some := range slices.Chunk(changes, togetherSaved) {
		err := w.Rules.Commit(ctx, now, some...)
		if err != nil && !errors.Is(err, ErrStale) { // another watcher has those, or their owner changed them
			return fmt.Errorf("commit %d alerts: %w", len(some), err)
		}
	}
	if told && w.Wake != nil {
		w.Wake()
	}
	if len(later) == 0 {
		return nil
	}
	return w.Rules.Postpone(ctx, later)
}

// frame is one question for a series: many stats share it.
type frame struct{ from, length stats.Minute }

// read answers what each rule looks at, with a question for each length and not
// for each rule.
func (w *Watcher) read(ctx context.Context, due []Watch, end stats.Minute) ([]Reading, error) {
	list := make([]Reading, len(due))
	into := map[frame][]*stats.Bucket{}
	ids := map[frame][]stats.StatID{}
	want := func(id stats.StatID, f frame, b *stats.Bucket) {
		into[f] = append(into[f], b)
		ids[f] = append(ids[f], id)
	}
	for i, at := range due {
		list[i] = Reading{Kind: at.Stat.Kind, Created: at.Stat.Created, End: end}
		length := at.Rule.Window.Minutes()
		want(at.Stat.ID, frame{end - length, length}, &list[i].Now)
		if at.Rule.Kind == Delta {
			want(at.Stat.ID, frame{end - at.Rule.Ago.Minutes() - length, length}, &list[i].Before)
		}
	}
	for f, buckets := range into {
		series, err := w.Series.Series(ctx, ids[f], stats.Window{From: f.from, Step: f.length, Count: 1})
		if err != nil {
			return nil, fmt.Errorf("read %d stats: %w", len(buckets), err)
		}
		for i, s := range series {
			*buckets[i] = s.Buckets[0]
		}
	}
	return list, nil
}

// newest is the newest minute with data of stats under rules of kind Data,
// where it is before end.
func (w *Watcher) newest(ctx context.Context, due []Watch, end stats.Minute) (map[stats.StatID]stats.Minute, error) {
	var ids []stats.StatID
	for _, at := range due {
		if at.Rule.Kind == Data {
			ids = append(ids, at.Stat.ID)
		}
	}
	found := map[stats.StatID]stats.Minute{}
	if len(ids) == 0 {
		return found, nil
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	list, err := w.Series.Latest(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("latest of %d stats: %w", len(ids), err)
	}
	for _, l := range list {
		if l.Bucket.N > 0 && l.At < end {
			found[l.Stat] = l.At
		}
	}
	return found, nil
}

// chartPoints is how many points the chart of a message has, at most; a third of
// them is the rule's window.
const chartPoints = 90

// illustrate puts stat and chart into notices.
func (w *Watcher) illustrate(ctx context.Context, at Watch, end stats.Minute, notices []Notice) error {
	if len(notices) == 0 {
		return nil
	}
	length := 3 * at.Rule.Window.Minutes()
	step := max(1, length/chartPoints)
	count := int(length / step)
	win := stats.Window{From: end - stats.Minute(count)*step, Step: step, Count: count}
	chart, err := chartOf(ctx, w.Series, at.Stat, win, at.Rule.Ago.Minutes())
	if err != nil {
		return err
	}
	for i := range notices {
		notices[i].Stat, notices[i].Chart = NewStatFacts(at.Stat), chart
	}
	return nil
}

// WholeMinutes is Watcher.Complete for a single node.
func WholeMinutes(_ context.Context, now time.Time) (stats.Minute, error) { return Complete(now), nil }
