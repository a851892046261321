package pages

import (
	"context"
	"net/http"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/alerts/report"
	"chartd/api/tries"
	"chartd/stats"
)

// linkView is what a signed link of a message shows.
type linkView struct {
	Token       string
	Act         alerts.Act
	Destination alerts.Destination
	Alert       string // what the alert looks for
	Stat        string // its name
	Report      string // name of the report that is left; "" is everything
	Done        string // what was done; "": the button is still to press
	Quiet       time.Time
}

// linkPage shows what a signed link can do, and a button. It changes nothing:
// programs that look at links in mails must not act.
func (p *Pages) linkPage(q *request) error {
	view, _, err := p.readLink(q)
	if err != nil {
		return err
	}
	return p.show(q, http.StatusOK, "link", linkTitle(view), view)
}

// useLink does what a signed link says: for who pressed the button, and for a
// mail program that sends the bare form of RFC 8058, without a cookie.
func (p *Pages) useLink(q *request) error {
	view, act, err := p.readLink(q)
	if err != nil {
		return err
	}
	if view.Done, err = act(); err != nil {
		return err
	}
	return p.show(q, http.StatusOK, "link", linkTitle(view), view)
}

// linkTitle is the heading of a link's page.
func linkTitle(view linkView) string {
	if view.Act == alerts.Snooze {
		return "Snooze an alert"
	}
	return "Unsubscribe"
}

// readLink reads the link of the path: what to show of it, and what it does.
func (p *Pages) readLink(q *request) (view linkView, act func() (string, error), err error) {
	if p.tries.Spent(q.RemoteAddr, p.Now()) {
		q.w.Header().Set("Retry-After", tries.RetryAfter)
		return view, nil, errTries
	}
	key, err := p.signingKey(q.Context())
	if err != nil {
		return view, nil, err
	}
	link, err := key.Read(q.PathValue("token"))
	if err != nil {
		p.tries.Miss(q.RemoteAddr, p.Now())
		return view, nil, stats.ErrNotFound
	}
	view = linkView{Token: q.PathValue("token"), Act: link.Act}
	if view.Destination, err = p.Alerts.Destination(q.Context(), link.Destination); err != nil {
		return view, nil, err
	}
	if q.home, err = p.People.Project(q.Context(), view.Destination.Project); err != nil {
		return view, nil, err
	}
	switch link.Act {
	case alerts.Snooze:
		w, err := p.Alerts.Watch(q.Context(), view.Destination.Project, link.Alert)
		view.Stat, view.Alert, view.Quiet = w.Stat.Name, message.Condition(w), w.Rule.QuietUntil(p.Now())
		if !view.Quiet.After(p.Now()) {
			view.Quiet = time.Time{}
		}
		return view, func() (string, error) { return p.snoozeByLink(q, w) }, err
	case alerts.Unsubscribe:
		if view.Destination.Channel != alerts.Email { // others are of teams, which no reader speaks for
			return view, nil, stats.ErrNotFound
		}
		if link.Report == "" {
			return view, func() (string, error) { return p.unsubscribe(q, view.Destination) }, nil
		}
		r, err := p.Alerts.Report(q.Context(), view.Destination.Project, link.Report)
		view.Report = r.Name
		return view, func() (string, error) { return p.leaveReport(q, r, view.Destination) }, err
	}
	return view, nil, stats.ErrNotFound
}

// signingKey is the key of links, which is read once: it never changes.
func (p *Pages) signingKey(ctx context.Context) (alerts.LinkKey, error) {
	if known := p.linkKey.Load(); known != nil {
		return *known, nil
	}
	key, err := p.LinkKey(ctx)
	if err == nil {
		p.linkKey.Store(&key)
	}
	return key, err
}

// snoozeByLink quiets an alert for as long as the form says, a day if it does
// not. A link makes nothing louder: a longer snooze stays.
func (p *Pages) snoozeByLink(q *request, w alerts.Watch) (string, error) {
	length := snoozes[q.PostFormValue("for")]
	if length == 0 {
		length = snoozes["1d"]
	}
	until := p.Now().Add(length)
	err := p.revise(q, w, func(r *alerts.Rule) {
		if until.Before(r.Snoozed) {
			until = r.Snoozed
		}
		r.Snoozed = until
	})
	if err != nil {
		return "", err
	}
	return "The alert sends nothing until " + when(until, q.zone()) + ".", nil
}

// byReader is why a destination is off that its reader unsubscribed.
const byReader = "unsubscribed by its reader"

// unsubscribe switches an e-mail destination off.
func (p *Pages) unsubscribe(q *request, d alerts.Destination) (string, error) {
	if err := p.Alerts.SwitchOff(q.Context(), d.ID, byReader); err != nil {
		return "", err
	}
	return d.Target.Get("address") + " gets no more messages.", nil
}

// leaveReport takes an e-mail destination out of a report.
func (p *Pages) leaveReport(q *request, r report.Report, d alerts.Destination) (string, error) {
	if err := p.Alerts.LeaveReport(q.Context(), r.Public, d.ID); err != nil {
		return "", err
	}
	return d.Target.Get("address") + " does not get the report " + r.Name + " any more.", nil
}
