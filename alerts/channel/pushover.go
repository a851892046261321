package channel

import (
	"context"
	"strconv"

	"chartd/alerts"
)

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
