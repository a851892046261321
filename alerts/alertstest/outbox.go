package alertstest

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"chartd/alerts"
	"chartd/stats"
	"chartd/stats/catalog"
)

func keyOnce(d *desk) {
	n := alerts.Notice{Key: "test.1", Event: alerts.Test}
	d.check(d.store.Enqueue(d.ctx, d.to.ID, n, Noon))
	d.check(d.store.Enqueue(d.ctx, d.to.ID, n, Noon))
	c := d.claim(Noon.Add(time.Minute))
	if len(c.Message.Notices) != 1 {
		d.Errorf("%d notices", len(c.Message.Notices))
	}
	d.check(d.store.Settle(d.ctx, c, alerts.Outcome{Status: alerts.Delivered}, Noon.Add(time.Minute)))
	d.check(d.store.Enqueue(d.ctx, d.to.ID, n, Noon.Add(time.Hour)))
	d.nothing(Noon.Add(2 * time.Hour))
}

func grouped(d *desk) {
	mild, bad := d.rule(), d.rule()
	d.fires(mild, 6, Noon)
	d.fires(bad, 600, Noon.Add(time.Second))
	lanes, err := d.store.Lanes(d.ctx, Noon.Add(time.Second))
	d.check(err)
	want := alerts.Lane{Destination: d.to.ID, Channel: alerts.Webhook, Next: Noon.Add(3 * time.Second)}
	if !slices.ContainsFunc(lanes, func(l alerts.Lane) bool {
		return l.Destination == want.Destination && l.Channel == want.Channel && l.Next.Equal(want.Next)
	}) {
		d.Errorf("lanes %v, want %v: a message waits for others", lanes, want)
	}
	d.nothing(Noon.Add(time.Second))
	c := d.claim(Noon.Add(10 * time.Second))
	if len(c.Message.Notices) != 2 || *c.Message.Notices[0].Value != 600 {
		d.Errorf("notices %+v", c.Message.Notices)
	}
	late := d.rule()
	d.fires(late, 7, Noon.Add(11*time.Second))
	d.check(d.store.Settle(d.ctx, c, alerts.Outcome{Status: alerts.Delivered}, Noon.Add(12*time.Second)))
	if again := d.claim(Noon.Add(20 * time.Second)); len(again.Message.Notices) != 1 || again.Message.Key == c.Message.Key {
		d.Errorf("what came after the claim: %+v", again.Message)
	}
}

func flood(d *desk) {
	c := d.change(d.watch(d.rule()), 10, Noon)
	one := c.Notices[0]
	one.Chart.Values = []*float64{one.Value}
	for i := range 2*alerts.MaxTogether + 4 {
		one.Key = "flood." + strconv.Itoa(i)
		c.Notices = append(c.Notices, one, one)
	}
	d.check(d.store.Commit(d.ctx, Noon, c))
	now := Noon.Add(time.Minute)
	var sizes []int
	told := map[string]bool{}
	for range 3 {
		c := d.claim(now)
		sizes = append(sizes, len(c.Message.Notices))
		for _, n := range c.Message.Notices {
			told[n.Key] = true
		}
		d.check(d.store.Settle(d.ctx, c, alerts.Outcome{Status: alerts.Delivered}, now))
	}
	d.nothing(now)
	list, err := d.store.Letters(d.ctx, d.project.ID, alerts.Delivered, 10)
	d.check(err)
	for _, l := range list {
		if n := len(l.Message.Notices); n > 5 && l.Message.Notices[0].Chart.Values != nil {
			d.Errorf("a list has the charts of %d notices", n)
		}
	}
	slices.Sort(sizes)
	if !slices.Equal(sizes, []int{5, alerts.MaxTogether, alerts.MaxTogether}) || len(told) != 2*alerts.MaxTogether+5 {
		d.Errorf("messages of %v notices, %d different ones", sizes, len(told))
	}
}

// What a process that was killed had in hand is given up like all else, when the
// lease is over and nobody else took it.
func givenUp(d *desk) {
	d.fires(d.rule(), 10, Noon)
	now := Noon.Add(time.Minute)
	c := d.claim(now)
	d.check(d.store.Prune(d.ctx, Noon.Add(alerts.GiveUp+time.Hour)))
	dead, err := d.store.Letters(d.ctx, d.project.ID, alerts.Dead, 10)
	d.check(err)
	if len(dead) != 1 || dead[0].Message.Key != c.Message.Key {
		d.Fatalf("given up: %+v", dead)
	}
	d.nothing(Noon.Add(alerts.GiveUp + time.Hour))
	d.want(d.store.Settle(d.ctx, c, alerts.Outcome{Status: alerts.Delivered}, now), alerts.ErrStale, "settling what was given up")
}

func destinationsChosen(d *desk) {
	own, off := d.destination("own", false), d.destination("off", true)
	_, err := d.store.ReviseDestination(d.ctx, d.project.ID, off.ID, func(to alerts.Destination) (alerts.Destination, error) {
		to.Off = "by hand"
		return to, nil
	})
	d.check(err)
	d.fires(d.rule(own.ID), 10, Noon)
	d.nothing(Noon.Add(time.Hour))
	_, err = d.store.Claim(d.ctx, own.ID, Noon.Add(time.Hour), lease)
	d.check(err)
	d.fires(d.rule(), 10, Noon)
	d.claim(Noon.Add(time.Hour))
	_, err = d.store.Claim(d.ctx, off.ID, Noon.Add(time.Hour), lease)
	d.want(err, stats.ErrNotFound, "claim for a destination that is off")
}

// A target that was fine when it was written, and would be refused now.
func olderDestination(d *desk) {
	older := d.destination("older", true)
	d.check(d.catalog.Change(d.ctx, "write as another version", func(tx catalog.Conn) error {
		_, err := tx.Exec(`UPDATE destination SET target = $2 WHERE id = $1`, int64(older.ID), `{"url":"gopher://example.com","token":"hush"}`)
		return err
	}))
	d.fires(d.rule(), 10, Noon)
	d.claim(Noon.Add(time.Minute))
	c, err := d.store.Claim(d.ctx, older.ID, Noon.Add(time.Minute), lease)
	d.check(err)
	if url, token := c.To.Target.Get("url"), c.To.Target.Get("token"); url != "gopher://example.com" || token != "" {
		d.Errorf("its settings are %q and %q", url, token)
	}
}

func destinationKept(d *desk) {
	got, err := d.store.Destination(d.ctx, d.to.ID)
	d.check(err)
	if !reflect.DeepEqual(got, d.to) || got.Target.Get("secret") != "hush" {
		d.Errorf("got  %+v\nwant %+v", got, d.to)
	}
	other := d.newProject()
	d.want(d.store.DeleteDestination(d.ctx, other.ID, d.to.ID), stats.ErrNotFound, "deleting another project's")
	list, err := d.store.Destinations(d.ctx, other.ID)
	d.check(err)
	if len(list) != 0 {
		d.Errorf("another project lists %v", list)
	}
	_, err = d.store.Create(d.ctx, alerts.Rule{Project: d.project.ID, Stat: d.stat.ID, Kind: alerts.Data, Window: "5m", Destinations: []alerts.DestinationID{12}})
	d.want(err, stats.ErrNotFound, "a rule to an unknown destination")
	d.fires(d.rule(), 10, Noon)
	d.check(d.store.DeleteDestination(d.ctx, d.project.ID, d.to.ID))
	d.nothing(Noon.Add(time.Hour))
}

func couriersRace(d *desk) {
	for i := range 6 {
		n := alerts.Notice{Key: string(rune('a' + i)), Event: alerts.Test}
		d.check(d.store.Enqueue(d.ctx, d.to.ID, n, Noon.Add(time.Duration(i)*time.Minute)))
	}
	now := Noon.Add(time.Hour)
	var sent, held atomic.Int64
	var couriers sync.WaitGroup
	for range 3 {
		couriers.Go(func() {
			for sent.Load() < 6 {
				c, err := d.store.Claim(d.ctx, d.to.ID, now, lease)
				if errors.Is(err, stats.ErrNotFound) {
					continue
				}
				if err != nil {
					d.Error(err)
					return
				}
				if held.Add(1) != 1 {
					d.Error("two messages of a lane are in flight")
				}
				held.Add(-1)
				if err := d.store.Settle(d.ctx, c, alerts.Outcome{Status: alerts.Delivered}, now); err != nil {
					d.Error(err)
					return
				}
				sent.Add(1)
			}
		})
	}
	couriers.Wait()
	list, err := d.store.Letters(d.ctx, d.project.ID, alerts.Delivered, 10)
	d.check(err)
	log, err := d.store.Attempts(d.ctx, d.to.ID, 10)
	d.check(err)
	if len(list) != 6 || len(log) != 6 {
		d.Errorf("%d messages in %d attempts, want 6", len(list), len(log))
	}
}

func leaseEnds(d *desk) {
	d.fires(d.rule(), 10, Noon)
	now := Noon.Add(time.Minute)
	first := d.claim(now)
	d.nothing(now.Add(lease - time.Second))
	if again := d.claim(now.Add(lease)); again.Message.Key != first.Message.Key || again.Holder == first.Holder {
		d.Errorf("after the lease: %+v, before: %+v", again, first)
	}
}

// Messages that were written while the clock was a day ahead, one of them in the
// hand of a process that was killed.
func clockSetBack(d *desk) {
	ahead := Noon.Add(24 * time.Hour)
	d.fires(d.rule(), 10, ahead)
	held := d.claim(ahead.Add(time.Minute))
	other := d.destination("other", true)
	d.fires(d.rule(other.ID), 10, ahead)
	lanes, err := d.store.Lanes(d.ctx, Noon)
	d.check(err)
	for _, to := range []alerts.DestinationID{d.to.ID, other.ID} {
		if !slices.ContainsFunc(lanes, func(l alerts.Lane) bool { return l.Destination == to && !l.Next.After(Noon) }) {
			d.Errorf("lane %d is not due: %v", to, lanes)
		}
		_, err := d.store.Claim(d.ctx, to, Noon, lease)
		d.check(err)
	}
	d.want(d.store.Settle(d.ctx, held, alerts.Outcome{Status: alerts.Delivered}, Noon), alerts.ErrStale, "settling what another has by now")
}

func settleStale(d *desk) {
	d.fires(d.rule(), 10, Noon)
	now := Noon.Add(time.Minute)
	first := d.claim(now)
	second := d.claim(now.Add(lease))
	err := d.store.Settle(d.ctx, first, alerts.Outcome{Status: alerts.Dead}, now)
	d.want(err, alerts.ErrStale, "settling another's claim")
	d.want(d.store.Release(d.ctx, first, now), alerts.ErrStale, "releasing another's claim")
	elsewhere := second
	elsewhere.To = d.destination("elsewhere", false)
	d.want(d.store.Settle(d.ctx, elsewhere, alerts.Outcome{Gone: true}, now), alerts.ErrStale, "settling for another destination")
	d.check(d.store.Settle(d.ctx, second, alerts.Outcome{Status: alerts.Delivered}, now))
	d.want(d.store.Settle(d.ctx, second, alerts.Outcome{Status: alerts.Delivered}, now), alerts.ErrStale, "settling twice")
}

func retried(d *desk) {
	d.fires(d.rule(), 10, Noon)
	now := Noon.Add(time.Minute)
	c := d.claim(now)
	d.check(d.store.Settle(d.ctx, c, alerts.Outcome{Due: now.Add(time.Hour), Answer: "busy \x00\xff"}, now))
	d.nothing(now.Add(time.Hour - time.Second))
	c = d.claim(now.Add(time.Hour))
	if c.Message.Tries != 1 || c.Message.Created != Noon.Unix() {
		d.Errorf("second try of %+v", c.Message)
	}
	d.check(d.store.Settle(d.ctx, c, alerts.Outcome{Status: alerts.Dead, Answer: "no"}, now.Add(time.Hour)))
	d.nothing(now.Add(100 * time.Hour))
	dead, err := d.store.Letters(d.ctx, d.project.ID, alerts.Dead, 10)
	d.check(err)
	if len(dead) != 1 || dead[0].Message.Key != c.Message.Key || len(dead[0].Message.Notices) != 1 {
		d.Fatalf("dead letters %+v", dead)
	}
	log, err := d.store.Attempts(d.ctx, d.to.ID, 10)
	d.check(err)
	if len(log) != 2 || log[0].Answer != "no" || log[0].Status != alerts.Dead || log[1].Answer != "busy \uFFFD\uFFFD" {
		d.Errorf("attempts %+v", log)
	}
	later := now.Add(100 * time.Hour)
	d.want(d.store.Retry(d.ctx, d.newProject().ID, c.Message.Key, later), stats.ErrNotFound, "retrying another project's")
	d.check(d.store.Retry(d.ctx, d.project.ID, c.Message.Key, later))
	if c = d.claim(later); c.Message.Created != later.Unix() {
		d.Errorf("a retried message has %v ahead", c.Message.Created)
	}
}

func inPart(d *desk) {
	for _, key := range []string{"part.a", "part.b", "part.c"} {
		d.check(d.store.Enqueue(d.ctx, d.to.ID, alerts.Notice{Key: key, Event: alerts.Test}, Noon))
	}
	now := Noon.Add(time.Minute)
	for try, want := range [][]string{{"part.a", "part.b", "part.c"}, {"part.b", "part.c"}, {"part.c"}} {
		c := d.claim(now)
		var got []string
		for _, n := range c.Message.Notices {
			got = append(got, n.Key)
		}
		if !slices.Equal(got, want) || c.Message.Tries != try {
			d.Fatalf("try %d: %v, want %v", c.Message.Tries, got, want)
		}
		o := alerts.Outcome{Due: now, Arrived: want[:1]}
		if try == 2 {
			o = alerts.Outcome{Status: alerts.Dead}
		}
		d.check(d.store.Settle(d.ctx, c, o, now))
	}
	delivered, err := d.store.Letters(d.ctx, d.project.ID, alerts.Delivered, 10)
	d.check(err)
	dead, err := d.store.Letters(d.ctx, d.project.ID, alerts.Dead, 10)
	d.check(err)
	if len(delivered) != 2 || len(dead) != 1 || len(dead[0].Message.Notices) != 1 || dead[0].Message.Notices[0].Key != "part.c" {
		d.Errorf("delivered %+v, dead %+v", delivered, dead)
	}
	d.check(d.store.Enqueue(d.ctx, d.to.ID, alerts.Notice{Key: "part.a", Event: alerts.Test}, Noon))
	d.nothing(now.Add(time.Hour))
}

func released(d *desk) {
	d.fires(d.rule(), 10, Noon)
	now := Noon.Add(time.Minute)
	c := d.claim(now)
	d.check(d.store.Release(d.ctx, c, now))
	if again := d.claim(now); again.Message.Key != c.Message.Key || again.Message.Tries != 0 {
		d.Errorf("released: %+v", again.Message)
	}
}

func gone(d *desk) {
	d.fires(d.rule(), 10, Noon)
	now := Noon.Add(time.Minute)
	d.check(d.store.Settle(d.ctx, d.claim(now), alerts.Outcome{Status: alerts.Dead, Answer: "410 Gone", Gone: true}, now))
	to, err := d.store.Destination(d.ctx, d.to.ID)
	d.check(err)
	if to.Off != "410 Gone" {
		d.Errorf("it is off because of %q", to.Off)
	}
	d.fires(d.rule(), 10, now)
	d.nothing(now.Add(time.Hour))
}

func dropped(d *desk) {
	d.fires(d.rule(), 10, Noon)
	now := Noon.Add(time.Minute)
	waiting, err := d.store.Letters(d.ctx, d.project.ID, alerts.Waiting, 10)
	d.check(err)
	if len(waiting) != 1 {
		d.Fatalf("%d wait", len(waiting))
	}
	key := waiting[0].Message.Key
	d.want(d.store.Drop(d.ctx, d.newProject().ID, key), stats.ErrNotFound, "dropping another project's")
	d.check(d.store.Drop(d.ctx, d.project.ID, key))
	d.want(d.store.Retry(d.ctx, d.project.ID, key, now), stats.ErrNotFound, "retrying a dropped one")
	d.nothing(now.Add(time.Hour))
	d.check(d.store.Prune(d.ctx, Noon.Add(alerts.KeepMessages)))
	if list, err := d.store.Letters(d.ctx, d.project.ID, alerts.Dropped, 10); err != nil || len(list) != 1 {
		d.Errorf("%d dropped, error %v", len(list), err)
	}
	d.check(d.store.Prune(d.ctx, now.Add(alerts.KeepMessages)))
	if list, err := d.store.Letters(d.ctx, d.project.ID, alerts.Dropped, 10); err != nil || len(list) != 0 {
		d.Errorf("%d after pruning, error %v", len(list), err)
	}
}

func counted(d *desk) {
	counts := func() [2]int64 {
		d.Helper()
		waiting, dead, err := d.store.Counts(d.ctx)
		d.check(err)
		return [2]int64{waiting, dead}
	}
	before := counts()
	for i, end := range []alerts.Status{alerts.Delivered, alerts.Dead, alerts.Dead, alerts.Dropped} {
		d.check(d.store.Enqueue(d.ctx, d.to.ID, alerts.Notice{Key: "done" + strconv.Itoa(i), Event: alerts.Test}, Noon))
		d.check(d.store.Settle(d.ctx, d.claim(Noon.Add(time.Minute)), alerts.Outcome{Status: end}, Noon.Add(time.Minute)))
	}
	d.check(d.store.Enqueue(d.ctx, d.to.ID, alerts.Notice{Key: "waits", Event: alerts.Test}, Noon))
	d.project = d.newProject()
	d.check(d.store.Enqueue(d.ctx, d.destination("elsewhere", true).ID, alerts.Notice{Key: "waits", Event: alerts.Test}, Noon))
	after := counts()
	if got := [2]int64{after[0] - before[0], after[1] - before[1]}; got != [2]int64{2, 2} {
		d.Errorf("%v more wait and are dead", got)
	}
}

// What nobody can send, as mail without a server for it, does not wait for ever.
func waitedTooLong(d *desk) {
	d.check(d.store.Enqueue(d.ctx, d.to.ID, alerts.Notice{Key: "too.long", Event: alerts.Test}, Noon))
	d.check(d.store.Prune(d.ctx, Noon.Add(alerts.GiveUp)))
	if list, err := d.store.Letters(d.ctx, d.project.ID, alerts.Waiting, 10); err != nil || len(list) != 1 {
		d.Errorf("%d wait, error %v", len(list), err)
	}
	d.check(d.store.Prune(d.ctx, Noon.Add(alerts.GiveUp+time.Second)))
	if list, err := d.store.Letters(d.ctx, d.project.ID, alerts.Dead, 10); err != nil || len(list) != 1 {
		d.Errorf("%d dead, error %v", len(list), err)
	}
	d.check(d.store.Retry(d.ctx, d.project.ID, "too.long."+strconv.FormatInt(int64(d.to.ID), 36), Noon.Add(alerts.GiveUp+time.Second)))
	d.claim(Noon.Add(alerts.GiveUp + time.Minute))
}
