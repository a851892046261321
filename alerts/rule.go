package alerts

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"chartd/stats"
)

// RuleID names a rule inside the program: random, above 0, never shown.
type RuleID int64

// PublicID names a rule in URLs and replies: 6 base-62 characters (StatHat
// contract, section 1).
type PublicID string

// NewPublicID invents the public id of a rule.
func NewPublicID() PublicID { return PublicID(stats.NewPublicID(1)) }

// Kind is what a rule looks at (contract, 7.1).
type Kind string

// Value compares a figure with a threshold, Delta with the figure of some time
// ago, and Data finds that nothing came in.
const (
	Value Kind = "value"
	Delta Kind = "delta"
	Data  Kind = "data"
)

// Operator is the direction of a comparison.
type Operator string

// Operators; Different is for Delta alone.
const (
	Greater   Operator = "greater than"
	Less      Operator = "less than"
	Different Operator = "different than"
)

// operators are the words for operators, those of the StatHat command line
// included.
var operators = map[string]Operator{
	"greater than": Greater, "less than": Less, "different than": Different,
	"gt": Greater, "lt": Less, "dt": Different,
}

// ParseOperator reads an operator, in long or short form.
func ParseOperator(text string) (Operator, error) {
	if o, ok := operators[text]; ok {
		return o, nil
	}
	return "", fault("operator", "is greater than, less than or different than")
}

// Span is one of the lengths that a rule may look back, such as 5m.
type Span string

// spans are all lengths, in minutes (contract, section 4).
var spans = map[Span]stats.Minute{
	"5m": 5, "1h": 60, "3h": 180, "1d": 1440, "1w": 7 * 1440, "1M": 30 * 1440, "1y": 365 * 1440,
}

// ParseSpan reads a length. The field is what an error calls it.
func ParseSpan(field, text string) (Span, error) {
	if _, ok := spans[Span(text)]; !ok {
		return "", fault(field, "is 5m, 1h, 3h, 1d, 1w, 1M or 1y")
	}
	return Span(text), nil
}

// Minutes is the length in minutes, 0 for no span.
func (s Span) Minutes() stats.Minute { return spans[s] }

// Words is the length in words, "1 hour".
func (s Span) Words() string { return stats.SpanWords(string(s)) }

// Rule is what somebody wants to hear of.
type Rule struct {
	ID           RuleID
	Public       PublicID
	Project      stats.ProjectID
	Stat         stats.StatID
	Kind         Kind
	Window       Span
	Operator     Operator // of Value and Delta
	Threshold    float64  // of Value
	Percentage   float64  // of Delta, at least 0
	Ago          Span     // of Delta: how long before the other window lies
	Paused       bool
	Snoozed      time.Time       // sends nothing before it; zero: it does
	Maintenance  []Maintenance   // times in which it sends nothing
	Checks       int             // breaches in a row before it fires; 0 is 1
	Margin       float64         // how far back in range clears it: units of Threshold, or percent
	Repeat       time.Duration   // between notices while it fires; 0 is none
	SilentEnd    bool            // no notice when it clears
	Destinations []DestinationID // its own; none: the project's defaults
	Created      time.Time
}

// MaxRules is how many rules a project has at most: as many as are looked at
// within two seconds of one processor, so that a minute has room for the rules of
// other projects.
const MaxRules = 10_000

// ErrTooManyRules is the error of one more.
var ErrTooManyRules = errors.New("too many alerts in this project: at most 10000")

// Bounds of a rule.
const (
	MaxChecks       = 60
	MinRepeat       = 5 * time.Minute
	MaxRepeat       = 30 * 24 * time.Hour
	MaxMaintenance  = 20
	MaxDestinations = 20
	largest         = 1e100
)

// RuleError says which field of a rule or destination is wrong, and its limit.
type RuleError struct{ Field, Limit string }

// Error is the field and what it may be.
func (e *RuleError) Error() string { return e.Field + " " + e.Limit }

func fault(field, limit string) error { return &RuleError{field, limit} }

// Check returns a *RuleError for the first field that is out of bounds.
func (r Rule) Check() error {
	if r.Window.Minutes() == 0 {
		return fault("time_window", "is 5m, 1h, 3h, 1d, 1w, 1M or 1y")
	}
	switch {
	case !within(r.Margin, 0):
		return fault("margin", "is a number from 0 to 1e100")
	case r.Checks < 0 || r.Checks > MaxChecks:
		return fault("checks", "is a number from 1 to "+strconv.Itoa(MaxChecks))
	case !r.Snoozed.IsZero() && !moment(r.Snoozed):
		return fault("snoozed_until", "lies from 1970 to 9999")
	case r.Repeat != 0 && (r.Repeat < MinRepeat || r.Repeat > MaxRepeat):
		return fault("repeat", "is from 5 minutes to 30 days")
	case len(r.Maintenance) > MaxMaintenance:
		return fault("maintenance", "has at most "+strconv.Itoa(MaxMaintenance)+" times")
	case len(r.Destinations) > MaxDestinations:
		return fault("destinations", "are at most "+strconv.Itoa(MaxDestinations))
	}
	for _, m := range r.Maintenance {
		if err := m.check(); err != nil {
			return err
		}
	}
	return r.checkKind()
}

// checkKind is Check for what depends on the kind.
func (r Rule) checkKind() error {
	switch r.Kind {
	case Data:
		return nil
	case Value:
		if r.Operator != Greater && r.Operator != Less {
			return fault("operator", "is greater than or less than")
		}
		if !within(r.Threshold, -largest) {
			return fault("threshold", "is a number from -1e100 to 1e100")
		}
		return nil
	case Delta:
		if r.Operator != Greater && r.Operator != Less && r.Operator != Different {
			return fault("operator", "is greater than, less than or different than")
		}
		if r.Ago.Minutes() == 0 {
			return fault("time_delta", "is 5m, 1h, 3h, 1d, 1w, 1M or 1y")
		}
		if !within(r.Percentage, 0) {
			return fault("percentage", "is a number from 0 to 1e100")
		}
		return nil
	}
	return fault("kind", "is value, delta or data")
}

// moment reports whether a time is one that every store and format can hold.
func moment(t time.Time) bool { return t.Unix() >= 0 && t.Unix() <= stats.MaxMoment }

// within reports whether a number is finite and neither below least nor too large.
func within(v, least float64) bool { return !math.IsNaN(v) && v >= least && v <= largest }

// checks is how many breaches in a row fire the rule.
func (r Rule) checks() int { return max(r.Checks, 1) }

// Limit is the number that the rule compares with, 0 for Data.
func (r Rule) Limit() float64 {
	switch r.Kind {
	case Value:
		return r.Threshold
	case Delta:
		return r.Percentage
	}
	return 0
}

// String is the rule in words, for logs.
func (r Rule) String() string {
	if r.Kind == Data {
		return fmt.Sprintf("no data in %s", r.Window)
	}
	return fmt.Sprintf("%s over %s %s %g", r.Kind, r.Window, r.Operator, r.Limit())
}
