package v1

import (
	"bytes"
	"encoding/json"

	"chartd/alerts"
)

// quietTimes are maintenance windows of a body. A mistyped member must not pass for
// one, as the other times would then be quiet.
type quietTimes []alerts.Maintenance

// UnmarshalJSON refuses members that a window does not have.
func (q *quietTimes) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode((*[]alerts.Maintenance)(q))
}

// takeStat takes the fields of a body that say which stat a rule is over.
func takeStat(body fields, s *alerts.Spec) error {
	return body.takeAll(into{"stat_id", &s.StatID, "the id of a stat"}, into{"stat_name", &s.StatName, "the name of a stat"})
}

// takeSpec takes the other fields of a rule that are in a body, which has no more
// then, and leaves what the spec says of those that are not.
func takeSpec(body fields, s *alerts.Spec) error {
	var times quietTimes
	err := body.takeAll(
		into{"kind", &s.Kind, "value, delta or data"},
		into{"time_window", &s.TimeWindow, "a length such as 1h"},
		into{"operator", &s.Operator, "greater than, less than or different than"},
		into{"threshold", &s.Threshold, "a number"},
		into{"percentage", &s.Percentage, "a number"},
		into{"time_delta", &s.TimeDelta, "a length such as 1w"},
		into{"enabled", &s.Enabled, "true or false"},
		into{"snoozed_until", &s.Snoozed, "a moment such as 2026-01-31T15:04:05Z"},
		into{"checks", &s.Checks, "a whole number"},
		into{"margin", &s.Margin, "a number"},
		into{"repeat", &s.Repeat, "a length such as 1h30m"},
		into{"notice_on_recovery", &s.Recovery, "true or false"},
	)
	if err != nil {
		return err
	}
	timed, err := body.take("maintenance", &times, "a list of windows, each with from and until, or days, start and minutes")
	if err != nil {
		return err
	}
	if timed {
		s.Maintenance = times
	}
	if err := body.takeDestinations(&s.Destinations); err != nil {
		return err
	}
	return body.done()
}
