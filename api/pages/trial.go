package pages

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// trial is what a rule would have done in the last 30 days.
type trial struct {
	Rule         alerts.Rule // as it was tried, with the limit that was found
	Wide, Narrow string      // pictures; "" where there is nothing to judge
	Fired        int
	Episodes     []firing // the newest first
	Left         int      // episodes that are not listed
	Times        string   // how often it should have fired, as the form has it
	Found        bool     // the limit is the one that comes nearest to that
	Error        string   // of Times
}

// firing is a time in which the rule would have fired.
type firing struct {
	From, To time.Time // To is zero where it still fires
	Value    *float64  // that it began with
}

const (
	// trialStep is how many minutes a point of the picture stands for: of them it
	// shows the one nearest to firing.
	trialStep stats.Minute = 180
	// trialPoints is how many points it has.
	trialPoints = int(alerts.BackTestLength / trialStep)
	// maxEpisodes is how many times a page lists.
	maxEpisodes = 10
	// firstTimes is how often in 30 days the limit would have fired that the form of
	// a new alert begins with.
	firstTimes = 3
	// mostTimes is how many firings may be asked for.
	mostTimes = 1000
)

// limitFields are the fields of the form that hold a limit, by kind.
var limitFields = map[alerts.Kind]string{alerts.Value: "threshold", alerts.Delta: "percentage"}

// try runs a rule over the last 30 days and, where the form asks for one, finds
// its limit first, which then stands in the form.
func (p *Pages) try(q *request, view *alertView, w alerts.Watch) error {
	test, done, err := p.BackTests.Begin(q.Context(), w.Stat, w.Rule, p.Now())
	if err != nil {
		return err
	}
	defer done()
	t := trial{Rule: w.Rule, Times: strconv.Itoa(firstTimes)}
	t.Rule.SilentEnd = false // otherwise nothing tells the end of an episode
	form := view.Form.form
	if form.Has("times") {
		t.Times = form.Get("times")
	}
	if form.Has("find") || view.New && !form.Has("kind") {
		t.find(test)
		if field := limitFields[t.Rule.Kind]; t.Found && field != "" {
			view.Stored.Set(field, exact(t.Rule.Limit()))
			if form.Has("kind") {
				form.Set(field, exact(t.Rule.Limit()))
			}
		}
	}
	t.run(test)
	t.draw(test, q.zone())
	t.Rule.SilentEnd = w.Rule.SilentEnd
	view.Test = &t
	return nil
}

// find takes the limit with which the rule fires as often as was asked for.
func (t *trial) find(test *alerts.BackTest) {
	n, err := strconv.Atoi(strings.TrimSpace(t.Times))
	if err != nil || n < 1 || n > mostTimes {
		t.Error = "a whole number from 1 to " + strconv.Itoa(mostTimes)
		return
	}
	limit, fired, ok := test.Threshold(t.Rule, n)
	if !ok {
		return
	}
	t.Found = true
	short, _ := strconv.ParseFloat(plainNumber(limit), 64) // it was just written
	t.Rule.Threshold, t.Rule.Percentage = short, short
	if t.run(test); t.Fired != fired {
		t.Rule.Threshold, t.Rule.Percentage = limit, limit // its further digits matter
	}
}

// run counts and lists the episodes.
func (t *trial) run(test *alerts.BackTest) {
	t.Episodes = nil
	for _, n := range test.Run(t.Rule) {
		switch n.Event {
		case alerts.Fired:
			t.Episodes = append(t.Episodes, firing{From: time.Unix(n.At, 0), Value: n.Value})
		case alerts.Cleared:
			t.Episodes[len(t.Episodes)-1].To = time.Unix(n.At, 0)
		}
	}
	slices.Reverse(t.Episodes)
	t.Fired = len(t.Episodes)
}

// draw makes the pictures: what the rule judges, its limits dashed, and in red
// where it fires.
func (t *trial) draw(test *alerts.BackTest, zone *time.Location) {
	last := test.End()
	first := last - trialStep*stats.Minute(trialPoints)
	curve := test.Curve(t.Rule, trialStep, trialPoints)
	fires := make([]*float64, len(curve))
	for _, e := range t.Episodes {
		from, to := stats.MinuteAt(e.From.Unix()), last
		if !e.To.IsZero() {
			to = stats.MinuteAt(e.To.Unix())
		}
		// The points beside it make a line even of one.
		for i := max(0, int((from-first-1)/trialStep)-1); i <= min(len(curve)-1, int((to-first)/trialStep)+1); i++ {
			fires[i] = curve[i]
		}
	}
	if query := t.query(curve, fires, first, last, zone); query != "" {
		t.Wide, t.Narrow = "a.svg?"+query+"&w=1072&h=240", "a.svg?"+query+"&w=358&h=200"
	}
	t.Left = max(0, len(t.Episodes)-maxEpisodes)
	t.Episodes = t.Episodes[:len(t.Episodes)-t.Left]
}

// query is the picture's, but its size; "" where there is nothing to see.
func (t *trial) query(curve, fires []*float64, first, last stats.Minute, zone *time.Location) string {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range curve {
		if v != nil {
			lo, hi = min(lo, *v), max(hi, *v)
		}
	}
	if lo > hi {
		return ""
	}
	limits := t.limits()
	for _, l := range limits {
		lo, hi = min(lo, l), max(hi, l)
	}
	if room := (hi - lo) / 20; room > 0 {
		hi += room
		if lo != 0 {
			lo -= room
		}
	} else {
		lo, hi = lo-1, hi+1
	}
	values := url.Values{
		"v0": {plainNumbers(curve)}, "v1": {plainNumbers(fires)}, "s1": {"E74C3C"},
		"ymin": {plainNumber(lo)}, "ymax": {plainNumber(hi)},
		"xmin": {strconv.FormatInt(first.Unix(), 10)}, "xmax": {strconv.FormatInt(last.Unix(), 10)}, "tz": {zone.String()},
	}
	for i, l := range limits { // two points, from edge to edge
		n := strconv.Itoa(i + 2)
		values.Set("v"+n, plainNumbers([]*float64{&l, &l}))
		values.Set("s"+n, "8A929C-")
	}
	return values.Encode()
}

// limits are the lines that a figure must cross.
func (t *trial) limits() []float64 {
	limit := t.Rule.Limit()
	switch {
	case t.Rule.Kind == alerts.Data:
		return nil
	case t.Rule.Kind == alerts.Delta && t.Rule.Operator == alerts.Less:
		return []float64{-limit}
	case t.Rule.Operator == alerts.Different:
		return []float64{limit, -limit}
	}
	return []float64{limit}
}

// plainNumbers are values as a chart's URL has them, with four digits that no eye
// tells from more; a gap is nothing.
func plainNumbers(list []*float64) string {
	text := make([]string, len(list))
	for i, v := range list {
		if v != nil {
			text[i] = plainNumber(*v)
		}
	}
	return strings.Join(text, ",")
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }
