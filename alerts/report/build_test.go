package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
)

var daily = report.Report{Public: "abcdef", Name: "morning", Period: report.Day, Hour: 8}

// number shows a figure.
func number(v *float64) string {
	if v == nil {
		return "–"
	}
	return fmt.Sprintf("%g", *v)
}

// lines shows the lines of a digest.
func lines(d alerts.Digest) string {
	var b strings.Builder
	for _, l := range d.Lines {
		fmt.Fprintf(&b, "%s %d %s %s %s\n", l.Stat.Name, l.Firing, number(l.Figure), number(l.Previous), number(l.Percent))
	}
	return b.String()
}

// Yesterday and the day before, in Berlin.
var (
	yesterday = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	dayBefore = yesterday.AddDate(0, 0, -1)
)

func TestBuildFigures(t *testing.T) {
	d := newDesk(t)
	for _, s := range []struct {
		name     string
		kind     stats.Kind
		now, old []float64
	}{
		{"same", stats.Counter, []float64{5}, []float64{5}},
		{"up", stats.Counter, []float64{10, 20}, []float64{20}},
		{"down", stats.Value, []float64{1, 2}, []float64{6}},
		{"from nothing", stats.Counter, []float64{3}, nil},
		{"gone", stats.Value, nil, []float64{3}},
		{"silent", stats.Counter, nil, nil},
		{"broken", stats.Counter, nil, nil},
		{"paused", stats.Counter, nil, nil},
	} {
		made := d.node.Stat(t, s.name, s.kind)
		for i, v := range s.now {
			d.post(made, yesterday.Add(time.Duration(i)*time.Hour), v)
		}
		for i, v := range s.old {
			d.post(made, dayBefore.Add(time.Duration(i)*time.Hour), v)
		}
		if s.name == "broken" || s.name == "paused" {
			d.fire(made, s.name == "paused")
		}
	}
	got := d.build(daily)
	want := "broken 1 0 0 –\nfrom nothing 0 3 0 –\ngone 0 – 3 –\ndown 0 1.5 6 -75\nup 0 30 20 50\nsame 0 5 5 0\n"
	if lines(got) != want {
		t.Errorf("got\n%s\nwant\n%s", lines(got), want)
	}
	if got.ID != "abcdef" || got.Name != "morning" || got.Period != "day" || got.Zone != "Europe/Berlin" || got.More != 0 {
		t.Errorf("the report is %+v", got)
	}
	if from := time.Date(2026, 11, 27, 23, 0, 0, 0, time.UTC).Unix(); got.From != from || got.To != from+24*3600 {
		t.Errorf("from %d to %d", got.From, got.To)
	}
}

// TestBuildEdges has points in the first and the last minute of a day of 25
// hours, and beside them.
func TestBuildEdges(t *testing.T) {
	d := newDesk(t)
	s := d.node.Stat(t, "s", stats.Counter)
	begin := time.Date(2026, 10, 24, 22, 0, 0, 0, time.UTC)
	d.post(s, begin.Add(-time.Minute), 1)
	d.post(s, begin, 10)
	d.post(s, begin.Add(25*time.Hour-time.Minute), 100)
	d.post(s, begin.Add(25*time.Hour), 1000)
	r := daily
	r.Project, r.ProjectZone = d.node.Project.ID, "Europe/Berlin"
	got, err := d.reporter.Builder.Build(t.Context(), r, begin.Add(34*time.Hour))
	d.check(err)
	if want := "s 0 110 1 10900\n"; lines(got) != want {
		t.Fatalf("got %s, want %s", lines(got), want)
	}
	l := got.Lines[0]
	if n := len(l.Chart.Values); n != 25 || *l.Chart.Values[0] != 10 || *l.Chart.Values[24] != 100 || l.Chart.Step != 60 {
		t.Errorf("%d points: %s … %s", n, number(l.Chart.Values[0]), number(l.Chart.Values[n-1]))
	}
	if len(l.Chart.Before) != 25 || *l.Chart.Before[23] != 1 || l.Chart.Before[24] != nil {
		t.Errorf("%d points before, the last are %s and %s", len(l.Chart.Before), number(l.Chart.Before[23]), number(l.Chart.Before[24]))
	}
}

func TestBuildCharts(t *testing.T) {
	d := newDesk(t)
	s := d.node.Stat(t, "s", stats.Counter)
	d.post(s, yesterday, 1)
	for _, row := range []struct {
		what         string
		r            report.Report
		at           time.Time
		points, last int // the last of the points before that is there
		step         stats.Minute
	}{
		{"a day", report.Report{Period: report.Day}, eight, 24, 23, 60},
		{"a day of 23 hours", report.Report{Period: report.Day}, time.Date(2026, 3, 30, 6, 0, 0, 0, time.UTC), 23, 22, 60},
		{"a day of 23.5 hours: the last hour is longer", report.Report{Period: report.Day, Zone: "Australia/Lord_Howe"}, time.Date(2026, 10, 4, 22, 0, 0, 0, time.UTC), 23, 22, 60},
		{"a week", report.Report{Period: report.Week}, eight, 84, 83, 120},
		{"a week of 169 hours", report.Report{Period: report.Week}, time.Date(2026, 10, 25, 23, 0, 0, 0, time.UTC), 84, 83, 120},
		{"November", report.Report{Period: report.Month, Day: 1}, time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC), 30, 29, 1440},
		{"March, after a shorter month", report.Report{Period: report.Month, Day: 1}, time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC), 31, 27, 1440},
		{"the December in which Samoa left out a day", report.Report{Period: report.Month, Day: 1, Zone: "Pacific/Apia"}, time.Date(2012, 1, 1, 8, 0, 0, 0, time.UTC), 30, 29, 1440},
	} {
		row.r.Project, row.r.ProjectZone, row.r.Stats = d.node.Project.ID, "Europe/Berlin", []stats.PublicID{s.Public}
		if row.r.Period == report.Week {
			row.r.Weekday = row.at.In(row.r.Location()).Weekday()
		}
		got, err := d.reporter.Builder.Build(t.Context(), row.r, row.at)
		d.check(err)
		l := got.Lines[0]
		last := len(l.Chart.Before) - 1
		for last >= 0 && l.Chart.Before[last] == nil {
			last--
		}
		if len(l.Chart.Values) != row.points || len(l.Chart.Before) != row.points || last != row.last || l.Chart.Step != row.step || l.Chart.From.Unix() != got.From {
			t.Errorf("%s: %d points of %d minutes, %d before of which %d is the last", row.what, len(l.Chart.Values), l.Chart.Step, len(l.Chart.Before), last)
		}
	}
}

// TestBuildDaysOfAMonth has a point at each noon in a month in which clocks leap.
func TestBuildDaysOfAMonth(t *testing.T) {
	d := newDesk(t)
	s := d.node.Stat(t, "s", stats.Counter)
	for day := range 31 {
		d.post(s, time.Date(2026, 10, 1+day, 0, 15, 0, 0, d.node.Project.Location()), float64(day+1))
	}
	r := report.Report{Period: report.Month, Day: 1, Project: d.node.Project.ID, ProjectZone: "Europe/Berlin"}
	got, err := d.reporter.Builder.Build(t.Context(), r, time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC))
	d.check(err)
	for i, v := range got.Lines[0].Chart.Values {
		if *v != float64(i+1) {
			t.Errorf("day %d has %g", i+1, *v)
		}
	}
}

func TestBuildChosen(t *testing.T) {
	d := newDesk(t)
	one, other, trashed, merged := d.node.Stat(t, "one", stats.Counter), d.node.Stat(t, "other", stats.Counter), d.node.Stat(t, "trashed", stats.Counter), d.node.Stat(t, "merged", stats.Counter)
	for i, s := range []stats.Stat{one, other, trashed, merged} {
		d.post(s, yesterday, float64(i+1))
	}
	d.fire(merged, false)
	d.check(d.node.Catalog.Trash(t.Context(), trashed.ID, eight))
	d.check(d.node.Catalog.Merge(t.Context(), merged.ID, other.ID))
	one.Tags = []string{"shop"}
	d.check(d.node.Catalog.Update(t.Context(), one))
	stranger := stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "theirs", EZKey: "theirs", UKey: "their-ukey", MaxStats: 10, MaxNew: 10, Created: eight,
	}
	d.check(d.node.Catalog.CreateProject(t.Context(), d.node.Account.ID, stranger))
	theirs, err := d.node.Catalog.Create(t.Context(), stranger.ID, []stats.NewStat{{Name: "theirs", Kind: stats.Counter}})
	d.check(err)

	r := daily
	r.Stats = []stats.PublicID{merged.Public, trashed.Public, other.Public, "nobody", theirs[0].Public}
	if got, want := lines(d.build(r)), "other 1 6 0 –\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	r.Stats, r.Tag = nil, "shop"
	if got, want := lines(d.build(r)), "one 0 1 0 –\n"; got != want {
		t.Errorf("with a tag: got\n%s\nwant\n%s", got, want)
	}
}

func TestBuildMany(t *testing.T) {
	d := newDesk(t)
	const many = report.MaxLines + 450 // more than a page of them
	wanted := make([]stats.NewStat, many)
	for i := range wanted {
		wanted[i] = stats.NewStat{Name: fmt.Sprintf("s%04d", i), Kind: stats.Counter}
	}
	made, err := d.node.Catalog.Create(t.Context(), d.node.Project.ID, wanted)
	d.check(err)
	e := stats.Entry{Project: d.node.Project.ID}
	at := stats.MinuteAt(yesterday.Unix())
	for i, s := range made {
		e.Points = append(e.Points, stats.Point{Stat: s.ID, At: at, Value: float64(100 + i)}, stats.Point{Stat: s.ID, At: at - 1440, Value: 100})
	}
	d.check(d.node.Ingest.Add(t.Context(), []stats.Entry{e}))
	got := d.build(daily)
	if len(got.Lines) != report.MaxLines || got.More != many-report.MaxLines {
		t.Fatalf("%d lines and %d more", len(got.Lines), got.More)
	}
	for i, l := range got.Lines {
		if want := fmt.Sprintf("s%04d", many-1-i); l.Stat.Name != want {
			t.Fatalf("line %d is %s, want %s", i, l.Stat.Name, want)
		}
		if drawn := len(l.Chart.Values) > 0; drawn != (i < report.MaxCharts) {
			t.Errorf("line %d has a chart: %v", i, drawn)
		}
	}
}

func TestEmpty(t *testing.T) {
	t.Parallel()
	zero, one := 0.0, 1.0
	for _, row := range []struct {
		what string
		line alerts.DigestLine
		want bool
	}{
		{"no data", alerts.DigestLine{}, true},
		{"nothing but zeros", alerts.DigestLine{Figure: &zero, Previous: &zero}, true},
		{"a figure", alerts.DigestLine{Figure: &one}, false},
		{"a figure before", alerts.DigestLine{Figure: &zero, Previous: &one}, false},
		{"an alert", alerts.DigestLine{Firing: 1}, false},
	} {
		if got := report.Empty(alerts.Digest{Lines: []alerts.DigestLine{{}, row.line}}); got != row.want {
			t.Errorf("%s: empty is %v", row.what, got)
		}
	}
	if !report.Empty(alerts.Digest{}) {
		t.Error("a report without lines has something to say")
	}
}
