package report_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
)

func TestSpecRead(t *testing.T) {
	t.Parallel()
	no := false
	for _, row := range []struct {
		what string
		spec report.Spec
		want report.Report
		when string
	}{
		{"what is left out", report.Spec{Name: "r", Period: report.Week},
			report.Report{Name: "r", Period: report.Week, Hour: 8, Weekday: time.Monday, Day: 1}, "every monday at 08:00"},
		{"everything", report.Spec{
			Name: " a\nb ", Period: report.Month, Time: "17:45", Day: "last", Zone: "Asia/Kathmandu", Tag: "shop",
			Destinations: []string{"7"}, SkipEmpty: true, Enabled: &no,
		}, report.Report{
			Name: "a b", Period: report.Month, Hour: 17, Minute: 45, Weekday: time.Monday, Day: report.LastDay, Zone: "Asia/Kathmandu", Tag: "shop",
			Destinations: []alerts.DestinationID{7}, SkipEmpty: true, Off: true,
		}, "on the last day of each month at 17:45"},
		{"a day of the month", report.Spec{Name: "r", Period: report.Month, Day: "28"},
			report.Report{Name: "r", Period: report.Month, Hour: 8, Weekday: time.Monday, Day: 28}, "on day 28 of each month at 08:00"},
		{"a day, and stats", report.Spec{Name: "r", Period: report.Day, Weekday: "Friday", Stats: []stats.PublicID{"JxJz"}},
			report.Report{Name: "r", Period: report.Day, Hour: 8, Weekday: time.Friday, Day: 1, Stats: []stats.PublicID{"JxJz"}}, "every day at 08:00"},
	} {
		got, err := row.spec.Report()
		if err != nil || !reflect.DeepEqual(got, row.want) {
			t.Errorf("%s: got %+v, %v\nwant %+v", row.what, got, err, row.want)
		}
		if when := report.NewSpec(got).When(); when != row.when {
			t.Errorf("%s: sent %q, want %q", row.what, when, row.when)
		}
	}
}

func TestSpecRefused(t *testing.T) {
	t.Parallel()
	for field, change := range map[string]func(*report.Spec){
		"name":         func(s *report.Spec) { s.Name = strings.Repeat("é", stats.MaxName+1) },
		"period":       func(s *report.Spec) { s.Period = "year" },
		"time":         func(s *report.Spec) { s.Time = "24:00" },
		"weekday":      func(s *report.Spec) { s.Weekday = "mon" },
		"day":          func(s *report.Spec) { s.Day = "29" },
		"zone":         func(s *report.Spec) { s.Zone = "Local" },
		"stats":        func(s *report.Spec) { s.Stats = []stats.PublicID{"a b"} },
		"tag":          func(s *report.Spec) { s.Tag, s.Stats = "shop", []stats.PublicID{"JxJz"} },
		"destinations": func(s *report.Spec) { s.Destinations = []string{"boss"} },
	} {
		s := report.Spec{Name: "r", Period: report.Month}
		change(&s)
		_, err := s.Report()
		var wrong *alerts.RuleError
		if !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("a wrong %s: error %v", field, err)
		}
	}
	for what, change := range map[string]func(*report.Report){
		"name of two lines": func(r *report.Report) { r.Name = "a\nb" },
		"no name":           func(r *report.Report) { r.Name = "" },
		"hour 24":           func(r *report.Report) { r.Hour = 24 },
		"minute 60":         func(r *report.Report) { r.Minute = 60 },
		"weekday 7":         func(r *report.Report) { r.Weekday = 7 },
		"day 0":             func(r *report.Report) { r.Day = 0 },
		"101 stats":         func(r *report.Report) { r.Stats = make([]stats.PublicID, report.MaxStats+1) },
		"long tag":          func(r *report.Report) { r.Tag = strings.Repeat("t", stats.MaxTag+1) },
		"21 destinations":   func(r *report.Report) { r.Destinations = make([]alerts.DestinationID, report.MaxDestinations+1) },
	} {
		r := report.Report{Name: "r", Period: report.Month, Day: 1}
		change(&r)
		if r.Check() == nil {
			t.Errorf("%s is taken", what)
		}
	}
}

// FuzzSpec reads outside text, and what is taken comes back as it was.
func FuzzSpec(f *testing.F) {
	f.Add(`{"name":"r","period":"week","weekday":"Sunday","time":"8:05","zone":"UTC"}`)
	f.Add(`{"name":"r","period":"month","day":"last","stats":["JxJz"],"destinations":["1"],"enabled":false}`)
	f.Add(`{"name":"r","period":"day","tag":"\u0000 a","skip_empty":true}`)
	f.Fuzz(func(t *testing.T, text string) {
		var s report.Spec
		if json.Unmarshal([]byte(text), &s) != nil {
			return
		}
		r, err := s.Report()
		if err != nil {
			return
		}
		if r.Period != report.Week {
			r.Weekday = time.Monday // it says nothing there, and is not written
		}
		if r.Period != report.Month {
			r.Day = 1
		}
		if len(r.Stats) == 0 {
			r.Stats = nil
		}
		again, err := report.NewSpec(r).Report()
		if err != nil || !reflect.DeepEqual(again, r) {
			t.Fatalf("%+v came back as %+v, %v", r, again, err)
		}
	})
}
