package report

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// Things are the stats there are.
type Things interface {
	Find(ctx context.Context, by stats.Lookup) (stats.Stat, error)
	List(ctx context.Context, p stats.ProjectID, f stats.Filter) ([]stats.Stat, error)
}

// Rules are the alerts there are.
type Rules interface {
	Watches(ctx context.Context, p stats.ProjectID) ([]alerts.Watch, error)
}

// Builder says what reports hold.
type Builder struct {
	Series stats.Reader // in which merged stats are one
	Things Things
	Rules  Rules
}

const (
	// MaxLines is how many stats a report has lines for.
	MaxLines = 100
	// MaxCharts is how many of these lines, the first, have a chart: as many as a
	// mail draws.
	MaxCharts = 20
	// page is how many stats are read together.
	page = 500
)

// Build says what a report holds that was due last at a moment. What is broken
// comes first: stats over which an alert fires. The others follow by the size of
// their change in percent, those that came from nothing before all, those that
// did not change at the end. Stats in the trash are left out, and merged ones are
// one. A report of a tag or of all stats has no lines for those without data in
// the span and the one before. Errors are stats.ErrAway and those of the parts.
func (b Builder) Build(ctx context.Context, r Report, at time.Time) (alerts.Digest, error) {
	span, before := r.Spans(at)
	d := alerts.Digest{
		ID: r.Public, Name: r.Name, Period: string(r.Period), Zone: r.Location().String(), From: span.From.Unix(), To: span.To.Unix(),
	}
	firing, err := b.firing(ctx, r.Project)
	if err != nil {
		return d, err
	}
	var best []entry
	err = b.each(ctx, r, func(list []stats.Stat) error {
		entries, err := b.entries(ctx, list, span, before, firing)
		if err != nil {
			return err
		}
		if len(r.Stats) == 0 {
			entries = slices.DeleteFunc(entries, entry.silent)
		}
		best = append(best, entries...)
		worstFirst(best)
		if beyond := len(best) - MaxLines; beyond > 0 {
			best, d.More = best[:MaxLines], d.More+beyond
		}
		return nil
	})
	if err != nil {
		return d, err
	}
	if err := b.illustrate(ctx, r, best[:min(len(best), MaxCharts)], span, before); err != nil {
		return d, err
	}
	d.Lines = make([]alerts.DigestLine, len(best))
	for i, e := range best {
		d.Lines[i] = e.line
	}
	return d, nil
}

// Empty reports whether a digest has nothing to say: nothing fires, and there
// were no figures but zeros.
func Empty(d alerts.Digest) bool {
	none := func(v *float64) bool { return v == nil || *v == 0 }
	return !slices.ContainsFunc(d.Lines, func(l alerts.DigestLine) bool {
		return l.Firing > 0 || !none(l.Figure) || !none(l.Previous)
	})
}

// firing is how many alerts fire over each stat of a project, paused ones left
// out.
func (b Builder) firing(ctx context.Context, p stats.ProjectID) (map[stats.StatID]int, error) {
	list, err := b.Rules.Watches(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("alerts of a report: %w", err)
	}
	found := map[stats.StatID]int{}
	for _, w := range list {
		if w.State.Phase == alerts.Firing && !w.Rule.Paused {
			found[w.Stat.ID]++
		}
	}
	return found, nil
}

// each hands out the stats that a report is about, some at a time.
func (b Builder) each(ctx context.Context, r Report, take func([]stats.Stat) error) error {
	if len(r.Stats) > 0 {
		list, err := b.chosen(ctx, r)
		if err != nil {
			return err
		}
		return take(list)
	}
	f := stats.Filter{Tag: r.Tag, Page: stats.Page{Limit: page}}
	if err := stats.EachPage(ctx, b.Things.List, r.Project, f, take); err != nil {
		return fmt.Errorf("stats of a report: %w", err)
	}
	return nil
}

// chosen are the stats that a report names, each once.
func (b Builder) chosen(ctx context.Context, r Report) ([]stats.Stat, error) {
	var list []stats.Stat
	for _, id := range r.Stats {
		s, err := b.Things.Find(ctx, stats.Lookup{Public: id})
		if errors.Is(err, stats.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("stat %s of a report: %w", id, err)
		}
		has := func(other stats.Stat) bool { return other.ID == s.ID }
		if s.Project == r.Project && !slices.ContainsFunc(list, has) {
			list = append(list, s)
		}
	}
	return list, nil
}

// entry is a line in the making.
type entry struct {
	stat   stats.Stat
	line   alerts.DigestLine
	points int // in the span and the one before
}

// silent reports whether there is nothing to tell of a stat.
func (e entry) silent() bool { return e.points == 0 && e.line.Firing == 0 }

// entries reads the figures of some stats.
func (b Builder) entries(ctx context.Context, list []stats.Stat, span, before Span, firing map[stats.StatID]int) ([]entry, error) {
	ids := make([]stats.StatID, len(list))
	for i, s := range list {
		ids[i] = s.ID
	}
	now, err := b.totals(ctx, ids, span)
	if err != nil {
		return nil, err
	}
	old, err := b.totals(ctx, ids, before)
	if err != nil {
		return nil, err
	}
	made := make([]entry, len(list))
	for i, s := range list {
		made[i] = entry{stat: s, points: int(now[i].N + old[i].N), line: alerts.DigestLine{
			Stat: alerts.NewStatFacts(s), Firing: firing[s.ID],
			Figure: alerts.Figure(s.Kind, now[i]), Previous: alerts.Figure(s.Kind, old[i]),
		}}
		made[i].line.Percent = percent(made[i].line)
	}
	return made, nil
}

// totals reads what stats did in a span.
func (b Builder) totals(ctx context.Context, ids []stats.StatID, s Span) ([]stats.Bucket, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	series, err := b.Series.Series(ctx, ids, stats.Window{From: s.From, Step: s.minutes(), Count: 1})
	if err != nil {
		return nil, fmt.Errorf("read %d stats of a report: %w", len(ids), err)
	}
	list := make([]stats.Bucket, len(series))
	for i := range series {
		list[i] = series[i].Buckets[0]
	}
	return list, nil
}

// percent is the change of a line's figure; a change from nothing is none.
func percent(l alerts.DigestLine) *float64 {
	if l.Figure == nil || l.Previous == nil || *l.Previous == 0 {
		return nil
	}
	change := 100 * (*l.Figure - *l.Previous) / *l.Previous
	if math.IsInf(change, 0) {
		return nil
	}
	return &change
}

// worstFirst sorts lines as Build says.
func worstFirst(list []entry) {
	slices.SortStableFunc(list, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.line.Firing, a.line.Firing), cmp.Compare(change(b.line), change(a.line)), cmp.Compare(a.line.Stat.Name, b.line.Stat.Name))
	})
}

// change is the size of a change, from 0 to infinity.
func change(l alerts.DigestLine) float64 {
	switch {
	case l.Percent != nil:
		return math.Abs(*l.Percent)
	case l.Figure == nil && l.Previous == nil, l.Figure != nil && l.Previous != nil && *l.Figure == *l.Previous:
		return 0
	}
	return math.Inf(1)
}
