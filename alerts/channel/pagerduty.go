package channel

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
)

// incident is an event of PagerDuty's Events API v2
// (developer.pagerduty.com/docs/events-api-v2).
type incident struct {
	Key     string          `json:"routing_key"`
	Action  string          `json:"event_action"`
	Dedup   string          `json:"dedup_key"` // at most 255 characters
	Payload *incidentFacts  `json:"payload,omitempty"`
	Client  string          `json:"client,omitempty"`
	Link    string          `json:"client_url,omitempty"`
	Links   []incidentLink  `json:"links,omitempty"`
	Images  []incidentImage `json:"images,omitempty"`
}

type incidentFacts struct {
	Summary   string            `json:"summary"` // at most 1024 characters
	Source    string            `json:"source"`
	Severity  string            `json:"severity"`
	Timestamp string            `json:"timestamp"`
	Details   map[string]string `json:"custom_details,omitempty"`
}

type incidentLink struct {
	URL  string `json:"href"`
	Text string `json:"text"`
}

type incidentImage struct {
	URL  string `json:"src"`
	Link string `json:"href,omitempty"`
	Alt  string `json:"alt"`
}

// pagerDuty sends an event for each notice. An episode is one incident: what fires
// triggers it, what clears resolves it. A test is resolved right after, so that
// it stays with nobody.
func (s *Sender) pagerDuty(ctx context.Context, l letter) (answer, error) {
	to := l.to.Get("url")
	if to == "" {
		to = s.home(alerts.PagerDuty) + "/v2/enqueue"
	}
	return s.each(ctx, l, func(ctx context.Context, c card) (answer, error) {
		event := newIncident(l.to.Get("key"), c)
		said, err := s.enqueue(ctx, to, event)
		if err != nil || c.notice.Event != alerts.Test {
			return said, err
		}
		return s.enqueue(ctx, to, event.resolved())
	})
}

// enqueue posts one event. A key that PagerDuty does not know is an error of the
// event there, and of the destination here.
func (s *Sender) enqueue(ctx context.Context, to string, event incident) (answer, error) {
	said, err := s.postJSON(ctx, to, event)
	if said.status == http.StatusBadRequest && bytes.Contains(bytes.ReplaceAll(bytes.ToLower(said.body), []byte("_"), []byte(" ")), []byte("routing key")) {
		return said, fault(errGone, said)
	}
	return said, err
}

// newIncident is a card as an event.
func newIncident(key string, c card) incident {
	event := incident{Key: key, Action: "trigger", Dedup: clip(dedup(c.notice), 255)}
	if c.notice.Event == alerts.Cleared {
		return event.resolved()
	}
	event.Client, event.Link = "chartd", c.page()
	event.Payload = &incidentFacts{
		Summary: c.text, Source: clip(clean(source(c)), maxTitle), Severity: severity(c),
		Timestamp: time.Unix(c.notice.At, 0).UTC().Format(time.RFC3339), Details: map[string]string{},
	}
	for _, f := range message.Facts(c.notice) {
		event.Payload.Details[f.Name] = f.Text
	}
	for _, l := range c.links() {
		event.Links = append(event.Links, incidentLink{l.url, l.label})
	}
	if c.chart != "" {
		event.Images = []incidentImage{{c.chart, c.stat, c.text}}
	}
	return event
}

// resolved is the event that ends an incident.
func (i incident) resolved() incident {
	return incident{Key: i.Key, Action: "resolve", Dedup: i.Dedup}
}

// source is what an incident is about.
func source(c card) string {
	if c.notice.Stat.Name != "" {
		return c.notice.Stat.Name
	}
	return "chartd"
}

// severity is one of PagerDuty's: a rule that somebody made is worth a call, a
// finding of a detector is worth a look.
func severity(c card) string {
	switch {
	case !c.firing():
		return "info"
	case c.notice.Alert.Automatic:
		return "warning"
	}
	return "error"
}
