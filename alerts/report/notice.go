package report

import (
	"context"
	"slices"
	"strconv"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// NewNotice is the notice that carries a digest. The issue tells several of one
// report apart.
func NewNotice(d alerts.Digest, issue string, at time.Time) alerts.Notice {
	key := "report." + string(d.ID) + "." + issue
	return alerts.Notice{Key: key, Episode: key, Event: alerts.Report, At: at.Unix(), Began: at.Unix(), Digest: &d}
}

// dueIssue is the issue of what was due at a moment: it is told once, whoever
// tells it.
func dueIssue(at time.Time) string { return strconv.FormatInt(at.Unix(), 10) }

// Now is the notice of a report that somebody sends by hand, as often as he
// likes. It holds what was due last.
func (b Builder) Now(ctx context.Context, r Report, now time.Time) (alerts.Notice, error) {
	d, err := b.Build(ctx, r, now)
	if err != nil {
		return alerts.Notice{}, err
	}
	return NewNotice(d, "now."+strconv.FormatInt(stats.NewID(), 36), now), nil
}

// Recipients are those of a project's destinations that get the report: those of
// e-mail that it names, or without any that hear of news. Who is off or
// unsubscribed gets none.
func (r Report) Recipients(all []alerts.Destination) []alerts.Destination {
	var list []alerts.Destination
	for _, d := range all {
		chosen := slices.Contains(r.Destinations, d.ID) || len(r.Destinations) == 0 && d.News
		if chosen && d.Channel == alerts.Email && d.Off == "" && !slices.Contains(r.Left, d.ID) {
			list = append(list, d)
		}
	}
	return list
}
