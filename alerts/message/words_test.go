package message_test

import (
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/stats"
)

func TestCondition(t *testing.T) {
	t.Parallel()
	counter, value := stats.Stat{Kind: stats.Counter}, stats.Stat{Kind: stats.Value, Unit: "ms"}
	for _, row := range []struct {
		stat stats.Stat
		rule alerts.Rule
		want string
	}{
		{counter, alerts.Rule{Kind: alerts.Value, Window: "1h", Operator: alerts.Greater, Threshold: 12345}, "total for 1 hour greater than 12.35K"},
		{value, alerts.Rule{Kind: alerts.Value, Window: "5m", Operator: alerts.Less, Threshold: 2}, "average for 5 minutes less than 2 ms"},
		{value, alerts.Rule{Kind: alerts.Delta, Window: "1h", Operator: alerts.Different, Percentage: 20, Ago: "1w"}, "average for 1 hour changed by more than 20% from 1 week before"},
		{counter, alerts.Rule{Kind: alerts.Data, Window: "1d"}, "no data in 1 day"},
	} {
		if got := message.Condition(alerts.Watch{Rule: row.rule, Stat: row.stat}); got != row.want {
			t.Errorf("%q, want %q", got, row.want)
		}
	}
}

func TestAnEntryInWords(t *testing.T) {
	t.Parallel()
	w := alerts.Watch{Stat: stats.Stat{Name: "load", Kind: stats.Value}, Rule: alerts.Rule{Kind: alerts.Value, Window: "1h", Operator: alerts.Greater, Threshold: 9}}
	figure := 6.0
	e := alerts.Entry{From: alerts.OK, To: alerts.Firing, Verdict: alerts.Verdict{Value: &figure}, Limit: 5}
	if got := message.Sentence(w.Told(e)); got != "load: average for 1 hour is 6, greater than 5" {
		t.Errorf("fired: %q", got)
	}
	e.From, e.To, e.Events = alerts.Firing, alerts.OK, []alerts.Event{alerts.Cleared}
	if got := message.Sentence(w.Told(e)); got != "load: average for 1 hour is 6, no longer greater than 5" {
		t.Errorf("cleared: %q", got)
	}
}

func TestChangesInWords(t *testing.T) {
	t.Parallel()
	w := alerts.Watch{
		Stat: stats.Stat{Name: "orders", Kind: stats.Counter},
		Rule: alerts.Rule{Kind: alerts.Delta, Window: "5m", Operator: alerts.Different, Percentage: 50, Ago: "1h"},
	}
	for _, row := range []struct {
		now, before, percent float64
		want                 string
	}{
		{108, 10, 980, "orders: total for 5 minutes is 108, 980% up from the 10 of 1 hour before, changed by more than 50%"},
		{4, 10, -60, "orders: total for 5 minutes is 4, 60% down from the 10 of 1 hour before, changed by more than 50%"},
		{10, 10, 0, "orders: total for 5 minutes is 10, the same as 1 hour before, changed by more than 50%"},
	} {
		e := alerts.Entry{From: alerts.OK, To: alerts.Firing, Verdict: alerts.Verdict{Value: &row.now, Previous: &row.before, Percent: &row.percent}, Limit: 50}
		if got := message.Sentence(w.Told(e)); got != row.want {
			t.Errorf("%q, want %q", got, row.want)
		}
	}
}

func TestAPlaceToSwitchOn(t *testing.T) {
	t.Parallel()
	p := message.Places{Base: "https://charts.example.com"}
	n := alerts.NewSwitchedOff(alerts.Destination{ID: 8, Name: "ops", Channel: alerts.Slack}, "404 no_service", time.Unix(1_700_000_000, 0))
	if got := p.Lost(n); got != "https://charts.example.com/destinations/8" {
		t.Errorf("it is at %q", got)
	}
	if got := p.Lost(alerts.Notice{Event: alerts.Fired}); got != "" {
		t.Errorf("an alert has one at %q", got)
	}
	if got := (message.Places{}).Lost(n); got != "" {
		t.Errorf("without a server it is at %q", got)
	}
	if got := message.Sentence(n); got != "Destination ops (slack) was switched off and gets nothing until somebody switches it on again: 404 no_service" {
		t.Errorf("the owner reads %q", got)
	}
}

func TestFiguresCloseToTheirLimit(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		unit         string
		value, limit float64
		want         string
	}{
		{"", 12346, 12345, "load: average for 1 hour is 12346, greater than 12345"},
		{"ms", 500.000003, 500, "load: average for 1 hour is 500.000003 ms, greater than 500 ms"},
		{"", 0.30000000000000004, 0.3, "load: average for 1 hour is 0.3, greater than 0.3"},
		{"", 20_000, 12345, "load: average for 1 hour is 20K, greater than 12.35K"},
	} {
		w := alerts.Watch{
			Stat: stats.Stat{Name: "load", Kind: stats.Value, Unit: row.unit},
			Rule: alerts.Rule{Kind: alerts.Value, Window: "1h", Operator: alerts.Greater, Threshold: row.limit},
		}
		n := w.Told(alerts.Entry{From: alerts.OK, To: alerts.Firing, Verdict: alerts.Verdict{Value: &row.value}, Limit: row.limit})
		if got := message.Sentence(n); got != row.want {
			t.Errorf("%q, want %q", got, row.want)
		}
		if facts := message.Facts(n); !strings.HasSuffix(row.want, facts[1].Text) || !strings.Contains(row.want, facts[0].Text) {
			t.Errorf("%q beside the facts %q", row.want, facts)
		}
	}
}
