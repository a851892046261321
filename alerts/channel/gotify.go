package channel

import "context"

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
	return away(s.post(ctx, c, selfHosted...))
}
