package pages

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"chartd/alerts"
)

// Times of maintenance, as people write them, one a line:
//
//	sat sun 02:00 to 04:30
//	daily 23:00 to 01:00
//	2026-12-24 18:00 to 2026-12-26 08:00
//
// They are in the project's zone. A weekly one that was made in another has its
// name at the end.

// errMaintenance says how a line is written.
var errMaintenance = errors.New("a line is such as sat sun 02:00 to 04:30, daily 23:00 to 01:00, or 2026-12-24 18:00 to 2026-12-26 08:00")

// dayNames are the days as lines name them, by time.Weekday.
var dayNames = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

const (
	daily      = "daily"
	lineMoment = "2006-01-02 15:04"
	hourMinute = "15:04"
)

// parseMaintenance reads lines; empty ones are left out.
func parseMaintenance(text string, zone *time.Location) ([]alerts.Maintenance, error) {
	var list []alerts.Maintenance
	for line := range strings.Lines(text) {
		words := strings.Fields(strings.ToLower(strings.ReplaceAll(line, ",", " ")))
		if len(words) == 0 {
			continue
		}
		m, err := parseOnce(words, zone)
		if err != nil {
			m, err = parseWeekly(words, strings.Fields(line), zone)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// parseOnce reads a line of two moments.
func parseOnce(words []string, zone *time.Location) (alerts.Maintenance, error) {
	if len(words) != 5 || words[2] != "to" {
		return alerts.Maintenance{}, errMaintenance
	}
	from, err := time.ParseInLocation(lineMoment, words[0]+" "+words[1], zone)
	if err != nil {
		return alerts.Maintenance{}, errMaintenance
	}
	until, err := time.ParseInLocation(lineMoment, words[3]+" "+words[4], zone)
	if err != nil {
		return alerts.Maintenance{}, errMaintenance
	}
	return alerts.Maintenance{From: from, Until: until}, nil
}

// parseWeekly reads a line of days, two times of the day and perhaps a zone, whose
// letters are as they were written.
func parseWeekly(words, written []string, zone *time.Location) (alerts.Maintenance, error) {
	m := alerts.Maintenance{Zone: zone.String()}
	at := slices.Index(words, "to")
	if at < 2 || at+1 >= len(words) || at+3 < len(words) {
		return m, errMaintenance
	}
	if at+3 == len(words) {
		m.Zone = written[len(written)-1]
		if _, err := time.LoadLocation(m.Zone); err != nil {
			return m, errMaintenance
		}
	}
	for _, name := range words[:at-1] {
		day := slices.Index(dayNames, name)
		switch {
		case name == daily && at == 2:
			m.Days = []time.Weekday{0, 1, 2, 3, 4, 5, 6}
		case day < 0 || slices.Contains(m.Days, time.Weekday(day)):
			return m, errMaintenance
		default:
			m.Days = append(m.Days, time.Weekday(day))
		}
	}
	start, err := minuteOfDay(words[at-1])
	if err != nil {
		return m, err
	}
	end, err := minuteOfDay(words[at+1])
	if err != nil {
		return m, err
	}
	m.Start, m.Length = start, end-start
	if m.Length <= 0 { // it ends on the next day
		m.Length += 24 * 60
	}
	return m, nil
}

// minuteOfDay reads a time such as 04:30.
func minuteOfDay(text string) (int, error) {
	t, err := time.Parse(hourMinute, text)
	if err != nil {
		return 0, errMaintenance
	}
	return t.Hour()*60 + t.Minute(), nil
}

// maintenanceText writes the lines that parseMaintenance reads.
func maintenanceText(list []alerts.Maintenance, zone *time.Location) string {
	var out strings.Builder
	for _, m := range list {
		if len(m.Days) == 0 {
			fmt.Fprintf(&out, "%s to %s\n", m.From.In(zone).Format(lineMoment), m.Until.In(zone).Format(lineMoment))
			continue
		}
		days := daily
		if len(m.Days) < 7 {
			names := make([]string, len(m.Days))
			for i, d := range m.Days {
				names[i] = dayNames[d]
			}
			days = strings.Join(names, " ")
		}
		end := (m.Start + m.Length) % (24 * 60)
		fmt.Fprintf(&out, "%s %02d:%02d to %02d:%02d", days, m.Start/60, m.Start%60, end/60, end%60)
		if name := cmp.Or(m.Zone, time.UTC.String()); name != zone.String() {
			out.WriteString(" " + name)
		}
		out.WriteByte('\n')
	}
	return out.String()
}
