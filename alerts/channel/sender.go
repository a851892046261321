package channel

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
)

// Options is what a Sender knows of its server.
type Options struct {
	Places  message.Places
	Private bool           // the server cannot be reached from outside: pictures are uploaded
	Allow   []netip.Prefix // networks that calls may reach besides public addresses
	// Homes are base URLs instead of those of Slack, PagerDuty, Telegram and
	// Pushover, whose settings name none.
	Homes map[alerts.Channel]string
}

// homes are where services live that have one address for everybody.
var homes = map[alerts.Channel]string{
	alerts.Slack:     "https://slack.com/api",
	alerts.PagerDuty: "https://events.pagerduty.com",
	alerts.Telegram:  "https://api.telegram.org",
	alerts.Pushover:  "https://api.pushover.net",
}

// patience is how long a Send takes at most whose context has no deadline.
const patience = 30 * time.Second

// Sender sends messages to everything but mail and Keybase. It may be used by
// many at once.
type Sender struct {
	client  *http.Client
	places  message.Places
	private bool
	homes   map[alerts.Channel]string
}

var _ alerts.Sender = (*Sender)(nil)

// New makes a Sender.
func New(o Options) *Sender {
	return &Sender{
		client: Guard{o.Allow}.Client(), places: o.Places, homes: o.Homes,
		private: o.Private || o.Places.Base == "",
	}
}

// letter is a message on its way.
type letter struct {
	to    alerts.Target
	m     alerts.Message
	title string
	cards []card // at least one
}

// Send implements alerts.Sender. Of a channel that is not its own the error is
// ErrRefused.
func (s *Sender) Send(ctx context.Context, to alerts.Destination, m alerts.Message) (string, error) {
	if len(m.Notices) == 0 {
		return "nothing to say", nil
	}
	ctx, cancel := s.deadline(ctx)
	defer cancel()
	said, err := s.send(ctx, to.Channel, letter{to.Target, m, title(m), s.cards(to.ID, m)})
	hide := veil(to.Target)
	tell := func(text string) string { return clip(hide.Replace(text), alerts.MaxAnswer) }
	if err == nil {
		return tell(said.String()), nil
	}
	veiled := &hidden{tell(err.Error()), err}
	if some := (*alerts.Partly)(nil); errors.As(err, &some) {
		return "", &alerts.Partly{Arrived: some.Arrived, Err: veiled}
	}
	return "", veiled
}

// deadline gives a context a deadline if it has none.
func (s *Sender) deadline(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, ok := ctx.Deadline(); ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, patience)
}

// send hands a letter to its service.
func (s *Sender) send(ctx context.Context, c alerts.Channel, l letter) (answer, error) {
	switch c {
	case alerts.Slack:
		return s.slack(ctx, l)
	case alerts.PagerDuty:
		return s.pagerDuty(ctx, l)
	case alerts.Webhook:
		return s.webhook(ctx, l)
	case alerts.Campfire:
		return s.campfire(ctx, l)
	case alerts.Discord:
		return s.discord(ctx, l)
	case alerts.Teams:
		return s.teams(ctx, l)
	case alerts.Telegram:
		return s.telegram(ctx, l)
	case alerts.Matrix:
		return s.matrix(ctx, l)
	case alerts.Ntfy:
		return s.ntfy(ctx, l)
	case alerts.Gotify:
		return s.gotify(ctx, l)
	case alerts.Pushover:
		return s.pushover(ctx, l)
	case alerts.Custom:
		return s.custom(ctx, l)
	}
	return answer{}, fault(errRefused, "channel "+string(c)+" is sent by another part of the server")
}

// post asks, and judges the answer by the statuses that mean gone.
func (s *Sender) post(ctx context.Context, c call, gone ...int) (answer, error) {
	said, err := s.ask(ctx, c)
	if err != nil {
		return said, err
	}
	return said, said.verdict(gone...)
}

// postJSON is post of a value.
func (s *Sender) postJSON(ctx context.Context, to string, v any, gone ...int) (answer, error) {
	c, err := inJSON(to, v)
	if err != nil {
		return answer{}, err
	}
	return s.post(ctx, c, gone...)
}

// home is the base URL of a service.
func (s *Sender) home(c alerts.Channel) string {
	if own := s.homes[c]; own != "" {
		return own
	}
	return homes[c]
}

// hidden is an error whose text has no secrets. It is what it was for errors.Is
// alone: nothing gives back the text.
type hidden struct {
	text string
	err  error
}

// Error is the text without secrets.
func (h *hidden) Error() string { return h.text }

// Is reports whether the error was target.
func (h *hidden) Is(target error) bool { return errors.Is(h.err, target) }

// secretValue is how long a secret must be to be hidden: replacing a shorter one
// would only make a riddle of the answer.
const secretValue = 4

// secretWord is how long a part of a secret must be to be one itself: shorter
// ones, such as "api" in a path, are words of every answer.
const secretWord = 8

// veil hides the secrets of a target, and their parts, from a text: a service may
// repeat what it was asked.
func veil(t alerts.Target) *strings.Replacer {
	shown := map[string]string{}
	if text, err := json.Marshal(t); err == nil {
		_ = json.Unmarshal(text, &shown) // what Target wrote itself
	}
	var words []string
	for name, value := range t.Reveal() {
		if shown[name] == value || len(value) < secretValue {
			continue
		}
		words = append(words, value)
		words = append(words, parts(value)...)
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	var list []string
	for _, w := range slices.Compact(words) {
		list = append(list, w, "(hidden)")
	}
	return strings.NewReplacer(list...)
}

// parts are the long words of a secret: segments and values of a URL, words of a
// header. A host is none, as errors of the network name it.
func parts(secret string) []string {
	rest := secret
	if u, err := url.Parse(secret); err == nil && u.Host != "" {
		rest = u.User.String() + " " + u.EscapedPath() + " " + u.Path + " " + u.RawQuery
	}
	words := strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(" /?&=:;,\"'{}\r\n\t", r) })
	return slices.DeleteFunc(words, func(w string) bool { return len(w) < secretWord })
}
