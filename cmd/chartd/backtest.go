package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/stats"
)

type alertsBacktestCmd struct {
	ID    string `arg:"" optional:"" help:"Id of an alert; flags change it for the test alone."`
	Stat  string `placeholder:"NAME" help:"Without an id: the stat to look at."`
	Fired int    `placeholder:"N" help:"Find the threshold (of delta: the percentage) with which it would have fired N times, or nearly."`
	JSON  bool   `name:"json" help:"Print a JSON object."`

	Kind        string   `placeholder:"KIND" help:"value, delta or data."`
	TimeWindow  string   `placeholder:"LENGTH" help:"5m, 1h, 3h, 1d, 1w, 1M or 1y."`
	Operator    string   `placeholder:"WORDS" help:"greater than, less than, of delta also different than; gt, lt and dt for short."`
	Threshold   *float64 `placeholder:"X" help:"Of value."`
	Percentage  *float64 `placeholder:"X" help:"Of delta."`
	TimeDelta   string   `placeholder:"LENGTH" help:"Of delta: how long before."`
	Checks      int      `placeholder:"N" help:"How many minutes in a row before it fires."`
	Margin      float64  `placeholder:"X" help:"How far back in range clears it."`
	projectFlag `embed:""`
}

func (alertsBacktestCmd) Help() string {
	return `Looks at every minute as the server would have. Pauses and snoozes are left out.

Example: chartd alerts backtest --stat 'page view' --kind value --time-window 1h --operator gt --fired 3`
}

// Run tests one rule.
func (c *alertsBacktestCmd) Run(ctx context.Context, world console) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		w, err := c.watch(ctx, e, p)
		if err != nil {
			return err
		}
		end, err := e.complete(ctx, e.clock.Now())
		if err != nil {
			return err
		}
		test, err := alerts.ReadBackTest(ctx, e.reader(), w.Stat, w.Rule, end)
		if err != nil {
			return err
		}
		if c.Fired > 0 {
			limit, _, ok := test.Threshold(w.Rule, c.Fired)
			if !ok {
				return fmt.Errorf("%s: there is no data to find a threshold by", w.Stat.Name)
			}
			w.Rule = limited(w.Rule, limit)
		}
		found := trialOf(w, test, end)
		found.sought = c.Fired
		if c.JSON {
			return writeJSON(world.out, found)
		}
		return found.print(world.out)
	})
}

// watch is the alert that is named, or described, by the command line.
func (c *alertsBacktestCmd) watch(ctx context.Context, e *engine, p stats.Project) (w alerts.Watch, err error) {
	var spec alerts.Spec
	switch {
	case (c.ID == "") == (c.Stat == ""):
		return w, errors.New("give the id of an alert, or --stat with the other flags")
	case c.ID != "":
		if w, err = e.namedAlert(ctx, p, c.ID); err == nil {
			spec = alerts.NewSpec(w.Rule, w.Stat)
		}
	default:
		w.Stat, err = e.namedStat(ctx, p, c.Stat)
	}
	if err != nil {
		return w, err
	}
	if c.describe(&spec); spec.Kind == alerts.Data && c.Fired > 0 {
		return w, errors.New("--fired: an alert of kind data has no threshold")
	}
	w.Rule, err = spec.Revise(w.Rule)
	w.Rule.Repeat, w.Rule.SilentEnd = 0, false // each episode is a begin and an end
	return w, err
}

// describe sets what the flags say.
func (c *alertsBacktestCmd) describe(s *alerts.Spec) {
	for _, text := range []struct {
		from string
		to   *string
	}{{c.Kind, (*string)(&s.Kind)}, {c.TimeWindow, &s.TimeWindow}, {c.Operator, &s.Operator}, {c.TimeDelta, &s.TimeDelta}} {
		if text.from != "" {
			*text.to = text.from
		}
	}
	none := 0.0
	for _, number := range []struct {
		from *float64
		to   **float64
	}{{c.Threshold, &s.Threshold}, {c.Percentage, &s.Percentage}} {
		switch {
		case number.from != nil:
			*number.to = number.from
		case *number.to == nil && c.Fired > 0: // it is looked for
			*number.to = &none
		}
	}
	if c.Checks != 0 {
		s.Checks = c.Checks
	}
	if c.Margin != 0 {
		s.Margin = c.Margin
	}
}

// limited is a rule with another limit.
func limited(r alerts.Rule, limit float64) alerts.Rule {
	if r.Kind == alerts.Delta {
		r.Percentage = limit
	} else {
		r.Threshold = limit
	}
	return r
}

// trial is what a back-test found.
type trial struct {
	Stat       string    `json:"stat"`
	Condition  string    `json:"condition"`
	Threshold  *float64  `json:"threshold,omitempty"`
	Percentage *float64  `json:"percentage,omitempty"`
	From       moment    `json:"from"`
	To         moment    `json:"to"`
	Episodes   []episode `json:"episodes"` // the oldest first

	sought int // --fired; 0 without
}

// episode is a time in which the alert would have fired.
type episode struct {
	Began   moment   `json:"began"`
	Cleared *moment  `json:"cleared,omitempty"` // absent: it would fire now
	Value   *float64 `json:"value,omitempty"`   // with which it began
	Percent *float64 `json:"percentage,omitempty"`
	Message string   `json:"message"`
}

func trialOf(w alerts.Watch, test *alerts.BackTest, end stats.Minute) trial {
	spec := alerts.NewSpec(w.Rule, w.Stat)
	found := trial{
		Stat: w.Stat.Name, Condition: message.Condition(w), Threshold: spec.Threshold, Percentage: spec.Percentage,
		From: atMinute(end - alerts.BackTestLength), To: atMinute(end), Episodes: []episode{},
	}
	facts := w.Told(alerts.Entry{}).Stat
	for _, n := range test.Run(w.Rule) {
		n.Stat = facts
		at := moment{time.Unix(n.At, 0)}
		switch n.Event {
		case alerts.Fired:
			found.Episodes = append(found.Episodes, episode{Began: at, Value: n.Value, Percent: n.Percent, Message: message.Sentence(n)})
		case alerts.Cleared:
			found.Episodes[len(found.Episodes)-1].Cleared = &at
		}
	}
	return found
}

func atMinute(m stats.Minute) moment { return moment{time.Unix(m.Unix(), 0)} }

// print writes it for people.
func (t trial) print(to io.Writer) error {
	often := times(len(t.Episodes))
	if t.sought > 0 && t.sought != len(t.Episodes) {
		often += ", as near to " + times(t.sought) + " as a limit comes"
	}
	_, err := fmt.Fprintf(to, "%s: %s\nfrom %s to %s it would have fired %s\n", t.Stat, t.Condition,
		message.Moment(t.From.at.Unix()), message.Moment(t.To.at.Unix()), often)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	for _, e := range t.Episodes {
		length := "until now"
		if e.Cleared != nil {
			length = "for " + alerts.LengthText(e.Cleared.at.Sub(e.Began.at))
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", message.Moment(e.Began.at.Unix()), length, e.Message)
	}
	return table.Flush()
}

// times is how often.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
