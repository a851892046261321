package alerts_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chartd/alerts"
	"chartd/alerts/store"
	"chartd/stats"
	"chartd/stats/statstest/fresh"
	"chartd/stats/statstest/node"
)

// post is a node with a store of alerts and a destination for all of them.
type post struct {
	*testing.T
	node    *node.Node
	store   *store.Store
	watcher *alerts.Watcher
	to      alerts.Destination
}

func newPost(t *testing.T) *post {
	t.Helper()
	n := node.OpenAt(t, filepath.Join(t.TempDir(), "chartd.db"), func() time.Time { return noon })
	p := &post{T: t, node: n, store: store.New(n.Catalog)}
	p.watcher = &alerts.Watcher{
		Rules: p.store, Series: n.Reader(), Complete: alerts.WholeMinutes, Fault: slog.New(slog.DiscardHandler),
	}
	p.to = webhook(t, p.store, n.Project.ID, "team")
	return p
}

// webhook makes a destination that is a default.
func webhook(t *testing.T, s *store.Store, p stats.ProjectID, name string) alerts.Destination {
	t.Helper()
	target, err := alerts.NewTarget(alerts.Webhook, map[string]string{"url": "https://example.com/" + name})
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.CreateDestination(t.Context(), alerts.Destination{Project: p, Name: name, Channel: alerts.Webhook, Target: target, Manual: true, Automatic: true, Created: noon})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// rule stores a rule over a stat.
func (p *post) rule(s stats.Stat, r alerts.Rule) alerts.Rule {
	p.Helper()
	r.Stat, r.Project, r.Created = s.ID, p.node.Project.ID, noon
	if err := r.Check(); err != nil {
		p.Fatal(err)
	}
	made, err := p.store.Create(p.Context(), r)
	if err != nil {
		p.Fatal(err)
	}
	return made
}

// pass looks once, ten seconds after a minute.
func (p *post) pass(minute stats.Minute) {
	p.Helper()
	if err := p.watcher.Pass(p.Context(), time.Unix(minute.Unix()+10, 0)); err != nil {
		p.Fatal(err)
	}
}

// told is everything in the outbox, the oldest first.
func (p *post) told() []alerts.Notice {
	p.Helper()
	list, err := p.store.Letters(p.Context(), p.node.Project.ID, alerts.Waiting, 1000)
	if err != nil {
		p.Fatal(err)
	}
	var all []alerts.Notice
	for i := range list {
		all = append(all, list[len(list)-1-i].Message.Notices...)
	}
	return all
}

// What a back-test says of the stored minutes is what the watcher sent, minute
// by minute.
func TestWatcherSendsWhatTheBackTestSays(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	s := p.node.Stat(t, "visits", stats.Counter)
	rule := p.rule(s, alerts.Rule{Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Threshold: 20, Checks: 2, Margin: 5, Repeat: 10 * time.Minute})
	var values []float64
	for i := range 90 {
		values = append(values, float64(i*i%13))
	}
	from := noonMinute
	p.node.Post(t, s, from+89, values...)
	for end := from + 5; end <= from+90; end++ {
		p.pass(end)
	}
	series, err := p.node.Reader().Series(t.Context(), []stats.StatID{s.ID}, stats.Window{From: from, Step: 1, Count: 90})
	if err != nil {
		t.Fatal(err)
	}
	want, got := alerts.NewBackTest(s, from, series[0].Buckets).Run(rule), p.told()
	if len(want) < 4 || len(got) != len(want) {
		t.Fatalf("%d notices sent, the back-test has %d", len(got), len(want))
	}
	for i := range got {
		if got[i].Key != want[i].Key || got[i].At != want[i].At || *got[i].Value != *want[i].Value {
			t.Errorf("notice %d: sent %+v, back-test %+v", i, got[i], want[i])
		}
	}
	if c := got[0].Chart; len(c.Values) != 15 || c.From+stats.Minute(len(c.Values))*c.Step != stats.MinuteAt(got[0].At) {
		t.Errorf("chart %+v", c)
	}
	if f := got[0].Stat; f.Name != "visits" || f.ID != s.Public || !f.Counter {
		t.Errorf("stat %+v", f)
	}
}

// A process that slept for three hours of breaches sends one notice.
func TestWatcherAfterASleep(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	s := p.node.Stat(t, "visits", stats.Counter)
	p.rule(s, alerts.Rule{Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Threshold: 1, Repeat: 5 * time.Minute})
	p.pass(noonMinute)
	var values []float64
	for range 180 {
		values = append(values, 9)
	}
	p.node.Post(t, s, noonMinute+179, values...)
	p.pass(noonMinute + 180)
	p.pass(noonMinute + 180)
	if told := p.told(); len(told) != 1 || told[0].Event != alerts.Fired {
		t.Errorf("told %+v", told)
	}
}

// Rules of all kinds over merged stats, each in its own window.
func TestWatcherReadsEachWindow(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	into, from := p.node.Stat(t, "all", stats.Counter), p.node.Stat(t, "part", stats.Counter)
	quiet := p.node.Stat(t, "quiet", stats.Counter)
	p.node.Post(t, into, noonMinute-100, 10)
	p.node.Post(t, from, noonMinute-2, 30)
	if err := p.node.Catalog.Merge(t.Context(), from.ID, into.ID); err != nil {
		t.Fatal(err)
	}
	quiet.Created = noon.Add(-2 * time.Hour)
	if err := p.node.Catalog.Update(t.Context(), quiet); err != nil {
		t.Fatal(err)
	}
	hour := p.rule(from, alerts.Rule{Kind: alerts.Value, Window: "3h", Operator: alerts.Greater, Threshold: 39})
	change := p.rule(into, alerts.Rule{Kind: alerts.Delta, Window: "1h", Ago: "1h", Operator: alerts.Greater, Percentage: 199})
	silent := p.rule(quiet, alerts.Rule{Kind: alerts.Data, Window: "1h"})
	p.rule(quiet, alerts.Rule{Kind: alerts.Data, Window: "3h"})
	p.rule(into, alerts.Rule{Kind: alerts.Data, Window: "5m"})
	p.pass(noonMinute)
	told := map[alerts.PublicID]alerts.Notice{}
	for _, n := range p.told() {
		told[n.Alert.ID] = n
	}
	if len(told) != 3 || *told[hour.Public].Value != 40 || *told[change.Public].Percent != 200 || told[silent.Public].Event != alerts.Fired {
		t.Errorf("told %+v", told)
	}
	due, err := p.store.Due(t.Context(), time.Unix(noonMinute.Unix()+69, 0), 100)
	if err != nil || len(due) != 0 {
		t.Errorf("%d due before the next minute, error %v", len(due), err)
	}
	due, err = p.store.Due(t.Context(), time.Unix(noonMinute.Unix()+70, 0), 100)
	if err != nil || len(due) != 4 { // silence of the merged stat needs some minutes more
		t.Errorf("%d due at the next minute, error %v", len(due), err)
	}
}

// Without the last minute or the numbers there is no verdict.
func TestWatcherWithoutNumbers(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	s := p.node.Stat(t, "visits", stats.Counter)
	p.rule(s, alerts.Rule{Kind: alerts.Value, Window: "5m", Operator: alerts.Less, Threshold: 1})
	p.watcher.Complete = func(context.Context, time.Time) (stats.Minute, error) { return 0, stats.ErrAway }
	if err := p.watcher.Pass(t.Context(), noon); !errors.Is(err, stats.ErrAway) {
		t.Errorf("a pass without a complete minute: %v", err)
	}
	p.watcher.Complete, p.watcher.Series = alerts.WholeMinutes, away{}
	if err := p.watcher.Pass(t.Context(), noon); !errors.Is(err, stats.ErrAway) {
		t.Errorf("a pass without numbers: %v", err)
	}
	if told := p.told(); len(told) > 0 {
		t.Errorf("told %+v", told)
	}
}

// crowd is a thousand rules in memory, as many as are read together.
type crowd struct {
	alerts.Rules
	due   time.Time
	looks int
}

func (c *crowd) Due(_ context.Context, now time.Time, n int) ([]alerts.Watch, error) {
	if c.due.After(now) {
		return nil, nil
	}
	if c.looks++; c.looks > 1 {
		return nil, errors.New("the same rules are due again in one pass")
	}
	list := make([]alerts.Watch, n)
	for i := range list {
		list[i].Rule = alerts.Rule{ID: alerts.RuleID(i + 1), Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Threshold: 1e9}
	}
	return list, nil
}

func (c *crowd) Postpone(_ context.Context, list []alerts.Later) error {
	c.due = list[0].Due
	return nil
}

// Where nodes share their points a little after the minute, the last complete
// minute lies behind the clock: what was looked at is not due again at once.
func TestWatcherBehindTheClock(t *testing.T) {
	t.Parallel()
	rules := &crowd{}
	w := &alerts.Watcher{Rules: rules, Series: steady{}, Complete: func(_ context.Context, now time.Time) (stats.Minute, error) {
		return alerts.Complete(now.Add(-5 * time.Second)), nil
	}}
	if err := w.Pass(t.Context(), noon.Add(10*time.Second)); err != nil || rules.looks != 1 {
		t.Errorf("%d looks, error %v", rules.looks, err)
	}
}

// A night without the database is two lines of the log, however many words it has
// for that.
func TestRoundComplainsOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		tries := 0
		ctx, cancel := context.WithCancel(t.Context())
		alerts.Round{What: "look", Step: 1, Retry: time.Second, Fault: slog.New(slog.NewTextHandler(&log, nil)), Look: func(context.Context, time.Time) error {
			switch tries++; {
			case tries < 1000:
				return fmt.Errorf("sign %d: %w", tries%2, stats.ErrAway)
			case tries == 1002:
				cancel()
			}
			return nil
		}}.Run(ctx)
		if got := log.String(); strings.Count(got, "\n") != 2 || !strings.Contains(got, "look: it works again") {
			t.Errorf("log:\n%s", got)
		}
	})
}

// away is a reader whose database is away.
type away struct{ stats.Reader }

func (away) Series(context.Context, []stats.StatID, stats.Window) ([]stats.Series, error) {
	return nil, stats.ErrAway
}

// steady is a reader in which every stat has had one point a minute for ever.
type steady struct{}

func (steady) Series(_ context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	list := make([]stats.Series, len(ids))
	for i, id := range ids {
		list[i] = stats.Series{Stat: id, Buckets: make([]stats.Bucket, w.Count)}
		for j := range list[i].Buckets {
			list[i].Buckets[j] = stats.Bucket{N: uint64(w.Step), Sum: float64(w.Step)}
		}
	}
	return list, nil
}

func (steady) Latest(_ context.Context, ids []stats.StatID) ([]stats.Latest, error) {
	return make([]stats.Latest, len(ids)), nil
}

// bubble is a store with a project in a file, for tests whose clock is
// synctest's.
func bubble(t *testing.T) (*store.Store, stats.Project, stats.Stat) {
	t.Helper()
	db := fresh.SQLite(t)
	p := stats.Project{ID: 1, Name: "shop", EZKey: "e", UKey: "u", Zone: "UTC", MaxStats: 10, MaxNew: 10}
	if err := db.Catalog().CreateAccount(t.Context(), stats.Account{ID: 1, Email: "you@example.com"}, p); err != nil {
		t.Fatal(err)
	}
	made, err := db.Catalog().Create(t.Context(), p.ID, []stats.NewStat{{Name: "visits", Kind: stats.Counter}})
	if err != nil {
		t.Fatal(err)
	}
	return store.New(db.Catalog()), p, made[0]
}

// A watcher runs every minute, is on time, and its message reaches the sender
// within seconds.
func TestWatcherAndCourierRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, project, stat := bubble(t)
		webhook(t, s, project.ID, "team")
		r := alerts.Rule{Project: project.ID, Stat: stat.ID, Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Threshold: 4}
		if _, err := s.Create(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		sent, onTime := &sender{}, 0
		courier := &alerts.Courier{Outbox: s, Senders: alerts.Senders{alerts.Webhook: sent}, Deadline: 10 * time.Second, Fault: slog.New(slog.DiscardHandler)}
		watcher := &alerts.Watcher{
			Rules: s, Series: steady{}, Complete: alerts.WholeMinutes, Wake: courier.Wake, OnTime: func(time.Duration) { onTime++ },
			Fault: slog.New(slog.DiscardHandler),
		}
		began := time.Now()
		ctx, stop := context.WithCancel(t.Context())
		go watcher.Run(ctx)
		go courier.Run(ctx)
		time.Sleep(10*time.Minute + time.Second) // synctest's clock
		stop()
		synctest.Wait()
		if len(sent.log) != 1 || len(sent.log[0].Notices) != 1 || sent.at[0].Sub(began) > 5*time.Second {
			t.Errorf("sent %+v after %v", sent.log, sent.at)
		}
		if onTime < 10 || onTime > 12 {
			t.Errorf("on time %d times in ten minutes", onTime)
		}
	})
}

// The chart of a change has the time it is compared with beside it.
func TestWatcherDrawsWhatAChangeIsFrom(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	s := p.node.Stat(t, "visits", stats.Counter)
	to := webhook(t, p.store, p.node.Project.ID, "deltas")
	p.rule(s, alerts.Rule{Kind: alerts.Delta, Window: "5m", Ago: "1h", Operator: alerts.Greater, Percentage: 50, Destinations: []alerts.DestinationID{to.ID}})
	end := noonMinute + 70
	p.node.Post(t, s, end-60-1, 1, 2, 3, 4, 5)
	p.node.Post(t, s, end-1, 10, 20, 30, 40, 50)
	p.pass(end)
	got, err := p.store.Claim(t.Context(), to.ID, time.Unix(end.Unix()+60, 0), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	c := got.Message.Notices[0].Chart
	if len(c.Values) != 15 || len(c.Before) != 15 {
		t.Fatalf("%d values, %d before", len(c.Values), len(c.Before))
	}
	for i := range 5 {
		if now, before := *c.Values[10+i], *c.Before[10+i]; now != 10*before || before != float64(i+1) {
			t.Errorf("minute %d: %v, before it %v", i, now, before)
		}
	}
}
