package alertstest

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"chartd/alerts"
	"chartd/stats"
	"chartd/stats/catalog"
)

func ruleKept(d *desk) {
	want := alerts.Rule{
		Project: d.project.ID, Stat: d.stat.ID, Kind: alerts.Delta, Window: "1h", Operator: alerts.Different, Percentage: 12.5, Ago: "1w",
		Snoozed: Noon.Add(time.Hour), Checks: 3, Margin: 2, Repeat: time.Hour, SilentEnd: true,
		Destinations: []alerts.DestinationID{d.to.ID}, Created: Noon,
		Maintenance: []alerts.Maintenance{{Days: []time.Weekday{time.Sunday}, Start: 60, Length: 30, Zone: "Europe/Berlin"}},
	}
	made, err := d.store.Create(d.ctx, want)
	d.check(err)
	if len(made.Public) != 6 || made.ID <= 0 {
		d.Errorf("ids %q and %d", made.Public, made.ID)
	}
	want.ID, want.Public = made.ID, made.Public
	got := d.watch(made)
	if !reflect.DeepEqual(got.Rule, want) {
		d.Errorf("got  %+v\nwant %+v", got.Rule, want)
	}
	if got.Stat.Name != "visits" || got.Stat.Public != d.stat.Public || got.Stat.Kind != stats.Counter {
		d.Errorf("stat %+v", got.Stat)
	}
	after := d.revise(made, func(r *alerts.Rule) {
		*r = alerts.Rule{Project: 7, Stat: 7, Kind: want.Kind, Window: "3h"} // the others stay
		r.Operator, r.Percentage, r.Ago, r.Paused = want.Operator, 20, want.Ago, true
	})
	want = alerts.Rule{
		ID: made.ID, Public: made.Public, Project: d.project.ID, Stat: d.stat.ID, Kind: want.Kind, Window: "3h",
		Operator: want.Operator, Percentage: 20, Ago: want.Ago, Paused: true, Created: Noon,
	}
	list, err := d.store.Watches(d.ctx, d.project.ID)
	d.check(err)
	if len(list) != 1 || !reflect.DeepEqual(list[0].Rule, want) || !reflect.DeepEqual(list[0], after) || after.Rev == got.Rev {
		d.Errorf("after a revision: %+v\nreturned: %+v", list, after)
	}
	of, err := d.store.WatchesOf(d.ctx, d.stat.ID)
	d.check(err)
	if !reflect.DeepEqual(of, list) {
		d.Errorf("of its stat: %+v", of)
	}
	d.check(d.store.Delete(d.ctx, d.project.ID, want.Public))
	_, err = d.store.Watch(d.ctx, d.project.ID, want.Public)
	d.want(err, stats.ErrNotFound, "a deleted rule")
}

// revise changes a rule, and returns what it is then.
func (d *desk) revise(r alerts.Rule, change func(*alerts.Rule)) alerts.Watch {
	d.Helper()
	w, err := d.store.Revise(d.ctx, d.project.ID, r.Public, func(w alerts.Watch) (alerts.Rule, error) {
		change(&w.Rule)
		return w.Rule, nil
	})
	d.check(err)
	return w
}

// atOnce is how many people revise the same.
const atOnce = 8

func rulesRevised(d *desk) {
	r := d.rule()
	var all sync.WaitGroup
	for range atOnce {
		all.Go(func() {
			_, err := d.store.Revise(d.ctx, d.project.ID, r.Public, func(w alerts.Watch) (alerts.Rule, error) {
				w.Rule.Threshold++
				return w.Rule, nil
			})
			if err != nil {
				d.Error(err)
			}
		})
	}
	all.Wait()
	before := d.watch(r)
	if before.Rule.Threshold != r.Threshold+atOnce {
		d.Errorf("of %d revisions %v are left", atOnce, before.Rule.Threshold-r.Threshold)
	}
	refused := errors.New("no")
	_, err := d.store.Revise(d.ctx, d.project.ID, r.Public, func(w alerts.Watch) (alerts.Rule, error) {
		w.Rule.Threshold = 0
		return w.Rule, refused
	})
	d.want(err, refused, "a revision that is none")
	_, err = d.store.Revise(d.ctx, d.project.ID, r.Public, func(w alerts.Watch) (alerts.Rule, error) {
		w.Rule.Destinations = []alerts.DestinationID{12}
		return w.Rule, nil
	})
	d.want(err, stats.ErrNotFound, "a revision to an unknown destination")
	if after := d.watch(r); !reflect.DeepEqual(after, before) {
		d.Errorf("got  %+v\nwant %+v", after, before)
	}
}

func destinationsRevised(d *desk) {
	var all sync.WaitGroup
	for range atOnce {
		all.Go(func() {
			_, err := d.store.ReviseDestination(d.ctx, d.project.ID, d.to.ID, func(to alerts.Destination) (alerts.Destination, error) {
				to.Name += "+"
				to.Project, to.Channel, to.Created = 7, alerts.Email, Noon.Add(time.Hour) // which stay
				return to, nil
			})
			if err != nil {
				d.Error(err)
			}
		})
	}
	all.Wait()
	want := d.to
	want.Name += strings.Repeat("+", atOnce)
	got, err := d.store.Destination(d.ctx, d.to.ID)
	d.check(err)
	if !reflect.DeepEqual(got, want) {
		d.Errorf("got  %+v\nwant %+v", got, want)
	}
	_, err = d.store.ReviseDestination(d.ctx, d.newProject().ID, d.to.ID, func(to alerts.Destination) (alerts.Destination, error) {
		d.Error("another project's destination was shown")
		return to, nil
	})
	d.want(err, stats.ErrNotFound, "revising another project's destination")
}

func ruleElsewhere(d *desk) {
	r := d.rule()
	other := d.newProject()
	_, err := d.store.Watch(d.ctx, other.ID, r.Public)
	d.want(err, stats.ErrNotFound, "another project's rule")
	d.want(d.store.Delete(d.ctx, other.ID, r.Public), stats.ErrNotFound, "deleting another project's rule")
	_, err = d.store.Revise(d.ctx, other.ID, r.Public, func(alerts.Watch) (alerts.Rule, error) {
		d.Error("another project's rule was shown")
		return r, nil
	})
	d.want(err, stats.ErrNotFound, "revising another project's rule")
	r.Project = other.ID
	_, err = d.store.Create(d.ctx, r)
	d.want(err, stats.ErrNotFound, "a rule over another project's stat")
	_, err = d.store.Watch(d.ctx, d.project.ID, "nul\x00 \xff")
	d.want(err, stats.ErrNotFound, "an id that nobody has")
}

// mine are the due rules of the desk's project.
func (d *desk) mine(now time.Time) []alerts.RuleID {
	d.Helper()
	due, err := d.store.Due(d.ctx, now, 1000)
	d.check(err)
	var ids []alerts.RuleID
	for _, w := range due {
		if w.Rule.Project == d.project.ID {
			ids = append(ids, w.Rule.ID)
		}
	}
	return ids
}

func ruleDue(d *desk) {
	first, second := d.rule(), d.rule()
	d.check(d.store.Postpone(d.ctx, []alerts.Later{{Rule: first.ID, Rev: 1, Due: Noon.Add(2 * time.Minute)}, {Rule: second.ID, Rev: 1, Due: Noon.Add(time.Minute)}}))
	for after, want := range map[time.Duration][]alerts.RuleID{
		time.Minute - time.Second: nil,
		time.Minute:               {second.ID},
		2 * time.Minute:           {second.ID, first.ID},
	} {
		if got := d.mine(Noon.Add(after)); !reflect.DeepEqual(got, want) {
			d.Errorf("after %v: %v, want %v", after, got, want)
		}
	}
	if due, err := d.store.Due(d.ctx, Noon.Add(time.Hour), 1); err != nil || len(due) != 1 {
		d.Errorf("at most one: %d, %v", len(due), err)
	}
	d.check(d.catalog.Trash(d.ctx, d.stat.ID, Noon))
	if got := d.mine(Noon.Add(time.Hour)); got != nil {
		d.Errorf("with the stat in the trash: %v", got)
	}
}

func postponed(d *desk) {
	r := d.rule()
	d.check(d.store.Postpone(d.ctx, []alerts.Later{{Rule: r.ID, Rev: 99, Due: Noon.Add(time.Hour)}}))
	if got := d.mine(Noon); len(got) != 1 {
		d.Errorf("a rule that changed was postponed")
	}
	d.check(d.store.Postpone(d.ctx, []alerts.Later{{Rule: r.ID, Rev: 1, Due: alerts.Never}}))
	if got := d.mine(Noon.Add(time.Hour)); got != nil {
		d.Errorf("a postponed rule is due")
	}
	d.check(d.store.Recheck(d.ctx, Noon))
	if got := d.mine(Noon); len(got) != 1 {
		d.Errorf("a rechecked rule is not due")
	}
}

func commitStale(d *desk) {
	r := d.rule()
	before := d.watch(r)
	d.revise(r, func(r *alerts.Rule) { r.Threshold = 7 })
	err := d.store.Commit(d.ctx, Noon, d.change(before, 100, Noon))
	d.want(err, alerts.ErrStale, "commit of what changed")
	d.nothing(Noon.Add(time.Hour))
	if list, err := d.store.History(d.ctx, r.ID, 10); err != nil || len(list) != 0 {
		d.Errorf("history %+v, error %v", list, err)
	}
	if w := d.watch(r); w.State != (alerts.State{}) {
		d.Errorf("state %+v", w.State)
	}
}

func commitSome(d *desk) {
	one, two := d.rule(), d.rule()
	first, second := d.change(d.watch(one), 10, Noon), d.change(d.watch(two), 10, Noon)
	d.check(d.store.Commit(d.ctx, Noon, first))
	d.want(d.store.Commit(d.ctx, Noon, first, second), alerts.ErrStale, "commit of one that is stale")
	if got := d.claim(Noon.Add(time.Hour)); len(got.Message.Notices) != 2 {
		d.Errorf("%d notices, want one of each", len(got.Message.Notices))
	}
}

func commitHistory(d *desk) {
	r := d.rule()
	d.fires(r, 10, Noon)
	d.fires(r, 3, Noon.Add(time.Minute))
	list, err := d.store.History(d.ctx, r.ID, 10)
	d.check(err)
	if len(list) != 2 {
		d.Fatalf("%d entries, want 2", len(list))
	}
	fired := list[1]
	if !fired.At.Equal(Noon) || fired.From != alerts.OK || fired.To != alerts.Firing || *fired.Verdict.Value != 10 || fired.Limit != 5 ||
		!reflect.DeepEqual(fired.Events, []alerts.Event{alerts.Fired}) {
		d.Errorf("why it fired: %+v", fired)
	}
	if list[0].To != alerts.OK || *list[0].Verdict.Value != 3 {
		d.Errorf("why it cleared: %+v", list[0])
	}
}

func watchersRace(d *desk) {
	r := d.rule()
	w := d.watch(r)
	var all sync.WaitGroup
	var stale atomic.Int64
	for range 4 {
		all.Go(func() {
			err := d.store.Commit(d.ctx, Noon, d.change(w, 10, Noon))
			switch {
			case errors.Is(err, alerts.ErrStale):
				stale.Add(1)
			case err != nil:
				d.Error(err)
			}
		})
	}
	all.Wait()
	if stale.Load() != 3 {
		d.Errorf("%d of 4 were stale", stale.Load())
	}
	if got := d.claim(Noon.Add(time.Hour)); len(got.Message.Notices) != 1 {
		d.Errorf("%d notices", len(got.Message.Notices))
	}
}

func memories(d *desk) {
	list, err := d.store.Memories(d.ctx, []stats.StatID{d.stat.ID, 7})
	d.check(err)
	if !reflect.DeepEqual(list, []alerts.Memory{{Stat: d.stat.ID}, {Stat: 7}}) {
		d.Errorf("of nothing: %+v", list)
	}
	m := list[0]
	m.At, m.State, m.Told, m.Count = 100, []byte{0, 255}, []alerts.Sighting{{At: 5, Value: 7, Score: 0.75, Cause: "spike"}}, 1
	m.Dismissed, m.Learning, m.Score = 1, true, 0.25
	n := alerts.Notice{Key: "auto.1", Event: alerts.Fired, Alert: alerts.AlertFacts{Automatic: true, Score: 0.9}}
	lesson := alerts.Lesson{Project: d.project.ID, Memory: m, Notices: []alerts.Notice{n}}
	d.check(d.store.Remember(d.ctx, Noon, lesson))
	d.want(d.store.Remember(d.ctx, Noon, lesson), alerts.ErrStale, "remembering twice")
	if got := d.claim(Noon.Add(time.Hour)); len(got.Message.Notices) != 1 {
		d.Errorf("%d notices", len(got.Message.Notices))
	}
	d.check(d.store.Switch(d.ctx, d.stat.ID, true))
	d.check(d.store.Deny(d.ctx, d.stat.ID))
	list, err = d.store.Memories(d.ctx, []stats.StatID{d.stat.ID})
	d.check(err)
	m.Rev, m.Off, m.Denied = 3, true, 1
	if !reflect.DeepEqual(list, []alerts.Memory{m}) {
		d.Errorf("got  %+v\nwant %+v", list, m)
	}
	learned, err := d.store.Learned(d.ctx, d.project.ID)
	d.check(err)
	m.State = nil
	if len(learned) != 1 || !reflect.DeepEqual(learned[0].Memory, m) || learned[0].Stat.Name != d.stat.Name || learned[0].Stat.Public != d.stat.Public {
		d.Errorf("learned %+v", learned)
	}
	learned, err = d.store.Learned(d.ctx, d.newProject().ID)
	d.check(err)
	if len(learned) != 0 {
		d.Errorf("another project learned %+v", learned)
	}
}

func flapping(d *desk) {
	r := d.rule()
	calm := d.rule()
	d.fires(calm, 10, Noon)
	const more = 50
	rows := make([][]any, alerts.KeepEntries+more) // as of a rule that changed that often
	for i := range rows {
		rows[i] = []any{stats.NewID(), Noon.Unix() + int64(i)}
	}
	d.check(d.catalog.Change(d.ctx, "fill a history", func(tx catalog.Conn) error {
		_, err := tx.Exec(`INSERT INTO alert_entry (id, alert, at, body)
SELECT CAST(r.value->>0 AS BIGINT), CAST($2 AS BIGINT), CAST(r.value->>1 AS BIGINT), '{}' FROM ROWS($1)`, catalog.Table(rows), int64(r.ID))
		return err
	}))
	d.check(d.store.Prune(d.ctx, Noon.Add(24*time.Hour)))
	list, err := d.store.History(d.ctx, r.ID, 2*alerts.KeepEntries)
	d.check(err)
	if len(list) != alerts.KeepEntries || !list[len(list)-1].At.Equal(Noon.Add(more*time.Second)) {
		d.Errorf("%d entries are left, want the newest %d", len(list), alerts.KeepEntries)
	}
	if list, err = d.store.History(d.ctx, calm.ID, 10); err != nil || len(list) != 1 {
		d.Errorf("another rule has %d entries, error %v", len(list), err)
	}
}
