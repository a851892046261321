package channel

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"chartd/alerts"
)

// telegramMessage is the parameters of sendMessage and sendPhoto
// (core.telegram.org/bots/api).
type telegramMessage struct {
	Chat    string           `json:"chat_id"`
	Text    string           `json:"text,omitempty"`
	Photo   string           `json:"photo,omitempty"`
	Caption string           `json:"caption,omitempty"`
	Mode    string           `json:"parse_mode"`
	Preview *telegramPreview `json:"link_preview_options,omitempty"`
}

type telegramPreview struct {
	Off bool `json:"is_disabled"`
}

// Sizes of texts in characters, after the tags are read.
const (
	telegramText    = 4096
	telegramCaption = 1024
)

// Statuses of a token that is none (401, 404) and of a bot that was thrown out.
var telegramGone = []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound}

// telegram sends the chart of the worst notice with the text under it, or the
// text alone.
func (s *Sender) telegram(ctx context.Context, l letter) (answer, error) {
	if c, ok := s.telegramPhoto(l); ok {
		if said, err := s.telegramCall(ctx, c); err == nil || !final(err) {
			return said, err
		}
	}
	c, err := inJSON(s.telegramURL(l, "sendMessage"), telegramMessage{
		Chat: l.to.Get("chat"), Mode: "HTML", Preview: &telegramPreview{true},
		Text: rich(l.cards, telegramText, "\n", forTelegram),
	})
	if err != nil {
		return answer{}, err
	}
	return s.telegramCall(ctx, c)
}

// telegramPhoto is a call with a chart, by its URL or as a file.
func (s *Sender) telegramPhoto(l letter) (call, bool) {
	to, caption := s.telegramURL(l, "sendPhoto"), rich(l.cards, telegramCaption, "\n", forTelegram)
	if chart := l.cards[0].chart; chart != "" {
		c, err := inJSON(to, telegramMessage{Chat: l.to.Get("chat"), Photo: chart, Caption: caption, Mode: "HTML"})
		return c, err == nil
	}
	p, ok := l.cards[0].drawn()
	return asForm(to,
		field{name: "chat_id", data: []byte(l.to.Get("chat"))},
		field{name: "caption", data: []byte(caption)},
		field{name: "parse_mode", data: []byte("HTML")},
		field{name: "photo", kind: pngKind, file: "chart.png", data: p.png},
	), ok
}

// telegramURL is the address of a method. The token is a part of its path.
func (s *Sender) telegramURL(l letter, method string) string {
	return join(s.home(alerts.Telegram), "bot"+l.to.Get("token"), method)
}

// telegramCall asks. A chat that is not there is an error 400 as a bad message is;
// its description tells.
func (s *Sender) telegramCall(ctx context.Context, c call) (answer, error) {
	said, err := s.post(ctx, c, telegramGone...)
	var reply struct {
		Description string `json:"description"`
	}
	if said.status == http.StatusBadRequest && json.Unmarshal(said.body, &reply) == nil {
		for _, lost := range []string{"chat not found", "upgraded to a supergroup", "group is deactivated", "user not found"} {
			if strings.Contains(reply.Description, lost) {
				return said, fault(errGone, said)
			}
		}
	}
	return said, err
}
