package channel

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"chartd/alerts"
)

// own are statuses with which a server of somebody's own says that a token is not
// good. A 404 is not among them: proxies give it while a server is away.
var own = []int{http.StatusUnauthorized, http.StatusForbidden}

// away is an error for a 404 of such a server, which may go away.
func away(said answer, err error) (answer, error) {
	if said.status == http.StatusNotFound {
		return said, fault(nil, said)
	}
	return said, err
}

// Sizes of an ntfy message, in bytes. Beside a file it is a part of the URL.
const (
	ntfyText     = 4096
	ntfyFileText = 1500
)

// ntfyMessage is a message as JSON (docs.ntfy.sh/publish).
type ntfyMessage struct {
	Topic    string       `json:"topic"`
	Title    string       `json:"title"`
	Text     string       `json:"message"`
	Priority int          `json:"priority"`
	Click    string       `json:"click,omitempty"`
	Attach   string       `json:"attach,omitempty"`
	Filename string       `json:"filename,omitempty"`
	Actions  []ntfyAction `json:"actions,omitempty"`
}

type ntfyAction struct {
	Action string `json:"action"`
	Label  string `json:"label"`
	URL    string `json:"url"`
}

// ntfy publishes to a topic, the last part of the URL's path: JSON to the server
// above it, or the picture as a file to the topic itself.
func (s *Sender) ntfy(ctx context.Context, l letter) (answer, error) {
	to, err := url.Parse(l.to.Get("url"))
	if err != nil || path.Base(to.Path) == "/" || path.Base(to.Path) == "." {
		return answer{}, fault(errRefused, "url is that of a topic, such as https://ntfy.sh/topic")
	}
	to.Path = strings.TrimSuffix(to.Path, "/")
	first := l.cards[0]
	m := ntfyMessage{
		Topic: path.Base(to.Path), Title: l.title, Text: lines(l.cards, ntfyText), Priority: 3,
		Click: first.page(), Attach: first.chart,
	}
	if first.firing() {
		m.Priority = 4
	}
	if m.Attach != "" {
		m.Filename = "chart.png"
	}
	for _, l := range first.links() { // at most three, as many as ntfy takes
		m.Actions = append(m.Actions, ntfyAction{"view", l.label, l.url})
	}
	if p, ok := first.drawn(); ok && s.private {
		if said, err := away(s.ntfyFile(ctx, l, *to, m, p)); !final(err) {
			return said, err
		}
	}
	to.Path, to.RawPath = strings.TrimSuffix(to.Path, path.Base(to.Path)), ""
	c, err := inJSON(to.String(), m)
	if err != nil {
		return answer{}, err
	}
	c.header = ntfyToken(l)
	return away(s.post(ctx, c, own...))
}

// ntfyFile puts the picture into the topic. What is said beside it is in the
// query, where a name can do no harm as it could in a header.
func (s *Sender) ntfyFile(ctx context.Context, l letter, to url.URL, m ntfyMessage, p picture) (answer, error) {
	q := to.Query()
	q.Set("title", m.Title)
	q.Set("message", lines(l.cards, ntfyFileText))
	q.Set("filename", "chart.png")
	q.Set("priority", strconv.Itoa(m.Priority))
	if m.Click != "" {
		q.Set("click", m.Click)
	}
	to.RawQuery = q.Encode()
	return s.post(ctx, call{method: http.MethodPut, url: to.String(), kind: pngKind, header: ntfyToken(l), body: p.png}, own...)
}

// ntfyToken is the header with the token of a topic, if it has one.
func ntfyToken(l letter) map[string]string {
	if token := l.to.Get("token"); token != "" {
		return bearer(token)
	}
	return nil
}

// gotifyMessage is a message of Gotify (gotify.net/docs/pushmsg); text without
// extras is plain.
type gotifyMessage struct {
	Title    string         `json:"title"`
	Text     string         `json:"message"`
	Priority int            `json:"priority"`
	Extras   map[string]any `json:"extras,omitempty"`
}

// gotifyText is how many bytes of text a message has.
const gotifyText = 8000

// gotify pushes a message. It takes no files: pictures are links or none.
func (s *Sender) gotify(ctx context.Context, l letter) (answer, error) {
	first := l.cards[0]
	m := gotifyMessage{Title: l.title, Text: lines(l.cards, gotifyText), Priority: 5}
	if first.firing() {
		m.Priority = 8
	}
	notification := map[string]any{}
	if first.page() != "" {
		notification["click"] = map[string]string{"url": first.page()}
	}
	if first.chart != "" {
		notification["bigImageUrl"] = first.chart
	}
	if len(notification) > 0 {
		m.Extras = map[string]any{"client::notification": notification}
	}
	c, err := inJSON(join(l.to.Get("url"), "message"), m)
	if err != nil {
		return answer{}, err
	}
	c.header = map[string]string{"X-Gotify-Key": l.to.Get("token")}
	return away(s.post(ctx, c, own...))
}

// Sizes of a Pushover message, in bytes (pushover.net/api).
const (
	pushoverText = 1024
	pushoverLink = 512
)

// pushover sends a message with its chart as a file, the only way it takes one.
func (s *Sender) pushover(ctx context.Context, l letter) (answer, error) {
	first := l.cards[0]
	fields := []field{
		{name: "token", data: []byte(l.to.Get("token"))},
		{name: "user", data: []byte(l.to.Get("user"))},
		{name: "title", data: []byte(l.title)},
		{name: "message", data: []byte(lines(l.cards, pushoverText))},
		{name: "timestamp", data: strconv.AppendInt(nil, first.notice.At, 10)},
	}
	if to := first.page(); to != "" && len(to) <= pushoverLink {
		fields = append(fields, field{name: "url", data: []byte(to)})
	}
	if p, ok := first.drawn(); ok {
		fields = append(fields, field{name: "attachment", kind: pngKind, file: "chart.png", data: p.png})
	}
	said, err := s.post(ctx, asForm(s.home(alerts.Pushover)+"/1/messages.json", fields...))
	var reply struct{ Token, User string }
	said.read(&reply)
	if final(err) && (reply.Token == "invalid" || reply.User == "invalid") {
		return said, fault(errGone, said)
	}
	return said, err
}
