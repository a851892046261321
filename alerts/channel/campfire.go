package channel

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

var campfireGone = []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusGone}

// campfireText is how many bytes of text a message has.
const campfireText = 8000

// campfire posts to a room. The URL tells which Campfire it is: the open one takes
// a message as body, which it reads as HTML (POST /rooms/ID/BOTKEY/messages of
// basecamp/once-campfire); the old hosted one takes JSON at .../speak.json, with
// its token as user of the URL.
func (s *Sender) campfire(ctx context.Context, l letter) (answer, error) {
	to := l.to.Get("url")
	if u, err := url.Parse(to); err == nil && strings.HasSuffix(u.Path, "/speak.json") {
		var m struct {
			Message struct {
				Body string `json:"body"`
			} `json:"message"`
		}
		m.Message.Body = lines(l.cards, campfireText)
		if chart := l.cards[0].chart; chart != "" {
			m.Message.Body += "\n" + chart
		}
		return s.postJSON(ctx, to, m, campfireGone...)
	}
	body := rich(l.cards, campfireText, "<br>", forHTML)
	if chart := l.cards[0].chart; chart != "" {
		body += `<br><a href="` + forHTML(chart) + `">Chart</a>`
	}
	return s.post(ctx, call{url: to, kind: "text/html; charset=utf-8", body: []byte(body)}, campfireGone...)
}
