package pages

import (
	"cmp"
	"errors"
	"net/http"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/stats"
)

// outboxView is what the page of messages shows.
type outboxView struct {
	Waiting, Dead []letterRow
	More          bool // there are more than are shown
	MailWaits     bool // e-mail waits for a setting of this server
}

// letterRow is a message that was not delivered yet, or will not be.
type letterRow struct {
	Key, Title string
	To         alerts.Destination
	Created    time.Time
	Tries      int
	Due        time.Time // of the next try
	Why        string    // it is still here
}

const (
	// maxLetters is how many messages of each kind a page lists.
	maxLetters = 100
	// maxAttempts is how many tries of a destination are looked at.
	maxAttempts = 200
)

// outboxPage lists the messages that wait, and those that were given up.
func (p *Pages) outboxPage(q *request) error {
	destinations, err := p.Alerts.Destinations(q.Context(), q.who.project().ID)
	if err != nil {
		return err
	}
	to := map[alerts.DestinationID]alerts.Destination{}
	for _, d := range destinations {
		to[d.ID] = d
	}
	var view outboxView
	if view.Waiting, err = p.letters(q, alerts.Waiting, to); err != nil {
		return err
	}
	if view.Dead, err = p.letters(q, alerts.Dead, to); err != nil {
		return err
	}
	view.More = len(view.Waiting) == maxLetters || len(view.Dead) == maxLetters
	for _, row := range view.Waiting {
		view.MailWaits = view.MailWaits || p.mailWaits(row.To)
	}
	return p.show(q, http.StatusOK, "outbox", "Outbox", view)
}

// mailWaits reports whether messages to a destination wait for a setting of this
// server.
func (p *Pages) mailWaits(d alerts.Destination) bool {
	return d.Channel == alerts.Email && !p.MailReady
}

// letters are the project's messages of a status.
func (p *Pages) letters(q *request, status alerts.Status, to map[alerts.DestinationID]alerts.Destination) ([]letterRow, error) {
	list, err := p.Alerts.Letters(q.Context(), q.who.project().ID, status, maxLetters)
	if err != nil {
		return nil, err
	}
	answers := map[string]string{} // the last one, by message
	asked := map[alerts.DestinationID]bool{}
	rows := make([]letterRow, len(list))
	for i, l := range list {
		m := l.Message
		if !asked[m.Destination] {
			asked[m.Destination] = true
			tries, err := p.Alerts.Attempts(q.Context(), m.Destination, maxAttempts)
			if err != nil {
				return nil, err
			}
			for _, a := range tries {
				if _, ok := answers[a.Message]; !ok {
					answers[a.Message] = a.Answer
				}
			}
		}
		rows[i] = letterRow{
			Key: m.Key, Title: message.Title(m), To: to[m.Destination], Created: time.Unix(m.Created, 0), Tries: m.Tries,
			Due: l.Due, Why: cmp.Or(p.why(to[m.Destination], answers[m.Key]), noAnswer[status]),
		}
	}
	return rows, nil
}

// noAnswer is why a message is still here that was never tried.
var noAnswer = map[alerts.Status]string{alerts.Waiting: "not tried yet", alerts.Dead: "it waited for more than three days"}

// why says what holds a message up; "" is nothing.
func (p *Pages) why(d alerts.Destination, answer string) string {
	switch {
	case d.Off != "":
		return "its destination is off: " + d.Off
	case p.mailWaits(d):
		return "no --smtp-url is set"
	}
	return answer
}

// retryLetter makes a message due now.
func (p *Pages) retryLetter(q *request) error {
	err := p.Alerts.Retry(q.Context(), q.who.project().ID, q.PostFormValue("key"), p.Now())
	said := "The message is tried again now."
	if errors.Is(err, stats.ErrNotFound) {
		err, said = nil, "The message is gone already."
	}
	if err != nil {
		return err
	}
	p.wake()
	return p.done(q, "outbox", said)
}

// dropLetter gives a message up. One that is gone already is gone.
func (p *Pages) dropLetter(q *request) error {
	err := p.Alerts.Drop(q.Context(), q.who.project().ID, q.PostFormValue("key"))
	if err != nil && !errors.Is(err, stats.ErrNotFound) {
		return err
	}
	return p.done(q, "outbox", "The message is dropped.")
}

// wake tells a courier of new messages.
func (p *Pages) wake() {
	if p.Wake != nil {
		p.Wake()
	}
}
