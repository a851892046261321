package alerts

import (
	"slices"
	"time"

	"chartd/stats"
)

// Maintenance is a time in which a rule sends nothing: once, or every week.
type Maintenance struct {
	From  time.Time `json:"from,omitzero" toml:"from,omitempty"` // once, with Until; both zero: weekly
	Until time.Time `json:"until,omitzero" toml:"until,omitempty"`
	// Weekly: on each of Days, from Start (minutes after midnight in Zone) on,
	// for Length minutes.
	Days   []time.Weekday `json:"days,omitempty" toml:"days,omitempty"`
	Start  int            `json:"start,omitempty" toml:"start,omitzero"`
	Length int            `json:"minutes,omitempty" toml:"minutes,omitzero"`
	Zone   string         `json:"zone,omitempty" toml:"zone,omitempty"` // IANA name; "" is UTC
}

const dayMinutes = 24 * 60

// check returns a *RuleError for what is out of bounds.
func (m Maintenance) check() error {
	if !m.From.IsZero() || !m.Until.IsZero() {
		if !m.Until.After(m.From) {
			return fault("maintenance", "ends after it begins")
		}
		if !moment(m.From) || !moment(m.Until) {
			return fault("maintenance", "lies from 1970 to 9999")
		}
		return nil
	}
	if m.Start < 0 || m.Start >= dayMinutes || m.Length < 1 || m.Length > dayMinutes {
		return fault("maintenance", "begins at a minute of the day and lasts 1 to 1440 minutes")
	}
	if len(m.Days) == 0 || len(m.Days) > 7 {
		return fault("maintenance", "has 1 to 7 days")
	}
	for _, d := range m.Days {
		if d < time.Sunday || d > time.Saturday {
			return fault("maintenance", "has days from 0, Sunday, to 6")
		}
	}
	if _, err := time.LoadLocation(m.Zone); err != nil {
		return fault("maintenance", "has a time zone such as Europe/Berlin")
	}
	return nil
}

// until is the end of the maintenance that now lies in, or the zero time.
func (m Maintenance) until(now time.Time) time.Time {
	if !m.From.IsZero() || !m.Until.IsZero() {
		if now.Before(m.From) || !now.Before(m.Until) {
			return time.Time{}
		}
		return m.Until
	}
	zone, err := time.LoadLocation(m.Zone)
	if err != nil {
		zone = time.UTC // it was there when the rule was made
	}
	local := now.In(zone)
	for back := range 3 { // it may have begun the day before, or the one before a day of 23 hours
		day := time.Date(local.Year(), local.Month(), local.Day()-back, 0, m.Start, 0, 0, zone)
		end := day.Add(time.Duration(m.Length) * time.Minute)
		noon := time.Date(local.Year(), local.Month(), local.Day()-back, 12, 0, 0, 0, zone) // of the day that its minutes count from
		if slices.Contains(m.Days, noon.Weekday()) && !now.Before(day) && now.Before(end) {
			return end
		}
	}
	return time.Time{}
}

// Never is when a paused rule is due.
var Never = time.Unix(1<<40, 0)

// QuietUntil is the moment before which the rule sends nothing: Never while it
// is paused, and not after now when it is free to.
func (r Rule) QuietUntil(now time.Time) time.Time {
	if r.Paused {
		return Never
	}
	end := now
	if r.Snoozed.After(end) {
		end = r.Snoozed
	}
	for range r.Maintenance { // one may begin in another
		before := end
		for _, m := range r.Maintenance {
			if until := m.until(end); until.After(end) {
				end = until
			}
		}
		if end.Equal(before) {
			break
		}
	}
	return end
}

// settled is how long after a minute's end its posts are in (contract, 7.1).
const settled = 10 * time.Second

// Complete is the minute before which everything is in at a moment.
func Complete(now time.Time) stats.Minute { return stats.MinuteAt(now.Add(-settled).Unix()) }

// NextDue is when a rule is to be looked at again, after a window that ended at
// end: never before the next minute, however far the windows lie behind. newest
// is the stat's newest minute with data, if known to be before end: a rule of kind
// Data that does not fire need not be looked at before a whole window has passed
// since.
func NextDue(r Rule, s State, end, newest stats.Minute, now time.Time) time.Time {
	if quiet := r.QuietUntil(now); quiet.After(now) {
		return quiet
	}
	next := max(end, Complete(now)) + 1
	if r.Kind == Data && s.Phase == OK && newest > 0 && s.Streak == 0 {
		next = max(next, newest+1+r.Window.Minutes())
	}
	return time.Unix(next.Unix(), 0).Add(settled)
}
