package alerts

import (
	"strconv"
	"strings"
	"time"

	"chartd/stats"
)

// Spec is a rule as people write it, in JSON, forms and files. The first fields
// are those of the StatHat contract, section 4, in the order in which it shows
// them; all after TimeDelta are ours. Fields that a kind does not have are left out.
type Spec struct {
	ID         PublicID       `json:"id,omitempty" toml:"-"`
	StatID     stats.PublicID `json:"stat_id,omitempty" toml:"stat_id,omitempty"`
	StatName   string         `json:"stat_name,omitempty" toml:"stat,omitempty"`
	Kind       Kind           `json:"kind" toml:"kind"`
	TimeWindow string         `json:"time_window" toml:"time_window"`
	Percentage *float64       `json:"percentage,omitempty" toml:"percentage,omitempty"`
	Operator   string         `json:"operator,omitempty" toml:"operator,omitempty"`
	Threshold  *float64       `json:"threshold,omitempty" toml:"threshold,omitempty"`
	TimeDelta  string         `json:"time_delta,omitempty" toml:"time_delta,omitempty"`

	Enabled      *bool         `json:"enabled,omitempty" toml:"enabled,omitempty"` // absent: true
	Snoozed      *time.Time    `json:"snoozed_until,omitempty" toml:"snoozed_until,omitempty"`
	Maintenance  []Maintenance `json:"maintenance,omitempty" toml:"maintenance,omitempty"`
	Checks       int           `json:"checks,omitempty" toml:"checks,omitzero"`
	Margin       float64       `json:"margin,omitempty" toml:"margin,omitzero"`
	Repeat       string        `json:"repeat,omitempty" toml:"repeat,omitempty"` // such as 1h30m
	Recovery     *bool         `json:"notice_on_recovery,omitempty" toml:"notice_on_recovery,omitempty"`
	Destinations []string      `json:"destinations,omitempty" toml:"destinations,omitempty"` // ids; none: the project's defaults
}

// Rule reads a spec; what a stat and an id belong to is its caller's to say.
// Errors are *RuleError.
func (s Spec) Rule() (Rule, error) {
	r := Rule{
		Kind: s.Kind, Maintenance: s.Maintenance, Checks: s.Checks, Margin: s.Margin,
		Paused: s.Enabled != nil && !*s.Enabled, SilentEnd: s.Recovery != nil && !*s.Recovery,
	}
	var err error
	if r.Window, err = ParseSpan("time_window", s.TimeWindow); err != nil {
		return r, err
	}
	if err := s.comparison(&r); err != nil {
		return r, err
	}
	if s.Snoozed != nil {
		r.Snoozed = *s.Snoozed
	}
	if s.Repeat != "" {
		if r.Repeat, err = time.ParseDuration(s.Repeat); err != nil {
			return r, fault("repeat", "is a length such as 1h30m")
		}
	}
	for _, text := range s.Destinations {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil || id < 1 {
			return r, fault("destinations", "are ids of destinations")
		}
		r.Destinations = append(r.Destinations, DestinationID(id))
	}
	return r, r.Check()
}

// Revise reads a spec that changes a rule, whose ids, stat and creation stay.
func (s Spec) Revise(old Rule) (Rule, error) {
	r, err := s.Rule()
	r.ID, r.Public, r.Project, r.Stat, r.Created = old.ID, old.Public, old.Project, old.Stat, old.Created
	return r, err
}

// comparison reads what Value and Delta compare.
func (s Spec) comparison(r *Rule) (err error) {
	if s.Kind != Value && s.Kind != Delta {
		return nil
	}
	if r.Operator, err = ParseOperator(s.Operator); err != nil {
		return err
	}
	if s.Kind == Value {
		return needed("threshold", s.Threshold, &r.Threshold)
	}
	if r.Ago, err = ParseSpan("time_delta", s.TimeDelta); err != nil {
		return err
	}
	return needed("percentage", s.Percentage, &r.Percentage)
}

// needed takes a number that must be given.
func needed(field string, from, to *float64) error {
	if from == nil {
		return fault(field, "is needed")
	}
	*to = *from
	return nil
}

// NewSpec writes a rule over a stat.
func NewSpec(r Rule, s stats.Stat) Spec {
	spec := Spec{
		ID: r.Public, StatID: s.Public, StatName: s.Name, Kind: r.Kind, TimeWindow: string(r.Window),
		Operator: string(r.Operator), TimeDelta: string(r.Ago), Maintenance: r.Maintenance, Checks: r.Checks, Margin: r.Margin,
	}
	switch r.Kind {
	case Value:
		spec.Threshold = &r.Threshold
	case Delta:
		spec.Percentage = &r.Percentage
	}
	no := false
	if r.Paused {
		spec.Enabled = &no
	}
	if r.SilentEnd {
		spec.Recovery = &no
	}
	if !r.Snoozed.IsZero() {
		spec.Snoozed = &r.Snoozed
	}
	if r.Repeat != 0 {
		spec.Repeat = LengthText(r.Repeat)
	}
	for _, id := range r.Destinations {
		spec.Destinations = append(spec.Destinations, strconv.FormatInt(int64(id), 10))
	}
	return spec
}

// LengthText is a duration as people write it, "1h30m"; "" for none.
func LengthText(d time.Duration) string {
	if d == 0 {
		return ""
	}
	text := d.String()
	if d%time.Minute == 0 {
		text = strings.TrimSuffix(text, "0s")
	}
	if d%time.Hour == 0 {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
