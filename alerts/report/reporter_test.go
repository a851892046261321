package report_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
)

func TestReporterSendsOnce(t *testing.T) {
	d := newDesk(t)
	d.post(d.node.Stat(t, "s", stats.Counter), yesterday, 3)
	r := d.keep(report.Report{Name: "morning", Period: report.Day, Hour: 8})
	d.pass(eight.Add(-time.Second))
	if got := d.told(alerts.Report); len(got) != 0 {
		t.Fatalf("told before eight: %+v", got)
	}
	for i := range 5 {
		d.pass(eight.Add(time.Duration(i) * time.Minute))
	}
	got := d.told(alerts.Report)
	if len(got) != 1 || d.woken != 1 {
		t.Fatalf("%d reports, %d times woken", len(got), d.woken)
	}
	if n := got[0]; n.At != eight.Unix() || n.Digest.ID != r.Public || lines(*n.Digest) != "s 0 3 0 –\n" {
		t.Errorf("told %+v of %+v", n, n.Digest)
	}
	d.pass(eight.AddDate(0, 0, 1))
	if got := d.told(alerts.Report); len(got) != 2 || got[0].Key == got[1].Key {
		t.Errorf("the day after: %+v", got)
	}
}

func TestReporterWhoSlept(t *testing.T) {
	d := newDesk(t)
	d.keep(report.Report{Name: "morning", Period: report.Day, Hour: 8})
	late := eight.AddDate(0, 0, 9).Add(3 * time.Hour)
	d.pass(late)
	d.pass(late.Add(time.Minute))
	got := d.told(alerts.Report)
	if len(got) != 1 || got[0].At != eight.AddDate(0, 0, 9).Unix() {
		t.Errorf("after nine days: %+v", got)
	}
}

func TestReporterClockBack(t *testing.T) {
	d := newDesk(t)
	d.keep(report.Report{Name: "morning", Period: report.Day, Hour: 8})
	for _, now := range []time.Time{eight, eight.AddDate(0, 0, 1), eight.AddDate(5, 0, 0)} {
		d.pass(now)
	}
	before := len(d.told(alerts.Report))
	back := eight.Add(time.Minute) // tomorrow's was sent by the wrong clock
	d.check(d.store.RecheckReports(t.Context(), back))
	d.pass(back)
	d.pass(eight.AddDate(0, 0, 1))
	if n := len(d.told(alerts.Report)); n != before {
		t.Errorf("%d reports, and %d before the clock was set back", n, before)
	}
	d.pass(eight.AddDate(0, 0, 2))
	if n := len(d.told(alerts.Report)); n != before+1 {
		t.Errorf("%d reports on a day that is new, and %d before", n, before)
	}
}

func TestReporterZoneMoves(t *testing.T) {
	d := newDesk(t)
	d.keep(report.Report{Name: "morning", Period: report.Day, Hour: 8})
	p := d.node.Project
	p.Zone = "America/New_York"
	d.check(d.node.Catalog.UpdateProject(t.Context(), p))
	d.pass(eight)
	if got := d.told(alerts.Report); len(got) != 0 {
		t.Fatalf("at 02:00 in New York: %+v", got)
	}
	d.pass(eight.Add(6 * time.Hour))
	if got := d.told(alerts.Report); len(got) != 1 || got[0].Digest.Zone != "America/New_York" {
		t.Errorf("at 08:00 in New York: %+v", got)
	}
}

func TestReporterSkipsEmpty(t *testing.T) {
	d := newDesk(t)
	s := d.node.Stat(t, "s", stats.Counter)
	d.keep(report.Report{Name: "if there is something", Period: report.Day, Hour: 8, SkipEmpty: true})
	d.pass(eight)
	if got := d.told(alerts.Report); len(got) != 0 || d.woken != 0 {
		t.Errorf("told %+v, %d times woken", got, d.woken)
	}
	d.post(s, yesterday.AddDate(0, 0, 1), 1)
	d.pass(eight.AddDate(0, 0, 1))
	if got := d.told(alerts.Report); len(got) != 1 {
		t.Errorf("there is something to say, and told is %+v", got)
	}
}

func TestReporterWaitsForTheLastMinute(t *testing.T) {
	d := newDesk(t)
	d.keep(report.Report{Name: "at midnight", Period: report.Day})
	midnight := time.Date(2026, 11, 28, 23, 0, 0, 0, time.UTC)
	d.pass(midnight.Add(9 * time.Second))
	if got := d.told(alerts.Report); len(got) != 0 {
		t.Errorf("told before the day was in: %+v", got)
	}
	d.pass(midnight.Add(10 * time.Second))
	if got := d.told(alerts.Report); len(got) != 1 {
		t.Errorf("told %+v", got)
	}
	d.reporter.Complete = func(context.Context, time.Time) (stats.Minute, error) { return 0, stats.ErrAway }
	if err := d.reporter.Pass(t.Context(), midnight.AddDate(0, 0, 1)); !errors.Is(err, stats.ErrAway) {
		t.Errorf("without a complete minute the error is %v", err)
	}
}

// badThings knows no stats of a project that has an id.
type badThings struct {
	report.Things
	bad stats.PublicID
}

var errBad = errors.New("this one is bad")

func (b badThings) Find(ctx context.Context, by stats.Lookup) (stats.Stat, error) {
	if by.Public == b.bad {
		return stats.Stat{}, errBad
	}
	return b.Things.Find(ctx, by)
}

func TestReporterGoesOn(t *testing.T) {
	d := newDesk(t)
	d.keep(report.Report{Name: "bad", Period: report.Day, Hour: 8, Stats: []stats.PublicID{"bad"}})
	d.keep(report.Report{Name: "good", Period: report.Day, Hour: 8})
	d.reporter.Builder.Things = badThings{d.node.Catalog, "bad"}
	if err := d.reporter.Pass(t.Context(), eight); !errors.Is(err, errBad) {
		t.Errorf("error %v", err)
	}
	if got := d.told(alerts.Report); len(got) != 1 || got[0].Digest.Name != "good" {
		t.Errorf("told %+v", got)
	}
	d.reporter.Builder.Things = d.node.Catalog
	d.pass(eight.Add(time.Minute))
	if got := d.told(alerts.Report); len(got) != 2 {
		t.Errorf("once it works again %d are told", len(got))
	}
}

// TestReporterRuns runs the loop until it has told, with a clock that is always
// at eight.
func TestReporterRuns(t *testing.T) {
	d := newDesk(t)
	d.keep(report.Report{Name: "morning", Period: report.Day, Hour: 8})
	ctx, stop := context.WithCancel(t.Context())
	d.reporter.Clock.Time = func() time.Time { return eight }
	d.reporter.Wake = stop
	d.reporter.Run(ctx)
	if got := d.told(alerts.Report); len(got) != 1 {
		t.Errorf("told %+v", got)
	}
}

func TestNewStats(t *testing.T) {
	d := newDesk(t)
	d.node.Stat(t, "known", stats.Counter)
	begin := founded.Add(time.Second)
	d.pass(begin)
	d.pass(begin.Add(time.Hour))
	if got := d.told(alerts.NewStats); len(got) != 0 {
		t.Fatalf("stats that were there before were told: %+v", got)
	}

	base := founded.Add(-time.Hour)
	was, err := d.store.Listeners(t.Context())
	d.check(err)
	d.check(d.store.Tell(t.Context(), base, was[0], base, nil)) // an hour passed since
	d.node.Stat(t, "a", stats.Value)
	trashed := d.node.Stat(t, "trashed", stats.Counter)
	d.check(d.node.Catalog.Trash(t.Context(), trashed.ID, founded))
	now := founded.Add(2 * time.Minute)
	d.pass(now)
	got := d.told(alerts.NewStats)
	if len(got) != 1 || len(got[0].Born) != 2 || got[0].More != 0 || d.woken != 1 {
		t.Fatalf("told %+v, %d times woken", got, d.woken)
	}
	if a := got[0].Born[1]; a.Name != "a" || a.Counter || a.ID == "" {
		t.Errorf("the new stat is %+v", a)
	}

	for i := range 25 {
		d.node.Stat(t, fmt.Sprintf("more %02d", i), stats.Counter)
	}
	was, err = d.store.Listeners(t.Context())
	d.check(err)
	d.check(d.store.Tell(t.Context(), now, was[0], base, nil)) // they came up after it
	d.pass(now.Add(10*time.Minute - time.Second))
	if got := d.told(alerts.NewStats); len(got) != 1 {
		t.Fatalf("within ten minutes %d are told", len(got))
	}
	d.pass(now.Add(11 * time.Minute))
	if got := d.told(alerts.NewStats); len(got) != 2 || len(got[1].Born) != 20 || got[1].More != 7 {
		t.Errorf("told %+v", got)
	}
	d.pass(now.Add(30 * time.Minute))
	if got := d.told(alerts.NewStats); len(got) != 2 {
		t.Errorf("told again: %+v", got)
	}
}

func TestNewStatsOfANewProject(t *testing.T) {
	d := newDesk(t)
	p := stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "young", EZKey: "young", UKey: "young-ukey", MaxStats: 10, MaxNew: 10, Created: founded.Add(-time.Second),
	}
	d.check(d.node.Catalog.CreateProject(t.Context(), d.node.Account.ID, p))
	d.to.ID, d.to.Project = 0, p.ID
	_, err := d.store.CreateDestination(t.Context(), d.to)
	d.check(err)
	_, err = d.node.Catalog.Create(t.Context(), p.ID, []stats.NewStat{{Name: "first", Kind: stats.Counter}})
	d.check(err)
	d.pass(p.Created.Add(5 * time.Second))
	d.pass(p.Created.Add(2 * time.Minute))
	d.node.Project = p
	if got := d.told(alerts.NewStats); len(got) != 1 || len(got[0].Born) != 1 || got[0].Born[0].Name != "first" {
		t.Errorf("told %+v", got)
	}
}
