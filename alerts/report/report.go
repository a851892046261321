package report

import (
	"cmp"
	"errors"
	"strconv"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// ID names a report inside the program: random, above 0, never shown.
type ID int64

// Period is how often a report comes, and how long the span it is about is.
type Period string

// Periods.
const (
	Day   Period = "day"
	Week  Period = "week"
	Month Period = "month"
)

// LastDay is the last day of a month, however many it has.
const LastDay = 31

// maxDay is the last day that all months have.
const maxDay = 28

// Report is what somebody wants to read from time to time.
type Report struct {
	ID           ID
	Public       alerts.PublicID
	Project      stats.ProjectID
	Name         string // 1 to 255 characters
	Period       Period
	Hour, Minute int          // of the day in its zone, when it is sent
	Weekday      time.Weekday // of Week: the day it is sent
	Day          int          // of Month: 1 to 28, or LastDay
	Zone         string       // IANA name; "": the project's
	ProjectZone  string       `json:"-"` // as the store knows it
	// Stats are those it is about. Without any it is about those with Tag, or all.
	Stats        []stats.PublicID
	Tag          string
	Destinations []alerts.DestinationID // of e-mail; none: all of the project's that hear of news
	Left         []alerts.DestinationID // who unsubscribed; they get none
	SkipEmpty    bool                   // it is not sent when there is nothing to say
	Off          bool                   // it is never due
	Created      time.Time
}

// Bounds of a report.
const (
	MaxStats        = 100
	MaxDestinations = alerts.MaxDestinations
	MaxReports      = 100 // of a project
)

// ErrTooManyReports is the error of one more.
var ErrTooManyReports = errors.New("too many reports in this project: at most 100")

// ErrNobody means that a report which is sent has no one to go to.
var ErrNobody = errors.New("nobody gets this report: it has no e-mail destination that is on")

func fault(field, limit string) error { return &alerts.RuleError{Field: field, Limit: limit} }

// Check returns an *alerts.RuleError for the first field that is out of bounds.
func (r Report) Check() error {
	if name, err := stats.ParseName(r.Name); err != nil || name != r.Name {
		return fault("name", "has 1 to "+strconv.Itoa(stats.MaxName)+" characters")
	}
	switch {
	case r.Period != Day && r.Period != Week && r.Period != Month:
		return fault("period", "is day, week or month")
	case r.Hour < 0 || r.Hour > 23 || r.Minute < 0 || r.Minute > 59:
		return fault("time", "is from 00:00 to 23:59")
	case r.Weekday < time.Sunday || r.Weekday > time.Saturday:
		return fault("weekday", "is a day from sunday to saturday")
	case r.Period == Month && r.Day != LastDay && (r.Day < 1 || r.Day > maxDay):
		return fault("day", "is a number from 1 to "+strconv.Itoa(maxDay)+", or last")
	case len(r.Stats) > MaxStats:
		return fault("stats", "are at most "+strconv.Itoa(MaxStats))
	case len(r.Stats) > 0 && r.Tag != "":
		return fault("tag", "is left out where stats are chosen")
	case len(r.Destinations) > MaxDestinations:
		return fault("destinations", "are at most "+strconv.Itoa(MaxDestinations))
	}
	return r.checkWords()
}

// checkWords is Check for the words that other packages know.
func (r Report) checkWords() error {
	for _, id := range r.Stats {
		if id == "" || stats.CheckKey(string(id)) != nil {
			return fault("stats", "are ids of stats")
		}
	}
	if r.Tag != "" {
		if tags, err := stats.ParseTags([]string{r.Tag}); err != nil || tags[0] != r.Tag {
			return fault("tag", "has 1 to "+strconv.Itoa(stats.MaxTag)+" characters")
		}
	}
	if r.Zone != "" {
		if zone, err := stats.ParseZone(r.Zone); err != nil || zone != r.Zone {
			return fault("zone", "is a name such as Europe/Berlin or UTC")
		}
	}
	return nil
}

// Location is where the report's days begin. A zone that this program's tables
// do not know is UTC.
func (r Report) Location() *time.Location {
	return stats.Project{Zone: cmp.Or(r.Zone, r.ProjectZone)}.Location()
}
