package message_test

import (
	"testing"

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
