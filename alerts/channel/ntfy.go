package channel

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
)

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
	if s.private {
		if p, ok := first.drawn(); ok {
			if said, err := away(s.ntfyFile(ctx, l, *to, m, p)); !final(err) {
				return said, err
			}
		}
	}
	to.Path, to.RawPath = strings.TrimSuffix(to.Path, path.Base(to.Path)), ""
	c, err := inJSON(to.String(), m)
	if err != nil {
		return answer{}, err
	}
	c.header = ntfyToken(l)
	return away(s.post(ctx, c, selfHosted...))
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
	return s.post(ctx, call{method: http.MethodPut, url: to.String(), kind: pngKind, header: ntfyToken(l), body: p.png}, selfHosted...)
}

// ntfyToken is the header with the token of a topic, if it has one.
func ntfyToken(l letter) map[string]string {
	if token := l.to.Get("token"); token != "" {
		return bearer(token)
	}
	return nil
}
