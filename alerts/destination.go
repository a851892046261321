package alerts

import (
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"chartd/stats"
)

// DestinationID names a destination, and the lane of its messages: random,
// above 0.
type DestinationID int64

// Channel is a way to send messages.
type Channel string

// Channels.
const (
	Email     Channel = "email"
	Slack     Channel = "slack"
	PagerDuty Channel = "pagerduty"
	Webhook   Channel = "webhook"
	Keybase   Channel = "keybase"
	Campfire  Channel = "campfire"
	Discord   Channel = "discord"
	Teams     Channel = "teams"
	Telegram  Channel = "telegram"
	Matrix    Channel = "matrix"
	Ntfy      Channel = "ntfy"
	Gotify    Channel = "gotify"
	Pushover  Channel = "pushover"
	Custom    Channel = "custom" // a webhook whose method, headers and body are templates
)

// form is what a setting must look like.
type form uint8

const (
	word    form = iota // one line
	text                // several lines
	address             // an e-mail address
	link                // an http or https URL
)

var formNames = map[form]string{word: "word", text: "text", address: "address", link: "link"}

// setting is one field of a channel.
type setting struct {
	name     string
	form     form
	optional bool
	secret   bool
}

// settings are the fields of each channel. URLs of chat services let whoever has
// them post, so they are secrets.
var settings = map[Channel][]setting{
	Email:     {{name: "address", form: address}},
	Slack:     {{name: "url", form: link, secret: true, optional: true}, {name: "token", secret: true, optional: true}, {name: "channel", optional: true}},
	PagerDuty: {{name: "key", secret: true}, {name: "url", form: link, optional: true}},
	Webhook:   {{name: "url", form: link, secret: true}, {name: "secret", secret: true, optional: true}},
	Keybase:   {{name: "team"}, {name: "channel", optional: true}},
	Campfire:  {{name: "url", form: link, secret: true}},
	Discord:   {{name: "url", form: link, secret: true}},
	Teams:     {{name: "url", form: link, secret: true}},
	Telegram:  {{name: "token", secret: true}, {name: "chat"}},
	Matrix:    {{name: "url", form: link}, {name: "token", secret: true}, {name: "room"}},
	Ntfy:      {{name: "url", form: link, secret: true}, {name: "token", secret: true, optional: true}},
	Gotify:    {{name: "url", form: link}, {name: "token", secret: true}},
	Pushover:  {{name: "token", secret: true}, {name: "user", secret: true}},
	Custom:    {{name: "url", form: link, secret: true}, {name: "method"}, {name: "headers", form: text, secret: true, optional: true}, {name: "body", form: text, secret: true, optional: true}},
}

// Placeholders lists what a Custom destination's headers and body may hold as
// {{name}}.
func Placeholders() []string {
	return []string{
		"id", "type", "title", "state", "message", "count", "stat", "stat_id", "stat_url", "alert_id", "alert_url",
		"snooze_url", "chart_url", "limit", "value", "previous", "percentage", "time",
	}
}

// Channels lists all channels, by name.
func Channels() []Channel { return slices.Sorted(maps.Keys(settings)) }

// kinds lists all channels in a sentence.
func kinds() string {
	var names []string
	for _, c := range Channels() {
		names = append(names, string(c))
	}
	return strings.Join(names, ", ")
}

// Setting is what people may set of a channel.
type Setting struct {
	Name     string
	Form     string // "word", "text" of several lines, "address" or "link"
	Optional bool
	Secret   bool // it is never shown again
}

// Settings lists what a channel takes, in the order to ask for it; none for a
// channel that is not known.
func Settings(c Channel) []Setting {
	var list []Setting
	for _, f := range settings[c] {
		list = append(list, Setting{f.name, formNames[f.form], f.optional, f.secret})
	}
	return list
}

// Sizes of settings, in bytes.
const (
	maxWord = 500
	maxText = 10_000
)

// Target is where exactly a channel sends: its settings. It prints, logs and
// marshals without its secrets; Get and Reveal give them.
type Target struct {
	channel Channel
	values  map[string]string
}

// NewTarget checks settings; empty ones are left out. Errors are *RuleError.
func NewTarget(c Channel, values map[string]string) (Target, error) {
	fields, ok := settings[c]
	if !ok {
		return Target{}, fault("kind", "is one of "+kinds())
	}
	t := Target{channel: c, values: map[string]string{}}
	for _, f := range fields {
		v := values[f.name]
		if v == "" && !f.optional {
			return Target{}, fault(f.name, "is needed")
		}
		if v == "" {
			continue
		}
		if err := f.check(v); err != nil {
			return Target{}, err
		}
		t.values[f.name] = v
	}
	for name := range values {
		if !slices.ContainsFunc(fields, func(f setting) bool { return f.name == name }) {
			return Target{}, fault("settings", "hold one that "+string(c)+" does not have")
		}
	}
	if c == Slack && t.values["url"] == "" && (t.values["token"] == "" || t.values["channel"] == "") {
		return Target{}, fault("url", "is needed, or token and channel")
	}
	return t, nil
}

// StoredTarget is a target as Reveal gave it. It is not checked again, so that what
// another version of the program took holds up no other destination; settings
// that the channel does not have are left out, as nobody knows whether to hide them.
func StoredTarget(c Channel, values map[string]string) Target {
	t := Target{channel: c, values: map[string]string{}}
	for _, f := range settings[c] {
		if v := values[f.name]; v != "" {
			t.values[f.name] = v
		}
	}
	return t
}

// check returns a *RuleError for a value that a setting cannot have. It does
// not repeat the value, which may be a secret.
func (f setting) check(v string) error {
	limit := maxWord
	if f.form == text {
		limit = maxText
	}
	if len(v) > limit || !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
		return fault(f.name, "has at most "+strconv.Itoa(limit)+" bytes of UTF-8")
	}
	if f.form != text && strings.ContainsFunc(v, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return fault(f.name, "is one line")
	}
	switch f.form {
	case address:
		if a, err := mail.ParseAddress(v); err != nil || a.Address != v || len(v) > 254 {
			return fault(f.name, "is an e-mail address of at most 254 characters")
		}
	case link:
		if u, err := url.Parse(v); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return fault(f.name, "is an http or https URL")
		}
	}
	return nil
}

// hidden stands for a secret that is there.
const hidden = "(hidden)"

// With changes some settings: an empty one is taken away, a secret that comes as
// it is shown stays. Where the URL becomes another, the secrets must be given
// with it: whoever may change a destination could else have them sent to himself.
// Errors are *RuleError.
func (t Target) With(change map[string]string) (Target, error) {
	values := t.Reveal()
	moved := false
	for name, v := range change {
		if v == hidden {
			continue
		}
		moved = moved || name == "url" && v != values[name]
		values[name] = v
	}
	for _, f := range settings[t.channel] {
		given := change[f.name]
		kept := values[f.name] != "" && (given == "" || given == hidden)
		if moved && f.secret && kept && f.name != "url" {
			return Target{}, fault(f.name, "is needed again with another url")
		}
	}
	return NewTarget(t.channel, values)
}

// Get is a setting, secret or not, for a sender; "" where there is none.
func (t Target) Get(name string) string { return t.values[name] }

// Reveal is all settings, secrets included, for a store.
func (t Target) Reveal() map[string]string { return maps.Clone(t.values) }

// shown is all settings, secrets hidden.
func (t Target) shown() map[string]string {
	open := maps.Clone(t.values)
	for _, f := range settings[t.channel] {
		if _, ok := open[f.name]; ok && f.secret {
			open[f.name] = hidden
		}
	}
	return open
}

// String hides the secrets.
func (t Target) String() string {
	var b strings.Builder
	b.WriteString(string(t.channel))
	shown := t.shown()
	for _, name := range slices.Sorted(maps.Keys(shown)) {
		b.WriteString(" " + name + "=" + strconv.Quote(shown[name]))
	}
	return b.String()
}

// GoString hides the secrets.
func (t Target) GoString() string { return t.String() }

// LogValue hides the secrets.
func (t Target) LogValue() slog.Value { return slog.StringValue(t.String()) }

// MarshalJSON hides the secrets.
func (t Target) MarshalJSON() ([]byte, error) { return json.Marshal(t.shown()) }

// MaxTargets is how many destinations a project has at most: a courier has a lane
// for each.
const MaxTargets = 100

// ErrTooManyTargets is the error of one more.
var ErrTooManyTargets = errors.New("too many destinations in this project: at most 100")

// Destination is one place that hears of alerts.
type Destination struct {
	ID        DestinationID
	Project   stats.ProjectID
	Name      string
	Channel   Channel
	Target    Target
	Manual    bool   // hears of manual alerts that have no destinations of their own
	Automatic bool   // hears of automatic alerts
	News      bool   // hears of new stats, and of destinations that were switched off
	Off       string // why it is switched off; "" is on
	Created   time.Time
}

// Check returns a *RuleError for the first field that is out of bounds.
func (d Destination) Check() error {
	if err := (setting{name: "name"}).check(d.Name); err != nil || d.Name == "" {
		return fault("name", "is one line of 1 to "+strconv.Itoa(maxWord)+" bytes")
	}
	if d.Target.channel != d.Channel || d.Channel == "" {
		return fault("kind", "is that of the settings")
	}
	return nil
}
