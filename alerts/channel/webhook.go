package channel

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"math"

	"chartd/alerts"
	"chartd/alerts/message"
)

// signature is the header that shows who wrote a webhook's body:
// sha256=<hex HMAC-SHA256 of the body> with the destination's secret.
const signature = "X-Chartd-Signature"

// hook is the body of a webhook (StatHat contract, section 7.3). Absent fields
// are left out. Its id stays the same on each try, so that a receiver can tell a
// repeat; repeats of an alert that goes on firing have the type alert.firing,
// and news have no alert.
type hook struct {
	ID         string       `json:"id"`
	Type       alerts.Event `json:"type"`
	Alert      *hookAlert   `json:"alert,omitempty"`
	Stat       *hookStat    `json:"stat,omitempty"`
	Value      *float64     `json:"value,omitempty"`
	Previous   *float64     `json:"previous,omitempty"`
	Percentage *float64     `json:"percentage,omitempty"`
	Time       int64        `json:"time"` // UNIX seconds
	Message    string       `json:"message"`
	ChartURL   string       `json:"chart_url,omitempty"`
}

type hookAlert struct {
	ID         alerts.PublicID `json:"id,omitempty"`
	Kind       alerts.Kind     `json:"kind,omitempty"`
	Window     alerts.Span     `json:"time_window,omitempty"`
	Operator   alerts.Operator `json:"operator,omitempty"`
	Threshold  *float64        `json:"threshold,omitempty"`
	Percentage *float64        `json:"percentage,omitempty"`
	Ago        alerts.Span     `json:"time_delta,omitempty"`
	Automatic  bool            `json:"automatic"`
}

type hookStat struct {
	ID      string `json:"id,omitempty"`
	Name    string `json:"name"`
	Counter bool   `json:"counter"`
	URL     string `json:"url,omitempty"`
}

// webhook posts each notice by itself.
func (s *Sender) webhook(ctx context.Context, l letter) (answer, error) {
	return s.each(ctx, l, func(ctx context.Context, c card) (answer, error) {
		request, err := inJSON(l.to.Get("url"), s.hook(c))
		if err != nil {
			return answer{}, err
		}
		if secret := l.to.Get("secret"); secret != "" {
			request.header = map[string]string{signature: sign(secret, request.body)}
		}
		said, err := s.ask(ctx, request)
		if err != nil {
			return said, err
		}
		return said, said.patient()
	})
}

// sign is the value of the signature header.
func sign(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}

// hook is a card as a webhook's body. Its chart is named even where the server is
// private: the receiver may be inside as well.
func (s *Sender) hook(c card) hook {
	n := c.notice
	h := hook{
		ID: "evt_" + n.Key, Type: n.Event, Time: n.At, Message: message.Sentence(n), ChartURL: s.places.Chart(n),
		Value: number(n.Value), Previous: number(n.Previous), Percentage: number(n.Percent),
	}
	if n.Stat.Name != "" {
		h.Stat = &hookStat{string(n.Stat.ID), n.Stat.Name, n.Stat.Counter, c.stat}
	}
	if a := n.Alert; a.ID != "" || a.Automatic {
		h.Alert = &hookAlert{ID: a.ID, Kind: a.Kind, Window: a.Window, Automatic: a.Automatic}
		switch a.Kind {
		case alerts.Value:
			h.Alert.Operator, h.Alert.Threshold = a.Operator, &a.Threshold
		case alerts.Delta:
			h.Alert.Operator, h.Alert.Percentage, h.Alert.Ago = a.Operator, &a.Percentage, a.Ago
		}
	}
	return h
}

// number leaves out what JSON cannot say.
func number(v *float64) *float64 {
	if v == nil || math.IsNaN(*v) || math.IsInf(*v, 0) {
		return nil
	}
	return v
}
