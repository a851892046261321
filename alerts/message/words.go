package message

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"

	"chartd/alerts"
	"chartd/render/scale"
	"chartd/stats"
)

// State is what happened, in a word or two, for the head of a message.
func State(n alerts.Notice) string {
	switch n.Event {
	case alerts.Fired:
		if n.Alert.Automatic {
			return "Unusual"
		}
		return "Firing"
	case alerts.Still:
		return "Still firing"
	case alerts.Cleared:
		return "OK again"
	case alerts.Test:
		return "Test"
	case alerts.NewStats:
		return "New"
	case alerts.Report:
		return "Report"
	case alerts.SwitchedOff:
		return "Switched off"
	}
	return string(n.Event)
}

// Title names what a message is about and stays the same for a whole episode,
// such as "api errors: alert".
func Title(m alerts.Message) string {
	if len(m.Notices) == 0 {
		return ""
	}
	first := m.Notices[0]
	title := subject(first)
	if rest := len(m.Notices) - 1; rest > 0 {
		title += " and " + strconv.Itoa(rest) + " more"
	}
	return title
}

// subject is Title for one notice.
func subject(n alerts.Notice) string {
	switch n.Event {
	case alerts.Test:
		return "Test of chartd"
	case alerts.NewStats:
		return "New stats"
	case alerts.Report:
		return n.Digest.Name
	case alerts.SwitchedOff:
		return "Destination " + n.Lost.Name + " was switched off"
	}
	if n.Alert.Automatic {
		return n.Stat.Name + ": unusual"
	}
	return n.Stat.Name + ": alert"
}

// Sentence is the whole notice in one true sentence, without a full stop
// (StatHat contract, section 7.3).
func Sentence(n alerts.Notice) string {
	switch n.Event {
	case alerts.Test:
		return "This is a test: messages arrive here"
	case alerts.NewStats:
		return newStats(n)
	case alerts.Report:
		return n.Digest.Name + ", " + Dates(*n.Digest)
	case alerts.SwitchedOff:
		return "Destination " + n.Lost.Name + " (" + string(n.Lost.Channel) + ") was switched off and gets nothing until somebody switches it on again: " + n.Lost.Why
	}
	return n.Stat.Name + ": " + Finding(n)
}

// Finding is what a rule or a detector found, without the stat's name.
func Finding(n alerts.Notice) string {
	a, over := n.Alert, n.Event == alerts.Cleared
	switch {
	case a.Automatic && a.Cause != "":
		return Figure(n, n.Value) + " in " + automaticWords + " is unusual (" + a.Cause + ")"
	case a.Automatic:
		return Figure(n, n.Value) + " in " + automaticWords + " is unusual"
	case a.Kind == alerts.Data && over:
		return "data comes in again"
	case a.Kind == alerts.Data:
		return "no data in " + a.Window.Words()
	}
	text := measure(n) + " for " + a.Window.Words() + " is " + Figure(n, n.Value)
	if a.Kind == alerts.Delta {
		text += change(n)
	}
	if over {
		return text + ", no longer " + Limit(n)
	}
	return text + ", " + Limit(n)
}

// automaticWords is the length of the buckets that detectors judge.
var automaticWords = stats.SpanWords(strconv.Itoa(int(alerts.AutoStep)) + "m")

// change is how a figure moved, ", 81.5% up from the 402.9 of 1 day before".
func change(n alerts.Notice) string {
	if n.Percent == nil || n.Previous == nil {
		return ""
	}
	before := n.Alert.Ago.Words() + " before"
	way := "% up from the "
	switch {
	case *n.Percent == 0:
		return ", the same as " + before
	case *n.Percent < 0:
		way = "% down from the "
	}
	return ", " + share(math.Abs(*n.Percent)) + way + Figure(n, n.Previous) + " of " + before
}

// Moved is how the figure of a report's line changed against the period before:
// "up 12.5% from 402.9", "unchanged", "402.9 before" where there is no share to
// tell, "" where there was nothing before.
func Moved(l alerts.DigestLine) string {
	before := Number(l.Stat, l.Previous)
	switch {
	case l.Previous == nil:
		return ""
	case l.Figure != nil && *l.Figure == *l.Previous:
		return "unchanged"
	case l.Percent == nil:
		return before + " before"
	case *l.Percent < 0:
		return "down " + share(-*l.Percent) + "% from " + before
	}
	return "up " + share(*l.Percent) + "% from " + before
}

// newStats lists stats that came up.
func newStats(n alerts.Notice) string {
	names := make([]string, len(n.Born))
	for i, s := range n.Born {
		names[i] = s.Name
	}
	text := strings.Join(names, ", ")
	if n.More > 0 {
		text += " and " + strconv.Itoa(n.More) + " more"
	}
	if len(names)+n.More == 1 {
		return "A new stat: " + text
	}
	return strconv.Itoa(len(names)+n.More) + " new stats: " + text
}

// measure is what a stat's figure is.
func measure(n alerts.Notice) string {
	if n.Stat.Counter {
		return "total"
	}
	return "average"
}

// Limit is what the figure is held against: "greater than 500", "changed by more than 10%".
func Limit(n alerts.Notice) string {
	a := n.Alert
	switch {
	case a.Automatic:
		return ""
	case a.Kind == alerts.Data:
		return "no data in " + a.Window.Words()
	case a.Kind == alerts.Value:
		return string(a.Operator) + " " + Figure(n, &a.Threshold)
	}
	percent := share(a.Percentage) + "%"
	switch a.Operator {
	case alerts.Greater:
		return "up more than " + percent
	case alerts.Less:
		return "down more than " + percent
	}
	return "changed by more than " + percent
}

// Condition is what a rule looks for: "total for 1 hour greater than 500", "no
// data in 1 day".
func Condition(w alerts.Watch) string {
	n := w.Told(alerts.Entry{Limit: w.Rule.Limit()})
	if n.Alert.Kind == alerts.Data {
		return Limit(n)
	}
	text := measure(n) + " for " + n.Alert.Window.Words() + " " + Limit(n)
	if n.Alert.Kind == alerts.Delta {
		text += " from " + n.Alert.Ago.Words() + " before"
	}
	return text
}

// Figure is a figure of the stat with its unit; "no data" for nil. It has as
// many digits as tell the notice's value from its limit: no message says that
// 12.35K is greater than 12.35K.
func Figure(n alerts.Notice, v *float64) string {
	if places := closeness(n); v != nil && places >= 0 {
		return withUnit(n.Stat, trim(strconv.FormatFloat(*v, 'f', places, 64)))
	}
	return Number(n.Stat, v)
}

// mostPlaces is how many places after the point tell figures apart.
const mostPlaces = 9

// closeness is how many places after the point tell a notice's value from its
// limit where both read the same in short; -1 where they do not.
func closeness(n alerts.Notice) int {
	if n.Alert.Kind != alerts.Value || n.Value == nil || *n.Value == n.Alert.Threshold || number(*n.Value) != number(n.Alert.Threshold) {
		return -1
	}
	for places := range mostPlaces {
		if strconv.FormatFloat(*n.Value, 'f', places, 64) != strconv.FormatFloat(n.Alert.Threshold, 'f', places, 64) {
			return places
		}
	}
	return -1
}

// Number is a figure of a stat with its unit; "no data" for nil.
func Number(s alerts.StatFacts, v *float64) string {
	if v == nil {
		return "no data"
	}
	return withUnit(s, number(*v))
}

func withUnit(s alerts.StatFacts, figure string) string {
	if s.Unit == "" {
		return figure
	}
	return figure + " " + s.Unit
}

// number is a figure as people read it, in a sentence: without the zeros that
// line figures up in tables.
func number(v float64) string {
	text := string(scale.AppendDisplay(nil, v))
	figure := strings.TrimRightFunc(text, unicode.IsLetter)
	if strings.ContainsFunc(figure, unicode.IsLetter) { // of a power of ten
		return text
	}
	return trim(figure) + text[len(figure):]
}

// trim takes the zeros away that end a fraction.
func trim(figure string) string {
	if !strings.Contains(figure, ".") {
		return figure
	}
	return strings.TrimRight(strings.TrimRight(figure, "0"), ".")
}

// share is a percentage: a tenth is as much as anybody reads of one.
func share(percent float64) string {
	if tenth := math.Round(percent*10) / 10; tenth != 0 {
		percent = tenth
	}
	return number(percent)
}

// Fact is a line of the table under a sentence.
type Fact struct{ Name, Text string }

// Facts are the figures that a notice was decided on.
func Facts(n alerts.Notice) []Fact {
	if n.Event != alerts.Fired && n.Event != alerts.Still && n.Event != alerts.Cleared {
		return nil
	}
	a := n.Alert
	list := []Fact{{"Value", Figure(n, n.Value)}}
	if n.Previous != nil {
		list = append(list, Fact{"Before", Figure(n, n.Previous)})
	}
	if n.Percent != nil {
		list = append(list, Fact{"Change", share(*n.Percent) + "%"})
	}
	window := a.Window.Words()
	if a.Automatic {
		return append(list, Fact{"Window", automaticWords}, Fact{"Score", number(a.Score)})
	}
	return append(list, Fact{"Alert when", Limit(n)}, Fact{"Window", window + " up to " + Moment(n.At)})
}

// Moment is a time for people, in UTC.
func Moment(at int64) string { return time.Unix(at, 0).UTC().Format("2006-01-02 15:04") + " UTC" }

// Dates is the span of a digest in its zone: "23 to 29 November 2026".
func Dates(d alerts.Digest) string {
	zone, err := time.LoadLocation(d.Zone)
	if err != nil {
		zone = time.UTC // it was there when the report was made
	}
	from, last := time.Unix(d.From, 0).In(zone), time.Unix(d.To-1, 0).In(zone)
	const whole = "2 January 2006"
	switch {
	case from.Format(whole) == last.Format(whole):
		return from.Format("Monday, " + whole)
	case from.Format("1 2006") == last.Format("1 2006"):
		return from.Format("2") + " to " + last.Format(whole)
	}
	return from.Format(whole) + " to " + last.Format(whole)
}
