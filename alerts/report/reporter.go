package report

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// Reporter sends reports when they are due, and tells of new stats.
type Reporter struct {
	Reports Schedule
	News    News
	Builder Builder
	// Complete is as of alerts.Watcher.
	Complete func(ctx context.Context, now time.Time) (stats.Minute, error)
	Wake     func() // tells a courier of new messages
	Clock    alerts.Clock
	Fault    *slog.Logger
}

// atOnce is how many reports are looked at in a pass, at most.
const atOnce = 1000

// Run looks every minute until ctx ends.
func (r *Reporter) Run(ctx context.Context) {
	alerts.Round{
		What: "send reports", Step: 1, Retry: 10 * time.Second, Begin: r.Reports.RecheckReports, Look: r.Pass, Clock: r.Clock, Fault: r.Fault,
	}.Run(ctx)
}

// Pass sends once what is due. What fails of one project does not hold up the
// others.
func (r *Reporter) Pass(ctx context.Context, now time.Time) error {
	return errors.Join(r.reports(ctx, now), r.news(ctx, now))
}

// reports sends the reports that are due.
func (r *Reporter) reports(ctx context.Context, now time.Time) error {
	due, err := r.Reports.DueReports(ctx, now, atOnce)
	if err != nil {
		return fmt.Errorf("due reports: %w", err)
	}
	if len(due) == 0 {
		return nil
	}
	end, err := r.Complete(ctx, now)
	if err != nil {
		return fmt.Errorf("last complete minute: %w", err)
	}
	var faults []error
	for _, k := range due {
		err := r.send(ctx, k, end, now)
		switch {
		case errors.Is(err, alerts.ErrStale): // another process has it, or its owner changed it
		case errors.Is(err, stats.ErrAway):
			return err
		case err != nil:
			faults = append(faults, fmt.Errorf("report %s: %w", k.Report.Public, err))
		}
	}
	return errors.Join(faults...)
}

// send sends the newest of the reports that a process which slept missed. One
// that became due before the zone of its project was another waits for its time
// there.
func (r *Reporter) send(ctx context.Context, k Kept, end stats.Minute, now time.Time) error {
	at := k.Report.Last(now)
	var n *alerts.Notice
	if !at.Before(k.Due) {
		if span, _ := k.Report.Spans(at); span.To > end {
			return nil // its last minute is not in yet
		}
		d, err := r.Builder.Build(ctx, k.Report, at)
		if err != nil {
			return err
		}
		if !k.Report.SkipEmpty || !Empty(d) {
			told := NewNotice(d, dueIssue(at), at)
			n = &told
		}
	}
	if err := r.Reports.CommitReport(ctx, now, k, k.Report.Due(now), n); err != nil {
		return err
	}
	if n != nil && r.Wake != nil {
		r.Wake()
	}
	return nil
}
