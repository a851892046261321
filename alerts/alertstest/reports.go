package alertstest

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
	"chartd/stats/catalog"
)

// mailbox makes an e-mail destination.
func (d *desk) mailbox(name string, news bool) alerts.Destination {
	d.Helper()
	target, err := alerts.NewTarget(alerts.Email, map[string]string{"address": name + "@example.com"})
	d.check(err)
	to, err := d.store.CreateDestination(d.ctx, alerts.Destination{
		Project: d.project.ID, Name: name, Channel: alerts.Email, Target: target, News: news, Created: Noon,
	})
	d.check(err)
	return to
}

// report makes one that is due at eight each day.
func (d *desk) report(to ...alerts.DestinationID) report.Report {
	d.Helper()
	r, err := d.store.CreateReport(d.ctx, report.Report{
		Project: d.project.ID, Name: "morning", Period: report.Day, Hour: 8, Destinations: to, Created: Noon,
	})
	d.check(err)
	return r
}

// reviseReport changes a report.
func (d *desk) reviseReport(r report.Report, change func(*report.Report)) {
	d.Helper()
	_, err := d.store.ReviseReport(d.ctx, Noon, d.project.ID, r.Public, func(r report.Report) (report.Report, error) {
		change(&r)
		return r, nil
	})
	d.check(err)
}

func reportsRevised(d *desk) {
	r := d.report()
	var all sync.WaitGroup
	for range atOnce {
		all.Go(func() {
			_, err := d.store.ReviseReport(d.ctx, Noon, d.project.ID, r.Public, func(r report.Report) (report.Report, error) {
				r.Name += "+"
				return r, nil
			})
			if err != nil {
				d.Error(err)
			}
		})
	}
	all.Wait()
	refused := errors.New("no")
	_, err := d.store.ReviseReport(d.ctx, Noon, d.project.ID, r.Public, func(r report.Report) (report.Report, error) { return report.Report{}, refused })
	d.want(err, refused, "a revision that is none")
	got, err := d.store.Report(d.ctx, d.project.ID, r.Public)
	d.check(err)
	if want := r.Name + strings.Repeat("+", atOnce); got.Name != want {
		d.Errorf("the report is %q, want %q", got.Name, want)
	}
}

// eight is when the desk's reports are due first.
var eight = time.Date(Noon.Year(), Noon.Month(), Noon.Day()+1, 8, 0, 0, 0, time.UTC)

// kept is a report as it is due at a moment.
func (d *desk) kept(r report.Report, now time.Time) report.Kept {
	d.Helper()
	list, err := d.store.DueReports(d.ctx, now, 10_000)
	d.check(err)
	at := slices.IndexFunc(list, func(k report.Kept) bool { return k.Report.ID == r.ID })
	if at < 0 {
		d.Fatalf("report %s is not due at %v", r.Name, now)
	}
	return list[at]
}

// waiting lists the destinations that a notice waits for.
func (d *desk) waiting(key string) []alerts.DestinationID {
	d.Helper()
	letters, err := d.store.Letters(d.ctx, d.project.ID, alerts.Waiting, 1000)
	d.check(err)
	var to []alerts.DestinationID
	for _, l := range letters {
		if slices.ContainsFunc(l.Message.Notices, func(n alerts.Notice) bool { return n.Key == key }) {
			to = append(to, l.Message.Destination)
		}
	}
	slices.Sort(to)
	return to
}

// reaches ends the test unless a notice waits for exactly these destinations.
func (d *desk) reaches(key string, want ...alerts.Destination) {
	d.Helper()
	var ids []alerts.DestinationID
	for _, to := range want {
		ids = append(ids, to.ID)
	}
	slices.Sort(ids)
	if got := d.waiting(key); !slices.Equal(got, ids) {
		d.Fatalf("%s waits for %v, want %v", key, got, ids)
	}
}

// issue is a notice of a report.
func issue(r report.Report, name string) alerts.Notice {
	return report.NewNotice(alerts.Digest{ID: r.Public, Name: r.Name}, name, eight)
}

func reportKept(d *desk) {
	to := d.mailbox("boss", false)
	want := report.Report{
		Project: d.project.ID, Name: "päper", Period: report.Month, Hour: 7, Minute: 30, Weekday: time.Friday, Day: report.LastDay,
		Zone: "Asia/Kathmandu", Stats: []stats.PublicID{d.stat.Public}, Tag: "",
		Destinations: []alerts.DestinationID{to.ID}, SkipEmpty: true, Created: Noon,
	}
	made, err := d.store.CreateReport(d.ctx, want)
	d.check(err)
	got, err := d.store.Report(d.ctx, d.project.ID, made.Public)
	d.check(err)
	want.ID, want.Public, want.ProjectZone = made.ID, made.Public, "UTC"
	if made.ID == 0 || len(made.Public) != 6 || !reflect.DeepEqual(got, want) || !reflect.DeepEqual(made, want) {
		d.Errorf("got  %+v\nmade %+v\nwant %+v", got, made, want)
	}
	d.want(d.store.DeleteReport(d.ctx, d.newProject().ID, made.Public), stats.ErrNotFound, "deleting another project's")
	_, err = d.store.Report(d.ctx, d.newProject().ID, made.Public)
	d.want(err, stats.ErrNotFound, "another project's report")
	d.check(d.store.DeleteReport(d.ctx, d.project.ID, made.Public))
	list, err := d.store.Reports(d.ctx, d.project.ID)
	d.check(err)
	if len(list) != 0 {
		d.Errorf("a deleted report is listed: %+v", list)
	}
}

func madeNow(d *desk) {
	tomorrow := Noon.Add(24 * time.Hour)
	d.catalog.SetClock(func() time.Time { return tomorrow.Add(time.Millisecond) })
	defer d.catalog.SetClock(time.Now)
	rule, err := d.store.Create(d.ctx, alerts.Rule{Project: d.project.ID, Stat: d.stat.ID, Kind: alerts.Data, Window: "1h"})
	d.check(err)
	d.to.ID, d.to.Name, d.to.Created = 0, "made now", time.Time{}
	to, err := d.store.CreateDestination(d.ctx, d.to)
	d.check(err)
	r, err := d.store.CreateReport(d.ctx, report.Report{Project: d.project.ID, Name: "made now", Period: report.Day, Hour: 8})
	d.check(err)
	for what, made := range map[string]time.Time{"rule": rule.Created, "destination": to.Created, "report": r.Created} {
		if !made.Equal(tomorrow) {
			d.Errorf("the %s is made at %s, want %s", what, made, tomorrow)
		}
	}
	if kept := d.kept(r, tomorrow.Add(24*time.Hour)); !kept.Due.Equal(r.Due(tomorrow)) {
		d.Errorf("the report is due at %s", kept.Due)
	}
}

func reportRefused(d *desk) {
	r := d.report()
	for what, id := range map[string]alerts.DestinationID{"an unknown destination": 12, "a destination that is no mailbox": d.to.ID} {
		bad := r
		bad.Destinations = []alerts.DestinationID{id}
		_, err := d.store.CreateReport(d.ctx, bad)
		d.want(err, stats.ErrNotFound, "a report to "+what)
		_, err = d.store.ReviseReport(d.ctx, Noon, d.project.ID, r.Public, func(report.Report) (report.Report, error) { return bad, nil })
		d.want(err, stats.ErrNotFound, "a change to "+what)
	}
	_, err := d.store.ReviseReport(d.ctx, Noon, d.newProject().ID, r.Public, func(report.Report) (report.Report, error) {
		d.Error("another project's report was shown")
		return r, nil
	})
	d.want(err, stats.ErrNotFound, "a change from another project")
	for range report.MaxReports - 1 {
		d.report()
	}
	_, err = d.store.CreateReport(d.ctx, r)
	d.want(err, report.ErrTooManyReports, "a report too many")
}

func reportDue(d *desk) {
	first, off := d.report(), d.report()
	d.reviseReport(off, func(r *report.Report) { r.Off = true })
	if list, err := d.store.DueReports(d.ctx, eight.Add(-time.Second), 10_000); err != nil || len(list) > 0 && list[0].Report.Project == d.project.ID {
		d.Fatalf("due before eight: %v %v", list, err)
	}
	k := d.kept(first, eight)
	if !k.Due.Equal(eight) {
		d.Errorf("due at %v, want %v", k.Due, eight)
	}
	list, err := d.store.DueReports(d.ctx, eight.AddDate(1, 0, 0), 10_000)
	d.check(err)
	if slices.ContainsFunc(list, func(k report.Kept) bool { return k.Report.ID == off.ID }) {
		d.Error("a report that is off is due")
	}
	d.reviseReport(first, func(r *report.Report) { r.Hour = 9 })
	d.want(d.store.CommitReport(d.ctx, eight, k, eight.AddDate(0, 0, 1), nil), alerts.ErrStale, "a commit of what it was before")
	if again := d.kept(first, eight.Add(time.Hour)); !again.Due.Equal(eight.Add(time.Hour)) {
		d.Errorf("after its hour changed it is due at %v", again.Due)
	}
}

func reportRecheck(d *desk) {
	r := d.report()
	d.check(d.store.CommitReport(d.ctx, eight, d.kept(r, eight), eight.AddDate(3, 0, 0), nil))
	d.check(d.store.RecheckReports(d.ctx, eight))
	tomorrow := eight.AddDate(0, 0, 1)
	if k := d.kept(r, tomorrow); !k.Due.Equal(tomorrow) {
		d.Errorf("after the clock was set back it is due at %v, want %v", k.Due, tomorrow)
	}
}

func reportDestinations(d *desk) {
	news, quiet, off := d.mailbox("news", true), d.mailbox("quiet", false), d.mailbox("off", true)
	d.check(d.store.SwitchOff(d.ctx, off.ID, "asked for it"))
	all, some := d.report(), d.report(quiet.ID, off.ID)
	d.check(d.store.CommitReport(d.ctx, eight, d.kept(all, eight), eight.Add(time.Hour), new(issue(all, "1"))))
	d.check(d.store.CommitReport(d.ctx, eight, d.kept(some, eight), eight.Add(time.Hour), new(issue(some, "1"))))
	d.reaches(issue(all, "1").Key, news)
	d.reaches(issue(some, "1").Key, quiet)
	if n, err := d.store.SendReport(d.ctx, eight, some, issue(some, "now")); err != nil || n != 1 {
		d.Errorf("sent to %d, %v", n, err)
	}
	d.reaches(issue(some, "now").Key, quiet)
}

func reportAlone(d *desk) {
	to := d.mailbox("news", true)
	one, other := d.report(), d.report()
	d.check(d.store.Enqueue(d.ctx, to.ID, alerts.Notice{Key: "a test", Event: alerts.Test}, eight))
	for _, r := range []report.Report{one, other} {
		_, err := d.store.SendReport(d.ctx, eight, r, issue(r, "1"))
		d.check(err)
	}
	d.check(d.store.Enqueue(d.ctx, to.ID, alerts.Notice{Key: "another", Event: alerts.Test}, eight))
	letters, err := d.store.Letters(d.ctx, d.project.ID, alerts.Waiting, 10)
	d.check(err)
	for _, l := range letters {
		if l.Message.Notices[0].Event == alerts.Report && len(l.Message.Notices) != 1 {
			d.Errorf("a report is in one message with %d others", len(l.Message.Notices)-1)
		}
	}
	if len(letters) != 3 {
		d.Errorf("%d messages, want one a report and one with both tests", len(letters))
	}
}

// atOnce runs something three times at once and returns how often it succeeded;
// the others must find it stale.
func (d *desk) atOnce(work func() error) int {
	d.Helper()
	var won atomic.Int64
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			switch err := work(); {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, alerts.ErrStale):
				d.Error(err)
			}
		})
	}
	all.Wait()
	return int(won.Load())
}

func reportersRace(d *desk) {
	to := d.mailbox("news", true)
	r := d.report()
	k := d.kept(r, eight)
	n := issue(r, "1")
	if won := d.atOnce(func() error { return d.store.CommitReport(d.ctx, eight, k, eight.AddDate(0, 0, 1), &n) }); won != 1 {
		d.Errorf("%d processes sent one report", won)
	}
	d.reaches(n.Key, to)
}

func reportLeft(d *desk) {
	one, other := d.mailbox("one", true), d.mailbox("other", true)
	r := d.report()
	for range 2 {
		d.check(d.store.LeaveReport(d.ctx, r.Public, one.ID))
	}
	r, err := d.store.Report(d.ctx, d.project.ID, r.Public)
	d.check(err)
	_, err = d.store.SendReport(d.ctx, eight, r, issue(r, "1"))
	d.check(err)
	d.reaches(issue(r, "1").Key, other)
	if k := d.kept(r, eight); !k.Due.Equal(eight) {
		d.Errorf("after somebody left it is due at %v", k.Due)
	}

	d.reviseReport(r, func(r *report.Report) { r.Left, r.Name = nil, "another name" }) // a form says nothing of who left
	r, err = d.store.Report(d.ctx, d.project.ID, r.Public)
	d.check(err)
	if !slices.Equal(r.Left, []alerts.DestinationID{one.ID}) {
		d.Errorf("after a change %v are out, want %v", r.Left, one.ID)
	}
	d.reviseReport(r, func(r *report.Report) { r.Destinations = []alerts.DestinationID{one.ID} })
	if r, err = d.store.Report(d.ctx, d.project.ID, r.Public); err != nil || len(r.Left) != 0 {
		d.Errorf("who is chosen anew is still out: %v %v", r.Left, err)
	}

	d.want(d.store.LeaveReport(d.ctx, "nobody", one.ID), stats.ErrNotFound, "leaving an unknown report")
	d.project = d.newProject()
	stranger := d.mailbox("stranger", true)
	d.want(d.store.LeaveReport(d.ctx, r.Public, stranger.ID), stats.ErrNotFound, "leaving another project's report")
}

func switchedOff(d *desk) {
	to := d.mailbox("team", true)
	d.check(d.store.SwitchOff(d.ctx, to.ID, "unsubscribed"))
	d.check(d.store.SwitchOff(d.ctx, to.ID, "again"))
	got, err := d.store.Destination(d.ctx, to.ID)
	d.check(err)
	if got.Off != "unsubscribed" {
		d.Errorf("it is off because %q", got.Off)
	}
	d.want(d.store.SwitchOff(d.ctx, 12, "who?"), stats.ErrNotFound, "switching off an unknown destination")
}

// goneAndTold has two destinations go at the same time, each of which hears of
// the other.
func goneAndTold(d *desk) {
	owner, off := d.mailbox("owner", true), d.mailbox("off", true)
	d.check(d.store.SwitchOff(d.ctx, off.ID, "asked for it"))
	d.mailbox("quiet", false)
	pair := []alerts.Destination{d.mailbox("left", true), d.mailbox("right", true)}
	var claims []alerts.Claim
	for _, to := range append(pair, d.to) {
		d.check(d.store.Enqueue(d.ctx, to.ID, alerts.Notice{Key: "for " + to.Name, Event: alerts.Test}, Noon))
		c, err := d.store.Claim(d.ctx, to.ID, Noon.Add(time.Minute), lease)
		d.check(err)
		claims = append(claims, c)
	}
	now := Noon.Add(time.Minute)
	gone := alerts.Outcome{Status: alerts.Dead, Answer: "no such address", Gone: true}
	var both sync.WaitGroup
	for _, c := range claims[:2] {
		both.Go(func() {
			if err := d.store.Settle(d.ctx, c, gone, now); err != nil {
				d.Error(err)
			}
		})
	}
	both.Wait()
	for _, to := range pair {
		d.reachesAlso(alerts.NewSwitchedOff(to, gone.Answer, now).Key, owner)
	}
	d.check(d.store.Settle(d.ctx, claims[2], gone, now))
	d.reaches(alerts.NewSwitchedOff(d.to, gone.Answer, now).Key, owner)
	letters, err := d.store.Letters(d.ctx, d.project.ID, alerts.Waiting, 100)
	d.check(err)
	at := slices.IndexFunc(letters, func(l alerts.Letter) bool { return l.Message.Destination == owner.ID })
	n := letters[at].Message.Notices
	lost := n[slices.IndexFunc(n, func(n alerts.Notice) bool { return n.Lost.Name == "team" })].Lost
	if want := (alerts.Lost{ID: d.to.ID, Name: "team", Channel: alerts.Webhook, Why: "no such address"}); *lost != want {
		d.Errorf("the owner reads %+v, want %+v", *lost, want)
	}
}

// reachesAlso ends the test unless a notice waits for a destination, and maybe
// for others.
func (d *desk) reachesAlso(key string, to alerts.Destination) {
	d.Helper()
	if got := d.waiting(key); !slices.Contains(got, to.ID) {
		d.Fatalf("%s waits for %v, want %v among them", key, got, to.ID)
	}
}

// listener is the desk's project among those that hear of news, if it is there.
func (d *desk) listener() (l report.Listener, ok bool) {
	d.Helper()
	list, err := d.store.Listeners(d.ctx)
	d.check(err)
	at := slices.IndexFunc(list, func(l report.Listener) bool { return l.Project == d.project.ID })
	if at < 0 {
		return l, false
	}
	return list[at], true
}

func listeners(d *desk) {
	d.mailbox("quiet", false)
	if _, ok := d.listener(); ok {
		d.Error("a project hears of news that nobody wants")
	}
	one, two := d.mailbox("one", true), d.mailbox("two", true)
	l, ok := d.listener()
	if !ok || !l.Created.Equal(Noon) || !l.Seen.IsZero() || !l.Told.IsZero() {
		d.Errorf("a new listener is %+v, %v", l, ok)
	}
	d.check(d.store.Tell(d.ctx, Noon, l, Noon, nil))
	l, _ = d.listener()
	if !l.Seen.Equal(Noon) || !l.Told.IsZero() {
		d.Errorf("after it was told nothing it is %+v", l)
	}
	n := alerts.Notice{Key: "born", Event: alerts.NewStats}
	later := Noon.Add(time.Hour)
	if won := d.atOnce(func() error { return d.store.Tell(d.ctx, later, l, later.Add(-time.Minute), &n) }); won != 1 {
		d.Errorf("%d processes told of one stat", won)
	}
	d.reaches("born", one, two)
	l, _ = d.listener()
	if !l.Seen.Equal(later.Add(-time.Minute)) || !l.Told.Equal(later) {
		d.Errorf("after it was told it is %+v", l)
	}
	for _, to := range []alerts.Destination{one, two} {
		d.check(d.store.SwitchOff(d.ctx, to.ID, "asked for it"))
	}
	if l, ok := d.listener(); ok {
		d.Errorf("a project without ears hears: %+v", l)
	}
	d.mailbox("three", true)
	if l, _ := d.listener(); !l.Seen.IsZero() {
		d.Errorf("who hears of news again begins with %+v", l)
	}
}

func born(d *desk) {
	names := func(after, to time.Time, n int) (found []string, all int) {
		d.Helper()
		list, all, err := d.store.Born(d.ctx, d.project.ID, after, to, n)
		d.check(err)
		for _, s := range list {
			if s.ID == 0 || s.Public == "" || s.Project != d.project.ID || s.Kind != stats.Value || s.Unit != "ms" {
				d.Errorf("a new stat is %+v", s)
			}
			found = append(found, s.Name)
		}
		return found, all
	}
	var made []stats.Stat
	before := time.Now().Add(-time.Second)
	for _, name := range []string{"a", "b", "c", "d", "e"} { // an import says that they are old
		list, err := d.catalog.Create(d.ctx, d.project.ID, []stats.NewStat{{Name: name, Kind: stats.Value, Unit: "ms", Created: Noon}})
		d.check(err)
		made = append(made, list[0])
	}
	after := time.Now().Add(time.Second)
	d.check(d.catalog.Trash(d.ctx, d.stat.ID, Noon))
	d.check(d.catalog.Trash(d.ctx, made[1].ID, Noon))
	d.check(d.catalog.Merge(d.ctx, made[2].ID, made[3].ID))
	if found, all := names(before, after, 10); !slices.Equal(found, []string{"a", "d", "e"}) || all != 3 {
		d.Errorf("born are %q of %d", found, all)
	}
	if found, all := names(before, after, 2); !slices.Equal(found, []string{"a", "d"}) || all != 3 {
		d.Errorf("the first two are %q of %d", found, all)
	}
	if found, all := names(after, after.Add(time.Hour), 2); len(found) != 0 || all != 0 {
		d.Errorf("born later are %q of %d", found, all)
	}
}

func reportsGo(d *desk) {
	d.mailbox("news", true)
	r := d.report()
	l, _ := d.listener()
	d.check(d.store.Tell(d.ctx, Noon, l, Noon, nil))
	d.check(d.catalog.Change(d.ctx, "delete project", func(tx catalog.Conn) error {
		return tx.Must(`DELETE FROM project WHERE id = $1`, int64(d.project.ID))
	}))
	_, err := d.store.Report(d.ctx, d.project.ID, r.Public)
	d.want(err, stats.ErrNotFound, "a report of a project that is gone")
	if l, ok := d.listener(); ok {
		d.Errorf("a project that is gone hears: %+v", l)
	}
}
