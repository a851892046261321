package alerts_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/stats"

	"pgregory.net/rapid"
)

// noon is when tests with a clock begin: a full minute.
var noon = time.Unix(1_700_000_040, 0).UTC()

const noonMinute = stats.Minute(1_700_000_040 / 60)

func number(v float64) *float64 { return &v }

func shown(v *float64) string {
	if v == nil {
		return "none"
	}
	return fmt.Sprint(*v)
}

func TestEvaluate(t *testing.T) {
	t.Parallel()
	value := func(o alerts.Operator, limit, margin float64) alerts.Rule {
		return alerts.Rule{Kind: alerts.Value, Window: "1h", Operator: o, Threshold: limit, Margin: margin}
	}
	delta := func(o alerts.Operator, percent float64) alerts.Rule {
		return alerts.Rule{Kind: alerts.Delta, Window: "1h", Ago: "1d", Operator: o, Percentage: percent}
	}
	data := alerts.Rule{Kind: alerts.Data, Window: "1h"}
	old, young := noon.Add(-time.Hour), noon.Add(-59*time.Minute)
	of := func(n uint64, sum float64) stats.Bucket { return stats.Bucket{N: n, Sum: sum} }
	none := stats.Bucket{}
	for _, c := range []struct {
		fact        string
		rule        alerts.Rule
		kind        stats.Kind
		created     time.Time
		now, before stats.Bucket
		want        string // judged, breach, within, figure
	}{
		{"a counter is summed", value(alerts.Greater, 5, 0), stats.Counter, old, of(2, 6), none, "true true false 6"},
		{"a value is averaged", value(alerts.Greater, 5, 0), stats.Value, old, of(2, 6), none, "true false true 3"},
		{"the limit itself is no breach", value(alerts.Greater, 6, 0), stats.Counter, old, of(2, 6), none, "true false true 6"},
		{"a counter without data is 0", value(alerts.Less, 1, 0), stats.Counter, old, none, none, "true true false 0"},
		{"a value without data says nothing", value(alerts.Less, 1, 0), stats.Value, old, none, none, "false false false none"},
		{"within the margin nothing changes", value(alerts.Greater, 5, 2), stats.Counter, old, of(1, 4), none, "true false false 4"},
		{"below the margin it clears", value(alerts.Greater, 5, 2), stats.Counter, old, of(1, 3), none, "true false true 3"},
		{"the margin of less than lies above", value(alerts.Less, 5, 2), stats.Counter, old, of(1, 6), none, "true false false 6"},
		{"more by over 10 percent", delta(alerts.Greater, 10), stats.Counter, old, of(1, 112), of(1, 100), "true true false 112"},
		{"more by 10 percent exactly", delta(alerts.Greater, 10), stats.Counter, old, of(1, 110), of(1, 100), "true false true 110"},
		{"less by over 10 percent", delta(alerts.Less, 10), stats.Counter, old, of(1, 80), of(1, 100), "true true false 80"},
		{"more is not less", delta(alerts.Less, 10), stats.Counter, old, of(1, 180), of(1, 100), "true false true 180"},
		{"different in either direction", delta(alerts.Different, 10), stats.Counter, old, of(1, 80), of(1, 100), "true true false 80"},
		{"a change from nothing does not fire", delta(alerts.Different, 10), stats.Counter, old, of(1, 80), none, "true false true 80"},
		{"no data before", delta(alerts.Different, 10), stats.Value, old, of(1, 80), none, "false false false 80"},
		{"no data now", delta(alerts.Different, 10), stats.Value, old, none, of(1, 80), "false false false none"},
		{"data came in", data, stats.Counter, old, of(1, 0), none, "true false true none"},
		{"no data came in", data, stats.Counter, old, none, none, "true true false none"},
		{"a stat that is too young for silence", data, stats.Counter, young, none, none, "true false false none"},
	} {
		v := alerts.Evaluate(c.rule, alerts.Reading{Kind: c.kind, Created: c.created, End: noonMinute, Now: c.now, Before: c.before})
		if got := fmt.Sprint(v.Judged, " ", v.Breach, " ", v.Within, " ", shown(v.Value)); got != c.want {
			t.Errorf("%s: %s, want %s", c.fact, got, c.want)
		}
	}
}

// seen is a verdict about a minute.
func seen(minute stats.Minute, breach bool) alerts.Verdict {
	return alerts.Verdict{End: minute, Judged: true, Breach: breach, Within: !breach, Value: number(1)}
}

// follow decides on a text of minutes, a letter each: x breach, o within, -
// between limit and margin, ? nothing to judge by. It returns what was told, by
// minute.
func follow(r alerts.Rule, minutes string) string {
	var s alerts.State
	var told strings.Builder
	for i, c := range minutes {
		end := noonMinute + stats.Minute(i)
		v := alerts.Verdict{End: end, Judged: c != '?', Breach: c == 'x', Within: c == 'o'}
		var list []alerts.Notice
		s, list = alerts.Decide(r, s, v, noon.Add(time.Duration(i)*time.Minute))
		event := byte('.')
		for _, n := range list {
			event = map[alerts.Event]byte{alerts.Fired: 'F', alerts.Still: 'S', alerts.Cleared: 'C'}[n.Event]
		}
		told.WriteByte(event)
	}
	return told.String()
}

func TestDecide(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fact, minutes, want string
		rule                alerts.Rule
	}{
		{"fires once and clears once", "oxxxoo", ".F..C.", alerts.Rule{}},
		{"fires from the first look on", "xx", "F.", alerts.Rule{}},
		{"for three checks", "xxoxxxxo", ".....F.C", alerts.Rule{Checks: 3}},
		{"what cannot be judged does not end a row", "xx?x", "...F", alerts.Rule{Checks: 3}},
		{"in between a row ends", "xx-xx", ".....", alerts.Rule{Checks: 3}},
		{"in between it goes on firing", "x-x-o", "F...C", alerts.Rule{}},
		{"without data it goes on firing", "x???o", "F...C", alerts.Rule{}},
		{"repeats every five minutes", "xxxxxxxxxxxo", "F....S....SC", alerts.Rule{Repeat: 5 * time.Minute}},
		{"a repeat needs a breach", "x------xo", "F......SC", alerts.Rule{Repeat: 5 * time.Minute}},
		{"says nothing at its end", "xoxo", "F.F.", alerts.Rule{SilentEnd: true}},
		{"paused", "xoxo", "....", alerts.Rule{Paused: true}},
		{"snoozed for two minutes, then judged by the present", "xxxo", "..FC", alerts.Rule{Snoozed: noon.Add(2 * time.Minute)}},
		{"in maintenance", "xxxxo", "F..." + "C", alerts.Rule{Maintenance: []alerts.Maintenance{{From: noon.Add(time.Minute), Until: noon.Add(3 * time.Minute)}}}},
		{"cleared in maintenance: told after it", "xooo", "F..C", alerts.Rule{Maintenance: []alerts.Maintenance{{From: noon.Add(time.Minute), Until: noon.Add(3 * time.Minute)}}}},
	} {
		if got := follow(c.rule, c.minutes); got != c.want {
			t.Errorf("%s: %s → %s, want %s", c.fact, c.minutes, got, c.want)
		}
	}
}

// Looks come a little later or earlier within their minutes: a repeat is not a
// minute late for that.
func TestDecideRepeatsOnTheMinute(t *testing.T) {
	t.Parallel()
	r := alerts.Rule{Repeat: 5 * time.Minute}
	var s alerts.State
	var told []string
	for i, late := range []time.Duration{900, 3, 40, 7, 1, 2, 5, 5, 5, 5, 1} {
		var list []alerts.Notice
		now := noon.Add(time.Duration(i)*time.Minute + 10*time.Second + late*time.Millisecond)
		s, list = alerts.Decide(r, s, seen(noonMinute+stats.Minute(i), true), now)
		for range list {
			told = append(told, fmt.Sprint(i))
		}
	}
	if got := strings.Join(told, " "); got != "0 5 10" {
		t.Errorf("told at minutes %s, want 0 5 10", got)
	}
}

// anyRule is a rule as far as Decide looks at it.
func anyRule(t *rapid.T) alerts.Rule {
	return alerts.Rule{
		ID: 1, Public: "AAAAAA",
		Checks:    rapid.IntRange(0, 3).Draw(t, "checks"),
		Repeat:    time.Duration(rapid.SampledFrom([]int{0, 5, 30}).Draw(t, "repeat")) * time.Minute,
		SilentEnd: rapid.Bool().Draw(t, "silent end"),
	}
}

// However the clock moves, one episode fires once, a notice is told again only
// when a repeat is due, and no key comes twice.
func TestDecideTellsNothingTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := anyRule(t)
		now, s, keys := noon, alerts.State{}, map[string]bool{}
		firing := false
		for range rapid.IntRange(1, 60).Draw(t, "looks") {
			before := s
			now = now.Add(time.Duration(rapid.SampledFrom([]int{1, 1, 1, 1, 180, -60, -1, 5000, -5000}).Draw(t, "minutes on")) * time.Minute)
			var told []alerts.Notice
			s, told = alerts.Decide(r, s, seen(alerts.Complete(now), rapid.Bool().Draw(t, "breach")), now)
			if len(told) > 1 {
				t.Fatalf("%d notices of one look", len(told))
			}
			for _, n := range told {
				if keys[n.Key] {
					t.Fatalf("%s comes twice", n.Key)
				}
				keys[n.Key] = true
				switch {
				case n.Event == alerts.Fired && firing, n.Event != alerts.Fired && !firing:
					t.Fatalf("%s while firing is %t", n.Event, firing)
				case n.Event == alerts.Still && (r.Repeat == 0 || now.Sub(before.Told) < r.Repeat):
					t.Fatalf("repeated %v after the last notice", now.Sub(before.Told))
				}
			}
			firing = s.Phase == alerts.Firing
		}
	})
}

func TestDecideQuiet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := anyRule(t)
		r.Snoozed = noon.Add(time.Hour)
		r.Paused = rapid.Bool().Draw(t, "paused")
		before := alerts.State{Phase: alerts.Phase(rapid.IntRange(0, 1).Draw(t, "phase")), Told: noon.Add(-time.Hour)}
		now := noon.Add(time.Duration(rapid.IntRange(0, 3599).Draw(t, "seconds")) * time.Second)
		after, told := alerts.Decide(r, before, seen(alerts.Complete(now), rapid.Bool().Draw(t, "breach")), now)
		if after != before || len(told) > 0 {
			t.Fatalf("a quiet rule became %+v and told %+v", after, told)
		}
	})
}

// A clock set back by an hour does not judge again what was judged.
func TestDecideWaitsForTheClock(t *testing.T) {
	t.Parallel()
	s, told := alerts.Decide(alerts.Rule{}, alerts.State{}, seen(noonMinute, true), noon)
	if len(told) != 1 {
		t.Fatalf("%d notices", len(told))
	}
	for _, back := range []stats.Minute{0, 1, 60, 1440} {
		if _, told := alerts.Decide(alerts.Rule{}, s, seen(noonMinute-back, false), noon.Add(-time.Duration(back)*time.Minute)); len(told) > 0 {
			t.Errorf("%d minutes back: %s", back, told[0].Event)
		}
	}
	if _, told := alerts.Decide(alerts.Rule{}, s, seen(noonMinute-2000, false), noon.Add(-2000*time.Minute)); len(told) != 1 {
		t.Error("a clock that was days ahead holds up a rule for days")
	}
}

func TestMaintenanceAcrossClockChanges(t *testing.T) {
	t.Parallel()
	weekly := alerts.Maintenance{Days: []time.Weekday{time.Sunday}, Start: 90, Length: 120, Zone: "Europe/Berlin"}
	r := alerts.Rule{Maintenance: []alerts.Maintenance{weekly}}
	for _, day := range []time.Time{ // the last goes back by an hour at 3:00, the one before on by one at 2:00
		time.Date(2023, 7, 2, 0, 0, 0, 0, time.UTC), time.Date(2023, 3, 26, 0, 0, 0, 0, time.UTC), time.Date(2023, 10, 29, 0, 0, 0, 0, time.UTC),
	} {
		quiet, ends := 0, map[int64]bool{}
		for m := -12 * 60; m < 36*60; m++ {
			now := day.Add(time.Duration(m) * time.Minute)
			if until := r.QuietUntil(now); until.After(now) {
				quiet++
				ends[until.Unix()] = true
			}
		}
		if quiet != 120 || len(ends) != 1 {
			t.Errorf("%v: quiet for %d minutes, with %d ends", day, quiet, len(ends))
		}
	}
	long := alerts.Maintenance{Days: []time.Weekday{time.Saturday}, Start: 23*60 + 30, Length: 1440, Zone: "Europe/Berlin"}
	monday := time.Date(2023, 3, 26, 22, 15, 0, 0, time.UTC) // a quarter past midnight in Berlin, after a day of 23 hours
	if got := (alerts.Rule{Maintenance: []alerts.Maintenance{long}}).QuietUntil(monday); !got.Equal(monday.Add(15 * time.Minute)) {
		t.Errorf("one that began before a short day ends at %v", got)
	}
	late := alerts.Maintenance{Days: []time.Weekday{time.Saturday}, Start: 23 * 60, Length: 180}
	sunday := time.Date(2023, 7, 2, 1, 0, 0, 0, time.UTC)
	if got := (alerts.Rule{Maintenance: []alerts.Maintenance{late}}).QuietUntil(sunday); !got.Equal(sunday.Add(time.Hour)) {
		t.Errorf("one that began the day before ends at %v", got)
	}
}

func TestNextDue(t *testing.T) {
	t.Parallel()
	at := func(m stats.Minute) time.Time { return noon.Add(time.Duration(m)*time.Minute + 10*time.Second) }
	data := alerts.Rule{Kind: alerts.Data, Window: "1h"}
	for _, c := range []struct {
		fact   string
		rule   alerts.Rule
		state  alerts.State
		newest stats.Minute
		want   time.Time
	}{
		{"every minute", alerts.Rule{Kind: alerts.Value}, alerts.State{}, 0, at(1)},
		{"paused", alerts.Rule{Paused: true}, alerts.State{}, 0, alerts.Never},
		{"snoozed", alerts.Rule{Snoozed: noon.Add(time.Hour)}, alerts.State{}, 0, noon.Add(time.Hour)},
		{"silence needs a whole window", data, alerts.State{}, noonMinute - 20, at(41)},
		{"silence about to be found", data, alerts.State{}, noonMinute - 60, at(1)},
		{"in a row of breaches", data, alerts.State{Streak: 1}, noonMinute - 20, at(1)},
		{"an end of silence may come at any time", data, alerts.State{Phase: alerts.Firing}, noonMinute - 20, at(1)},
		{"a stat without any data", data, alerts.State{}, 0, at(1)},
	} {
		if got := alerts.NextDue(c.rule, c.state, noonMinute, c.newest, noon.Add(10*time.Second)); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.fact, got.UTC(), c.want)
		}
	}
	for _, behind := range []stats.Minute{1, 2, 180} {
		got := alerts.NextDue(alerts.Rule{Kind: alerts.Value}, alerts.State{}, noonMinute-behind, 0, noon.Add(10*time.Second))
		if !got.Equal(at(1)) {
			t.Errorf("windows that lie %d minutes behind: %v, want the next minute", behind, got.UTC())
		}
	}
}

func TestNextTry(t *testing.T) {
	t.Parallel()
	for attempt, least := range map[int]time.Duration{
		0: 5 * time.Second, 1: 5 * time.Second, 2: 30 * time.Second, 3: 2 * time.Minute, 4: 10 * time.Minute, 5: 30 * time.Minute,
		6: time.Hour, 7: time.Hour, math.MaxInt: time.Hour,
	} {
		for range 20 {
			if wait := alerts.NextTry(attempt, noon).Sub(noon); wait < least || wait >= least*5/4 {
				t.Errorf("attempt %d: %v", attempt, wait)
			}
		}
	}
}

// A message that always fails is tried for three days, and is dead then.
func TestSettledGivesUp(t *testing.T) {
	t.Parallel()
	now, tries := noon, 0
	m := alerts.Message{Created: noon.Unix()}
	for {
		o := alerts.Settled(m, "", errors.New("busy"), now)
		if o.Status == alerts.Dead {
			break
		}
		if o.Status != alerts.Waiting || !o.Due.After(now) {
			t.Fatalf("try %d: %+v", tries, o)
		}
		now = o.Due
		m.Tries++
	}
	if after := now.Sub(noon); after < alerts.GiveUp-2*time.Hour || after > alerts.GiveUp {
		t.Errorf("given up after %v", after)
	}
	for _, c := range []struct {
		err  error
		want alerts.Status
		gone bool
	}{{nil, alerts.Delivered, false}, {fmt.Errorf("550: %w", alerts.ErrRefused), alerts.Dead, false}, {fmt.Errorf("410: %w", alerts.ErrGone), alerts.Dead, true}} {
		if o := alerts.Settled(alerts.Message{Created: noon.Unix()}, strings.Repeat("x", 9999), c.err, noon); o.Status != c.want || o.Gone != c.gone || len(o.Answer) > alerts.MaxAnswer {
			t.Errorf("%v: %+v", c.err, o)
		}
	}
}

// A message that arrives bit by bit goes on soon, however often it was tried.
func TestSettledInPart(t *testing.T) {
	t.Parallel()
	m := alerts.Message{Created: noon.Unix(), Tries: 9}
	o := alerts.Settled(m, "", &alerts.Partly{Arrived: []string{"a"}, Err: errors.New("busy")}, noon)
	if o.Status != alerts.Waiting || len(o.Arrived) != 1 || o.Due.Sub(noon) > 10*time.Second || o.Answer != "busy" {
		t.Errorf("busy: %+v", o)
	}
	o = alerts.Settled(m, "", &alerts.Partly{Arrived: []string{"a"}, Err: alerts.ErrGone}, noon)
	if o.Status != alerts.Dead || !o.Gone || len(o.Arrived) != 1 {
		t.Errorf("gone: %+v", o)
	}
}

func TestWorstFirst(t *testing.T) {
	t.Parallel()
	notice := func(name string, e alerts.Event, k alerts.Kind, figure float64) alerts.Notice {
		return alerts.Notice{Event: e, Value: &figure, Percent: &figure, Alert: alerts.AlertFacts{Kind: k, Threshold: 10, Percentage: 10}, Stat: alerts.StatFacts{Name: name}}
	}
	list := []alerts.Notice{
		notice("cleared", alerts.Cleared, alerts.Value, 1000), notice("mild", alerts.Fired, alerts.Value, 11), notice("bad", alerts.Still, alerts.Delta, -400),
		notice("silent", alerts.Fired, alerts.Data, 0), notice("below", alerts.Fired, alerts.Value, -90), notice("also mild", alerts.Fired, alerts.Value, 11),
	}
	alerts.WorstFirst(list)
	var names []string
	for _, n := range list {
		names = append(names, n.Stat.Name)
	}
	if got := strings.Join(names, ", "); got != "silent, bad, below, also mild, mild, cleared" {
		t.Error(got)
	}
}

func TestRuleCheck(t *testing.T) {
	t.Parallel()
	good := alerts.Rule{Kind: alerts.Delta, Window: "1h", Operator: alerts.Different, Ago: "1w", Percentage: 10}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for field, spoil := range map[string]func(*alerts.Rule){
		"kind":         func(r *alerts.Rule) { r.Kind = "" },
		"time_window":  func(r *alerts.Rule) { r.Window = "2h" },
		"time_delta":   func(r *alerts.Rule) { r.Ago = "" },
		"operator":     func(r *alerts.Rule) { r.Kind = alerts.Value },
		"percentage":   func(r *alerts.Rule) { r.Percentage = -1 },
		"threshold":    func(r *alerts.Rule) { r.Kind, r.Operator, r.Threshold = alerts.Value, alerts.Less, math.NaN() },
		"margin":       func(r *alerts.Rule) { r.Margin = math.Inf(1) },
		"checks":       func(r *alerts.Rule) { r.Checks = 61 },
		"repeat":       func(r *alerts.Rule) { r.Repeat = time.Minute },
		"maintenance":  func(r *alerts.Rule) { r.Maintenance = []alerts.Maintenance{{Days: []time.Weekday{9}, Length: 1}} },
		"destinations": func(r *alerts.Rule) { r.Destinations = make([]alerts.DestinationID, 21) },
	} {
		r := good
		spoil(&r)
		var wrong *alerts.RuleError
		if err := r.Check(); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
