package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// Spec is a report as people write it, in JSON and forms.
type Spec struct {
	ID           alerts.PublicID  `json:"id,omitempty"`
	Name         string           `json:"name"`
	Period       Period           `json:"period"`
	Time         string           `json:"time,omitempty"`         // "15:04"; "" is 08:00
	Weekday      string           `json:"weekday,omitempty"`      // of a week: "monday" and so on; "" is monday
	Day          string           `json:"day,omitempty"`          // of a month: 1 to 28, or last; "" is 1
	Zone         string           `json:"zone,omitempty"`         // "" is the project's
	Stats        []stats.PublicID `json:"stats,omitempty"`        // none: those with the tag
	Tag          string           `json:"tag,omitempty"`          // "" is all stats
	Destinations []string         `json:"destinations,omitempty"` // ids; none: the project's e-mail destinations that hear of news
	SkipEmpty    bool             `json:"skip_empty,omitempty"`
	Enabled      *bool            `json:"enabled,omitempty"` // absent: true
}

// What a spec leaves out.
const (
	defaultHour    = 8
	defaultWeekday = time.Monday
	defaultDay     = 1
	lastDay        = "last"
)

// Report reads a spec; what project and id it has is its caller's to say. Errors
// are *alerts.RuleError.
func (s Spec) Report() (Report, error) {
	r := Report{
		Name: stats.CleanText(s.Name), Period: s.Period, Hour: defaultHour, Weekday: defaultWeekday, Day: defaultDay,
		Zone: strings.TrimSpace(s.Zone), Stats: s.Stats, Tag: stats.CleanText(s.Tag), SkipEmpty: s.SkipEmpty,
		Off: s.Enabled != nil && !*s.Enabled,
	}
	if s.Time != "" {
		at, err := time.Parse("15:04", s.Time)
		if err != nil {
			return r, fault("time", "is from 00:00 to 23:59")
		}
		r.Hour, r.Minute = at.Hour(), at.Minute()
	}
	if s.Weekday != "" {
		day, ok := parseWeekday(s.Weekday)
		if !ok {
			return r, fault("weekday", "is a day from sunday to saturday")
		}
		r.Weekday = day
	}
	switch {
	case s.Day == lastDay:
		r.Day = LastDay
	case s.Day != "":
		day, err := strconv.Atoi(s.Day)
		if err != nil || day < 1 || day > maxDay {
			return r, fault("day", "is a number from 1 to "+strconv.Itoa(maxDay)+", or last")
		}
		r.Day = day
	}
	for _, text := range s.Destinations {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil || id < 1 {
			return r, fault("destinations", "are ids of destinations")
		}
		r.Destinations = append(r.Destinations, alerts.DestinationID(id))
	}
	return r, r.Check()
}

// parseWeekday reads the English name of a day, in any case.
func parseWeekday(text string) (time.Weekday, bool) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.EqualFold(day.String(), text) {
			return day, true
		}
	}
	return 0, false
}

// NewSpec writes a report.
func NewSpec(r Report) Spec {
	s := Spec{
		ID: r.Public, Name: r.Name, Period: r.Period, Time: fmt.Sprintf("%02d:%02d", r.Hour, r.Minute), Zone: r.Zone,
		Stats: r.Stats, Tag: r.Tag, SkipEmpty: r.SkipEmpty,
	}
	switch r.Period {
	case Week:
		s.Weekday = strings.ToLower(r.Weekday.String())
	case Month:
		s.Day = strconv.Itoa(r.Day)
		if r.Day == LastDay {
			s.Day = lastDay
		}
	}
	for _, id := range r.Destinations {
		s.Destinations = append(s.Destinations, strconv.FormatInt(int64(id), 10))
	}
	if r.Off {
		no := false
		s.Enabled = &no
	}
	return s
}

// When is the time at which a report is sent, in words: "every monday at 08:00".
func (s Spec) When() string {
	switch {
	case s.Period == Week:
		return "every " + s.Weekday + " at " + s.Time
	case s.Period == Month && s.Day == lastDay:
		return "on the last day of each month at " + s.Time
	case s.Period == Month:
		return "on day " + s.Day + " of each month at " + s.Time
	}
	return "every day at " + s.Time
}
