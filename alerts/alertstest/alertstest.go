// Package alertstest says what every store of alerts must do. Its suite runs on
// an open store that others may use too. It is for tests only.
package alertstest

import (
	"context"
	"errors"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
	"chartd/stats/catalog"
)

// Store is everything that is kept of alerts.
type Store interface {
	alerts.Rules
	alerts.Book
	alerts.Histories
	alerts.Destinations
	alerts.Outbox
	alerts.Letters
	alerts.Detectors
	report.Store
}

// Noon is when the suite's clock begins: a full minute.
var Noon = time.Unix(1_700_000_040, 0).UTC()

// desk is a project with a stat and a destination.
type desk struct {
	*testing.T
	ctx     context.Context
	catalog *catalog.Catalog
	store   Store
	project stats.Project
	stat    stats.Stat
	to      alerts.Destination
}

// Run runs the suite. open returns a store and the catalog beside it, both
// ending with the test.
func Run(t *testing.T, open func(t *testing.T) (Store, *catalog.Catalog)) {
	for _, c := range []struct {
		fact string
		test func(*desk)
	}{
		{"a rule comes back as it was written", ruleKept},
		{"of revisions of a rule at once none is lost, and a refused one changes nothing", rulesRevised},
		{"of revisions of a destination at once none is lost", destinationsRevised},
		{"what says nothing of its creation is made now, by the catalog's clock", madeNow},
		{"a rule of another project is not found", ruleElsewhere},
		{"due rules, the longest first, those in the trash not", ruleDue},
		{"a stale commit leaves no message behind", commitStale},
		{"of several changes the stale one is left out", commitSome},
		{"a commit keeps why it was decided", commitHistory},
		{"a key enters once", keyOnce},
		{"what comes in a minute is one message, worst first", grouped},
		{"a flood of a minute is told in messages of bounded size, each notice once", flood},
		{"what a killed process had in hand is given up too", givenUp},
		{"own destinations go before defaults, and off ones get nothing", destinationsChosen},
		{"a destination of another version holds up no other", olderDestination},
		{"a destination keeps its secrets and another project's is refused", destinationKept},
		{"two couriers never hold one message", couriersRace},
		{"two watchers at once: one notice", watchersRace},
		{"a lease that ended returns the message under its key", leaseEnds},
		{"a clock that was ahead holds up no message", clockSetBack},
		{"a claim that another took over cannot be settled", settleStale},
		{"a failed message is due again, a dead one when it is retried", retried},
		{"of a message that arrived in part the rest is tried again", inPart},
		{"a released message is due at once", released},
		{"a destination that is gone is switched off", gone},
		{"how many messages of all projects wait and how many are dead", counted},
		{"dropped messages never come back, and old ones are pruned", dropped},
		{"what nobody can send is given up after three days", waitedTooLong},
		{"a rule that flaps has a history of bounded length", flapping},
		{"postponed rules wait until they are rechecked", postponed},
		{"memories of detectors", memories},
		{"a project has room for so many rules and destinations", room},
		{"a report comes back as it was written", reportKept},
		{"of revisions of a report at once none is lost", reportsRevised},
		{"a report of too many, or to no mailbox of its project, is refused", reportRefused},
		{"reports are due at their time, and a stale commit does nothing", reportDue},
		{"a clock that was set back leaves no report waiting for longer", reportRecheck},
		{"a report goes to its mailboxes, or to those that hear of news", reportDestinations},
		{"a report is a message of its own", reportAlone},
		{"two reporters at once: one report", reportersRace},
		{"who left a report gets none, until he is chosen anew", reportLeft},
		{"a destination that is off keeps why", switchedOff},
		{"of a destination that is gone those hear that want news by mail", goneAndTold},
		{"who hears of new stats, and how far he was told", listeners},
		{"new stats are those that came up here, and are there yet", born},
		{"reports and news go with their project", reportsGo},
	} {
		t.Run(c.fact, func(t *testing.T) {
			s, cat := open(t)
			c.test(newDesk(t, s, cat))
		})
	}
}

func newDesk(t *testing.T, s Store, cat *catalog.Catalog) *desk {
	t.Helper()
	d := &desk{T: t, ctx: t.Context(), store: s, catalog: cat}
	d.project = d.newProject()
	made, err := cat.Create(d.ctx, d.project.ID, []stats.NewStat{{Name: "visits", Kind: stats.Counter, Created: Noon}})
	d.check(err)
	d.stat = made[0]
	d.to = d.destination("team", true)
	return d
}

func (d *desk) newProject() stats.Project {
	d.Helper()
	a := stats.Account{ID: stats.AccountID(stats.NewID()), Email: string(stats.NewEZKey()) + "@example.com", Created: Noon}
	p := stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "shop", EZKey: stats.NewEZKey(), UKey: stats.NewUKey(), Zone: "UTC",
		MaxStats: stats.DefaultMaxStats, MaxNew: stats.DefaultMaxNew, Created: Noon,
	}
	d.check(d.catalog.CreateAccount(d.ctx, a, p))
	return p
}

// destination makes one that is a default for everything, or for nothing.
func (d *desk) destination(name string, byDefault bool) alerts.Destination {
	d.Helper()
	target, err := alerts.NewTarget(alerts.Webhook, map[string]string{"url": "https://example.com/" + name, "secret": "hush"})
	d.check(err)
	to, err := d.store.CreateDestination(d.ctx, alerts.Destination{
		Project: d.project.ID, Name: name, Channel: alerts.Webhook, Target: target, Manual: byDefault, Automatic: byDefault, Created: Noon,
	})
	d.check(err)
	return to
}

// rule makes one that fires above 5 in five minutes.
func (d *desk) rule(to ...alerts.DestinationID) alerts.Rule {
	d.Helper()
	r, err := d.store.Create(d.ctx, alerts.Rule{
		Project: d.project.ID, Stat: d.stat.ID, Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Threshold: 5,
		Destinations: to, Created: Noon,
	})
	d.check(err)
	return r
}

// watch is a rule as it is stored.
func (d *desk) watch(r alerts.Rule) alerts.Watch {
	d.Helper()
	w, err := d.store.Watch(d.ctx, d.project.ID, r.Public)
	d.check(err)
	return w
}

// fire is a watch that saw a figure.
func (d *desk) change(w alerts.Watch, figure float64, now time.Time) alerts.Change {
	d.Helper()
	v := alerts.Evaluate(w.Rule, alerts.Reading{Kind: stats.Counter, End: alerts.Complete(now), Now: stats.Bucket{N: 1, Sum: figure}})
	next, notices := alerts.Decide(w.Rule, w.State, v, now)
	return alerts.Change{Watch: w, Next: next, Due: now.Add(time.Minute), Verdict: v, Notices: notices}
}

// fires commits a rule that fires, and ends the test unless that sends a notice.
func (d *desk) fires(r alerts.Rule, figure float64, now time.Time) {
	d.Helper()
	c := d.change(d.watch(r), figure, now)
	if len(c.Notices) != 1 {
		d.Fatalf("%d notices, want 1", len(c.Notices))
	}
	d.check(d.store.Commit(d.ctx, now, c))
}

const lease = time.Minute

// claim takes the next message of the desk's destination.
func (d *desk) claim(now time.Time) alerts.Claim {
	d.Helper()
	c, err := d.store.Claim(d.ctx, d.to.ID, now, lease)
	d.check(err)
	return c
}

// nothing ends the test if there is something to claim.
func (d *desk) nothing(now time.Time) {
	d.Helper()
	_, err := d.store.Claim(d.ctx, d.to.ID, now, lease)
	d.want(err, stats.ErrNotFound, "claim of an empty lane")
}

// check ends the test at an error.
func (d *desk) check(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// want ends the test unless an error is the one that is expected.
func (d *desk) want(got, want error, what string) {
	d.Helper()
	if !errors.Is(got, want) {
		d.Fatalf("%s: error %v, want %v", what, got, want)
	}
}
