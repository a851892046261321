package report_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/alerts/store"
	"chartd/stats"
	"chartd/stats/statstest/node"
)

// desk is a node with a store of reports and a mailbox for them.
type desk struct {
	*testing.T
	node     *node.Node
	store    *store.Store
	reporter *report.Reporter
	woken    int
	to       alerts.Destination
}

// eight is the moment at which most reports here are due, 08:00 in Berlin.
var eight = time.Date(2026, 11, 29, 7, 0, 0, 0, time.UTC)

// founded is when the stats and reports here are made.
var founded = eight.Add(-24 * time.Hour)

func newDesk(t *testing.T) *desk {
	t.Helper()
	t.Parallel()
	n := node.OpenAt(t, filepath.Join(t.TempDir(), "chartd.db"), func() time.Time { return founded })
	n.Project.Zone = "Europe/Berlin"
	d := &desk{T: t, node: n, store: store.New(n.Catalog)}
	d.check(n.Catalog.UpdateProject(t.Context(), n.Project))
	d.reporter = &report.Reporter{
		Reports: d.store, News: d.store, Builder: report.Builder{Series: n.Reader(), Things: n.Catalog, Rules: d.store},
		Complete: alerts.WholeMinutes, Wake: func() { d.woken++ }, Fault: slog.New(slog.DiscardHandler),
	}
	target, err := alerts.NewTarget(alerts.Email, map[string]string{"address": "you@example.com"})
	d.check(err)
	d.to, err = d.store.CreateDestination(t.Context(), alerts.Destination{
		Project: n.Project.ID, Name: "you", Channel: alerts.Email, Target: target, News: true, Created: eight,
	})
	d.check(err)
	return d
}

func (d *desk) check(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// keep stores a report.
func (d *desk) keep(r report.Report) report.Report {
	d.Helper()
	r.Project, r.Created = d.node.Project.ID, founded
	d.check(r.Check())
	made, err := d.store.CreateReport(d.Context(), r)
	d.check(err)
	return made
}

// post stores one number of a stat at a moment.
func (d *desk) post(s stats.Stat, at time.Time, v float64) {
	d.Helper()
	d.node.Post(d.T, s, stats.MinuteAt(at.Unix()), v)
}

// build builds a report as it was due last at eight.
func (d *desk) build(r report.Report) alerts.Digest {
	d.Helper()
	r.Project, r.ProjectZone = d.node.Project.ID, d.node.Project.Zone
	got, err := d.reporter.Builder.Build(d.Context(), r, eight)
	d.check(err)
	return got
}

// pass lets the reporter look once.
func (d *desk) pass(now time.Time) {
	d.Helper()
	d.check(d.reporter.Pass(d.Context(), now))
}

// told lists what waits to be sent, of one kind, the oldest first.
func (d *desk) told(e alerts.Event) []alerts.Notice {
	d.Helper()
	letters, err := d.store.Letters(d.Context(), d.node.Project.ID, alerts.Waiting, 1000)
	d.check(err)
	var list []alerts.Notice
	for _, l := range letters {
		for _, n := range l.Message.Notices {
			if n.Event == e {
				list = append(list, n)
			}
		}
	}
	slices.SortFunc(list, func(a, b alerts.Notice) int { return int(a.At - b.At) })
	return list
}

// fire makes an alert over a stat that fires.
func (d *desk) fire(s stats.Stat, paused bool) {
	d.Helper()
	ctx := context.Background()
	r, err := d.store.Create(ctx, alerts.Rule{Project: s.Project, Stat: s.ID, Kind: alerts.Data, Window: "5m", Paused: paused, Created: eight})
	d.check(err)
	w, err := d.store.Watch(ctx, s.Project, r.Public)
	d.check(err)
	d.check(d.store.Commit(ctx, eight, alerts.Change{Watch: w, Next: alerts.State{Phase: alerts.Firing, Episodes: 1}, Due: alerts.Never}))
}
