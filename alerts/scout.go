package alerts

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"chartd/stats"
)

// Scout shows every stat to its detector, bucket by bucket.
type Scout struct {
	Detectors Detectors
	// Projects and List are all stats there are, a project and a page at a time.
	Projects func(ctx context.Context) ([]stats.ProjectID, error)
	List     func(ctx context.Context, p stats.ProjectID, f stats.Filter) ([]stats.Stat, error)
	Series   stats.Reader // in which merged stats are one
	// Complete is as of Watcher.
	Complete func(ctx context.Context, now time.Time) (stats.Minute, error)
	Wake     func() // tells a courier of new messages
	Clock    Clock
	Fault    *slog.Logger
}

// Bounds of the Scout's work.
const (
	// autoPast is how much of the past a detector learns when it first sees a
	// stat, or after a long time: two weeks show it days and weeks.
	autoPast = 14 * 24 * 60 / AutoStep * AutoStep
	// autoIdle is how long a stat without data is still looked at. A counter that
	// fell silent was noticed long before; its state need not be written for ever.
	autoIdle stats.Minute = 14 * 24 * 60
	// autoBuckets is how many buckets are in memory at once: 5 MB.
	autoBuckets = 100_000
	// autoPage is how many stats are looked at together.
	autoPage = 500
)

// Run looks at all stats after every AutoStep, until ctx ends.
func (s *Scout) Run(ctx context.Context) {
	Round{What: "look for what is unusual", Step: AutoStep, Retry: time.Minute, Look: s.Pass, Clock: s.Clock, Fault: s.Fault}.Run(ctx)
}

// Pass looks once at all stats.
func (s *Scout) Pass(ctx context.Context, now time.Time) error {
	end, err := s.Complete(ctx, now)
	if err != nil {
		return fmt.Errorf("last complete minute: %w", err)
	}
	end = end / AutoStep * AutoStep
	projects, err := s.Projects(ctx)
	if err != nil {
		return err
	}
	page := stats.Filter{Page: stats.Page{Limit: autoPage}}
	for _, p := range projects {
		err := stats.EachPage(ctx, s.List, p, page, func(list []stats.Stat) error { return s.look(ctx, list, end, now) })
		if err != nil {
			return err
		}
	}
	return nil
}

// seen is a stat with what is remembered of it.
type seen struct {
	stat   stats.Stat
	memory Memory
}

// look shows some stats of one project what came in up to end.
func (s *Scout) look(ctx context.Context, list []stats.Stat, end stats.Minute, now time.Time) error {
	behind, err := s.behind(ctx, list, end)
	if err != nil {
		return err
	}
	for from, group := range behind {
		count := int((end - from) / AutoStep)
		for len(group) > 0 {
			n := min(len(group), max(1, autoBuckets/count))
			if err := s.learn(ctx, group[:n], stats.Window{From: from, Step: AutoStep, Count: count}, now); err != nil {
				return err
			}
			group = group[n:]
		}
	}
	return nil
}

// behind is those stats that have something new to look at, by where it begins.
func (s *Scout) behind(ctx context.Context, list []stats.Stat, end stats.Minute) (map[stats.Minute][]seen, error) {
	ids := make([]stats.StatID, len(list))
	for i, stat := range list {
		ids[i] = stat.ID
	}
	latest, err := s.Series.Latest(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("latest of %d stats: %w", len(ids), err)
	}
	memories, err := s.Detectors.Memories(ctx, ids)
	if err != nil {
		return nil, err
	}
	found := map[stats.Minute][]seen{}
	for i, m := range memories {
		if latest[i].Bucket.N == 0 || latest[i].At < end-autoIdle {
			continue
		}
		if m.At > end+wrongClock { // the clock was ahead: what was learned then is of no day there was
			m.At, m.State = 0, nil
		}
		born := stats.MinuteAt(list[i].Created.Unix()) / AutoStep * AutoStep
		m.At = max(m.At, end-autoPast)
		if m.Rev == 0 { // imported data may be older than the stat
			m.At = min(max(m.At, born), latest[i].At/AutoStep*AutoStep)
			m.At = max(m.At, end-autoPast)
		}
		if m.At < end {
			found[m.At] = append(found[m.At], seen{list[i], m})
		}
	}
	return found, nil
}

// learn shows a group the same window, and saves what came of it.
func (s *Scout) learn(ctx context.Context, group []seen, w stats.Window, now time.Time) error {
	ids := make([]stats.StatID, len(group))
	for i, g := range group {
		ids[i] = g.stat.ID
	}
	series, err := s.Series.Series(ctx, ids, w)
	if err != nil {
		return fmt.Errorf("read %d stats: %w", len(ids), err)
	}
	lessons := make([]Lesson, 0, len(group))
	told := false
	for i, g := range group {
		g.memory.At = w.From
		m, notices, err := Observe(g.stat, g.memory, series[i].Buckets, now)
		if err != nil { // one bad state must not stop the others: it begins anew
			s.Fault.Error("detector", "stat", g.stat.Public, "error", err)
			m, notices = g.memory, nil
			m.State, m.At = nil, w.End()
		}
		if err := s.illustrate(ctx, g.stat, w.End(), notices); err != nil {
			return err
		}
		told = told || len(notices) > 0
		lessons = append(lessons, Lesson{g.stat.Project, m, notices})
	}
	// Stale is what another process looked at, or what its owner changed.
	if err := s.Detectors.Remember(ctx, now, lessons...); err != nil && !errors.Is(err, ErrStale) {
		return fmt.Errorf("remember %d stats: %w", len(lessons), err)
	}
	if told && s.Wake != nil {
		s.Wake()
	}
	return nil
}

// illustrate puts the chart into notices.
func (s *Scout) illustrate(ctx context.Context, stat stats.Stat, end stats.Minute, notices []Notice) error {
	if len(notices) == 0 {
		return nil
	}
	win := stats.Window{From: end - chartPoints*AutoStep, Step: AutoStep, Count: chartPoints}
	chart, err := chartOf(ctx, s.Series, stat, win, 0)
	if err != nil {
		return err
	}
	for i := range notices {
		notices[i].Chart = chart
	}
	return nil
}
