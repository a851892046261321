package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"chartd/alerts"
	"chartd/stats"
)

// maxAlertFile is the largest file of alerts, in bytes: ten thousand of them
// with all their fields.
const maxAlertFile = 4 << 20

// fileAlert is an alert as a file has it.
type fileAlert struct {
	alerts.Spec
	file  string
	first int      // number of the first line
	lines []string // of its table
}

// alertTable begins a table of the list of alerts. A file has no texts of
// several lines, in which this could stand too.
var alertTable = regexp.MustCompile(`^\s*\[\[\s*(alert|"alert"|'alert')\s*\]\]`)

// readAlerts reads a file of alerts, without looking at what they say. Errors
// name file and line.
func readAlerts(name string, text []byte) ([]fileAlert, error) {
	if len(text) > maxAlertFile {
		return nil, fmt.Errorf("%s: a file of alerts has at most %d MB", name, maxAlertFile>>20)
	}
	lines := strings.Split(string(text), "\n")
	var list []fileAlert
	// Table by table, because TOML keeps no lines of what it has read.
	for at := 0; at < len(lines); {
		end := at + 1
		for end < len(lines) && !alertTable.MatchString(lines[end]) {
			end++
		}
		part := fileAlert{file: name, first: at + 1, lines: lines[at:end]}
		specs, err := part.decode()
		if err != nil {
			return nil, err
		}
		for _, part.Spec = range specs {
			list = append(list, part)
		}
		if len(list) > alerts.MaxRules {
			return nil, fmt.Errorf("%s: a project has at most %d alerts", name, alerts.MaxRules)
		}
		at = end
	}
	return list, nil
}

// alertList is a file of alerts.
type alertList struct {
	Alert []alerts.Spec `toml:"alert"`
}

// decode reads the table: one alert, or what stands before the first.
func (a fileAlert) decode() ([]alerts.Spec, error) {
	var doc alertList
	text := strings.Join(a.lines, "\n")
	known, err := toml.Decode(text, &doc)
	if err != nil {
		// Once more behind as many lines as there are, for the number in the error.
		_, err = toml.Decode(strings.Repeat("\n", a.first-1)+text, &doc)
		return nil, fmt.Errorf("%s: %w", a.file, err)
	}
	if left := known.Undecoded(); len(left) > 0 {
		return nil, a.fault(left[0][len(left[0])-1], fmt.Errorf("%q is no field of an alert", left[0]))
	}
	return doc.Alert, nil
}

// fault is an error about a field, with the line that it stands in; a field that
// is missing has that of its table.
func (a fileAlert) fault(field string, err error) error {
	at := 0
	for i, line := range a.lines {
		line = strings.TrimLeft(line, " \t{[")
		key := strings.Trim(line[:max(strings.IndexAny(line, "=]"), 0)], " \t\"'")
		if key == field || strings.HasSuffix(key, "."+field) {
			at = i
			break
		}
	}
	return fmt.Errorf("%s: line %d: %w", a.file, a.first+at, err)
}

// writeAlerts writes a file of alerts.
func writeAlerts(to io.Writer, list []alerts.Spec) error {
	out := toml.NewEncoder(to)
	out.Indent = ""
	return out.Encode(alertList{list})
}

// addressees are the destinations of a project, to be named in lists and files.
type addressees []alerts.Destination

// addressees reads them.
func (e *engine) addressees(ctx context.Context, p stats.Project) (addressees, error) {
	return e.alerts.Destinations(ctx, p.ID)
}

// name is what a destination is called: by its name, and by its id where another
// has that name or it looks like an id.
func (a addressees) name(id alerts.DestinationID) string {
	text := strconv.FormatInt(int64(id), 10)
	for _, d := range a {
		if d.ID != id {
			continue
		}
		if found, err := a.find(d.Name); err == nil && found.ID == id {
			return d.Name
		}
	}
	return text
}

// find is the destination of a name or an id.
func (a addressees) find(word string) (alerts.Destination, error) {
	var found alerts.Destination
	id, notAnID := strconv.ParseInt(word, 10, 64)
	for _, d := range a {
		switch {
		case notAnID == nil && int64(d.ID) == id:
			return d, nil
		case d.Name != word:
		case found.ID != 0:
			return found, fmt.Errorf("%s: two destinations have this name: give the id of one; chartd destination list shows all", word)
		default:
			found = d
		}
	}
	if found.ID == 0 {
		return found, fmt.Errorf("%s: there is no such destination; chartd destination list shows all", word)
	}
	return found, nil
}

// spec is an alert as a file has it: the stat by its name, destinations by
// theirs, and a snooze only while it lasts.
func (a addressees) spec(w alerts.Watch, now time.Time) alerts.Spec {
	if !w.Rule.Snoozed.After(now) {
		w.Rule.Snoozed = time.Time{}
	}
	s := alerts.NewSpec(w.Rule, w.Stat)
	s.ID, s.StatID, s.Destinations = "", "", nil
	for _, id := range w.Rule.Destinations {
		s.Destinations = append(s.Destinations, a.name(id))
	}
	if s.Checks == 1 { // as if it were not said
		s.Checks = 0
	}
	return s
}

// wanted is an alert of a file, understood.
type wanted struct {
	alerts.Watch      // without ids and state
	snooze       bool // the file says until when, if at all
}

// understand finds the stats and destinations that the alerts of a file name.
func (e *engine) understand(ctx context.Context, p stats.Project, to addressees, list []fileAlert) ([]wanted, error) {
	found, err := e.fileStats(ctx, p, list)
	if err != nil {
		return nil, err
	}
	all := make([]wanted, len(list))
	for i, f := range list {
		spec := f.Spec
		spec.Destinations = nil
		for _, word := range f.Destinations {
			d, err := to.find(word)
			if err != nil {
				return nil, f.fault("destinations", err)
			}
			spec.Destinations = append(spec.Destinations, strconv.FormatInt(int64(d.ID), 10))
		}
		rule, err := spec.Rule()
		if bad := (*alerts.RuleError)(nil); errors.As(err, &bad) {
			return nil, f.fault(bad.Field, bad)
		}
		if err != nil {
			return nil, err
		}
		rule.Project, rule.Stat = p.ID, found[i].ID
		all[i] = wanted{alerts.Watch{Rule: rule, Stat: found[i]}, f.Snoozed != nil}
	}
	return all, nil
}

// fileStats finds the stat of each alert of a file.
func (e *engine) fileStats(ctx context.Context, p stats.Project, list []fileAlert) ([]stats.Stat, error) {
	names := make([]string, len(list))
	for i, f := range list {
		if (f.StatName == "") == (f.StatID == "") {
			return nil, f.fault("stat_id", errors.New("stat or stat_id: an alert has one of them"))
		}
		names[i] = f.StatName
	}
	found, err := e.catalog.Named(ctx, p.ID, names)
	if err != nil {
		return nil, err
	}
	for i, f := range list {
		field, word := "stat", f.StatName
		if f.StatID != "" {
			field, word = "stat_id", string(f.StatID)
			found[i], err = e.catalog.Find(ctx, stats.Lookup{Public: f.StatID})
			if err != nil && !errors.Is(err, stats.ErrNotFound) {
				return nil, err
			}
		}
		if found[i].ID == 0 || found[i].Project != p.ID {
			return nil, f.fault(field, fmt.Errorf("%s: there is no such stat in project %s", word, p.Name))
		}
	}
	return found, nil
}
