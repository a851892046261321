package alerts

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"chartd/stats"
)

// Notice is one thing to tell: facts, not text. Channels make the text, from the
// same facts on each try. Absent figures are nil.
type Notice struct {
	Key      string // names the notice for ever
	Episode  string // the same from firing to clearing
	Event    Event
	At       int64 // UNIX seconds: the end of the window
	Began    int64 // UNIX seconds: the episode's begin
	Alert    AlertFacts
	Stat     StatFacts
	Value    *float64
	Previous *float64
	Percent  *float64
	Chart    Chart
	Born     []StatFacts `json:",omitempty"` // of NewStats: the first of them
	More     int         `json:",omitempty"` // of NewStats: how many besides
	Digest   *Digest     `json:",omitempty"` // of Report
	Lost     *Lost       `json:",omitempty"` // of SwitchedOff
}

// Digest is what a scheduled report holds.
type Digest struct {
	ID       PublicID
	Name     string
	Period   string // "day", "week" or "month"
	Zone     string // IANA name
	From, To int64  // UNIX seconds
	Lines    []DigestLine
	More     int // how many stats besides, which moved less
}

// DigestLine is one stat of a report. Figures are totals of counters and means
// of values; nil is no data.
type DigestLine struct {
	Stat     StatFacts
	Firing   int // alerts over it that fire
	Figure   *float64
	Previous *float64 // of the period before
	Percent  *float64 // the change, nil where there is none
	Chart    Chart    // with the period before
}

// Lost says which destination was switched off, and why.
type Lost struct {
	ID      DestinationID
	Name    string
	Channel Channel
	Why     string
}

// AlertFacts is what a message says of the rule.
type AlertFacts struct {
	ID         PublicID // "" for an automatic alert
	Automatic  bool
	Kind       Kind
	Window     Span
	Operator   Operator
	Threshold  float64
	Percentage float64
	Ago        Span
	Score      float64 // of an automatic alert, 0 to 1
	Cause      string  // of an automatic alert, in a word
}

// StatFacts is what a message says of the stat.
type StatFacts struct {
	ID      stats.PublicID
	Name    string
	Unit    string
	Counter bool
}

// Chart is the stat around the window, a value a step; the last is the newest.
type Chart struct {
	From, Step stats.Minute
	Values     []*float64 // nil is a gap
	Before     []*float64 `json:",omitempty"` // the same some time earlier, what it is compared with
}

// facts is what a message says of the rule.
func (r Rule) facts() AlertFacts {
	return AlertFacts{
		ID: r.Public, Kind: r.Kind, Window: r.Window, Operator: r.Operator,
		Threshold: r.Threshold, Percentage: r.Percentage, Ago: r.Ago,
	}
}

// Told is an entry of a rule's history as the notice that told it, or would have:
// for who puts it into words. The limit is that of the entry; an entry without
// events has the event that its phases say, if any.
func (w Watch) Told(e Entry) Notice {
	n := Notice{
		At: e.Verdict.End.Unix(), Alert: w.Rule.facts(), Stat: NewStatFacts(w.Stat),
		Value: e.Verdict.Value, Previous: e.Verdict.Previous, Percent: e.Verdict.Percent,
	}
	n.Alert.Threshold, n.Alert.Percentage = e.Limit, e.Limit
	switch {
	case len(e.Events) > 0:
		n.Event = e.Events[0]
	case e.From == OK && e.To == Firing:
		n.Event = Fired
	case e.From == Firing && e.To == OK:
		n.Event = Cleared
	}
	return n
}

// NewStatFacts is what a message says of a stat.
func NewStatFacts(s stats.Stat) StatFacts {
	return StatFacts{ID: s.Public, Name: s.Name, Unit: s.Unit, Counter: s.Kind == stats.Counter}
}

// NewChart makes the chart of a message from a series.
func NewChart(k stats.Kind, w stats.Window, buckets []stats.Bucket) Chart {
	return Chart{From: w.From, Step: w.Step, Values: figures(k, buckets)}
}

// figures are what buckets show.
func figures(k stats.Kind, buckets []stats.Bucket) []*float64 {
	list := make([]*float64, len(buckets))
	for i, b := range buckets {
		list[i] = Figure(k, b)
	}
	return list
}

// chartOf reads the chart of a stat, with the same some time earlier where ago is
// not 0.
func chartOf(ctx context.Context, from stats.Reader, s stats.Stat, w stats.Window, ago stats.Minute) (Chart, error) {
	read := func(w stats.Window) ([]stats.Bucket, error) {
		series, err := from.Series(ctx, []stats.StatID{s.ID}, w)
		if err != nil {
			return nil, fmt.Errorf("chart of stat %s: %w", s.Public, err)
		}
		return series[0].Buckets, nil
	}
	now, err := read(w)
	if err != nil {
		return Chart{}, err
	}
	c := NewChart(s.Kind, w, now)
	if ago == 0 {
		return c, nil
	}
	w.From -= ago
	before, err := read(w)
	c.Before = figures(s.Kind, before)
	return c, err
}

// NewTest is the notice that somebody sends by hand to see whether it arrives,
// with a chart of made-up numbers.
func NewTest(now time.Time) Notice {
	key := "test." + strconv.FormatInt(stats.NewID(), 36)
	n := Notice{Key: key, Episode: key, Event: Test, At: now.Unix(), Began: now.Unix(), Stat: StatFacts{Name: "A test of chartd"}}
	n.Chart = Chart{From: stats.MinuteAt(now.Unix()) - 60, Step: 1, Values: make([]*float64, 60)}
	for i := range n.Chart.Values {
		v := 10 + 4*math.Sin(float64(i)/6)
		n.Chart.Values[i] = &v
	}
	return n
}

// NewSwitchedOff is the notice that a destination was switched off.
func NewSwitchedOff(d Destination, why string, now time.Time) Notice {
	key := "off." + strconv.FormatInt(int64(d.ID), 36) + "." + strconv.FormatInt(now.Unix(), 36)
	return Notice{
		Key: key, Episode: key, Event: SwitchedOff, At: now.Unix(), Began: now.Unix(),
		Lost: &Lost{ID: d.ID, Name: d.Name, Channel: d.Channel, Why: why},
	}
}

// Message is what one destination gets at once: everything that a project told
// within a minute.
type Message struct {
	Key         string // stays the same on each try: the Message-ID
	Project     stats.ProjectID
	Destination DestinationID
	Notices     []Notice // worst first
	Created     int64    // UNIX seconds
	Tries       int      // before this one
}

// MaxTogether is how many notices one message tells at most; more of one minute
// go into further messages. It bounds what a message needs of memory, while every
// destination of a server is sent one.
const MaxTogether = 1000

// WorstFirst sorts notices: what fires before what cleared, what is silent
// first, then by how far the figure is beyond its limit, then by name.
func WorstFirst(list []Notice) {
	slices.SortStableFunc(list, func(a, b Notice) int {
		return cmp.Or(cmp.Compare(b.severity(), a.severity()), cmp.Compare(a.Stat.Name, b.Stat.Name), cmp.Compare(a.Key, b.Key))
	})
}

// severity is above 0 for what fires, the higher the worse.
func (n Notice) severity() float64 {
	a := n.Alert
	switch {
	case n.Event != Fired && n.Event != Still:
		return -1
	case a.Automatic:
		return a.Score
	case a.Kind == Data:
		return math.Inf(1)
	case a.Kind == Delta && n.Percent != nil:
		return beyond(math.Abs(*n.Percent), a.Percentage)
	case n.Value != nil:
		return beyond(*n.Value, a.Threshold)
	}
	return 0
}

// beyond is the distance of a figure from its limit, in limits.
func beyond(figure, limit float64) float64 {
	return math.Abs(figure-limit) / max(math.Abs(limit), 1)
}
