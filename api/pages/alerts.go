package pages

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/alerts/report"
	"chartd/stats"
)

// AlertStore is where alerts, destinations, messages and reports are kept.
type AlertStore interface {
	alerts.Book
	alerts.Histories
	alerts.Destinations
	alerts.Letters
	alerts.Outbox
	alerts.Detectors
	report.Book
	report.Doors
}

// alertTable lists the pages and forms of alerts, in reading order.
func (p *Pages) alertTable() []line {
	return []line{
		{"GET /alerts", p.as(stats.ReadOnly, p.alertsPage)},
		{"POST /alerts", p.as(stats.Member, p.createAlert)},
		{"GET /alerts/new", p.as(stats.Member, p.newAlertPage)},
		{"GET /alerts/{id}", p.alert(stats.ReadOnly, p.alertPage)},
		{"POST /alerts/{id}", p.alert(stats.Member, p.saveAlert)},
		{"POST /alerts/{id}/snooze", p.alert(stats.Member, p.snoozeAlert)},
		{"POST /alerts/{id}/pause", p.alert(stats.Member, p.pauseAlert)},
		{"POST /alerts/{id}/delete", p.alert(stats.Member, p.deleteAlert)},
		{"POST /stats/{id}/automatic", p.edit(p.switchAutomatic)},
		{"POST /stats/{id}/usual", p.edit(p.denyAnomaly)},
		{"GET /destinations", p.as(stats.ReadOnly, p.destinationsPage)},
		{"POST /destinations", p.as(stats.Member, p.createDestination)},
		{"GET /destinations/new", p.as(stats.Member, p.newDestinationPage)},
		{"GET /destinations/{id}", p.destination(stats.ReadOnly, p.destinationPage)},
		{"POST /destinations/{id}", p.destination(stats.Member, p.saveDestination)},
		{"POST /destinations/{id}/test", p.destination(stats.Member, p.testDestination)},
		{"POST /destinations/{id}/on", p.destination(stats.Member, p.switchOn)},
		{"POST /destinations/{id}/delete", p.destination(stats.Member, p.deleteDestination)},
		{"GET /outbox", p.as(stats.ReadOnly, p.outboxPage)},
		{"POST /outbox/retry", p.as(stats.Member, p.retryLetter)},
		{"POST /outbox/drop", p.as(stats.Member, p.dropLetter)},
		{"GET /l/{token}", p.linkPage},
		{"POST /l/{token}", p.useLink},
	}
}

// alertsView is what the list of alerts shows.
type alertsView struct {
	Rows      []alertRow
	Search    string
	Back, Fwd string // ways to the pages before and after; "" is none
	First     int    // number of the first row
	Last      int
	Total     int  // how many are found
	Empty     bool // the project has no alert at all
	Deaf      bool // nobody hears of manual alerts
	Automatic automaticView
}

// alertRow is one alert.
type alertRow struct {
	alerts.Watch
	State alertState
}

// Words is what the alert looks for.
func (r alertRow) Words() string { return message.Condition(r.Watch) }

// LastTold is when something was told of it last, the zero time for never.
func (r alertRow) LastTold() time.Time { return r.Watch.State.Told }

// alertState is how an alert stands, for people.
type alertState struct {
	Word  string
	Tone  string    // of the word: "bad", "good" or ""
	Until time.Time // of a snooze or a maintenance
}

// standing is how an alert stands at a moment: what fires says so, also while it
// sends nothing.
func standing(w alerts.Watch, now time.Time) alertState {
	quiet := w.Rule.QuietUntil(now)
	switch {
	case !w.Stat.Trashed.IsZero():
		return alertState{Word: "Stat in the trash"}
	case w.Rule.Paused:
		return alertState{Word: "Paused"}
	case quiet.After(now) && w.Rule.Snoozed.After(now):
		return alertState{Word: "Snoozed", Until: quiet}
	case quiet.After(now):
		return alertState{Word: "Maintenance", Until: quiet}
	case w.State.Phase == alerts.Firing:
		return alertState{Word: "Firing", Tone: "bad"}
	}
	return alertState{Word: "OK", Tone: "good"}
}

// rank sorts alerts: what fires, what is quiet by wish, what is well.
func (s alertState) rank() int {
	switch s.Tone {
	case "bad":
		return 0
	case "":
		return 1
	}
	return 2
}

// alertRows are alerts as lists show them, what fires first, then by name.
func alertRows(list []alerts.Watch, now time.Time) []alertRow {
	rows := make([]alertRow, len(list))
	for i, w := range list {
		rows[i] = alertRow{w, standing(w, now)}
	}
	slices.SortStableFunc(rows, func(a, b alertRow) int {
		return cmp.Or(cmp.Compare(a.State.rank(), b.State.rank()), cmp.Compare(a.Stat.Name, b.Stat.Name))
	})
	return rows
}

// alertsPage shows the alerts of the project.
func (p *Pages) alertsPage(q *request) error {
	project := q.who.project().ID
	list, err := p.Alerts.Watches(q.Context(), project)
	if err != nil {
		return err
	}
	view := alertsView{Search: strings.TrimSpace(q.URL.Query().Get("q")), Empty: len(list) == 0}
	page, _ := strconv.Atoi(q.URL.Query().Get("page")) // what is no number is the first page
	page = min(max(page, 1), alerts.MaxRules)
	if view.Search != "" {
		list = slices.DeleteFunc(list, func(w alerts.Watch) bool {
			return !strings.Contains(strings.ToLower(w.Stat.Name), strings.ToLower(view.Search))
		})
	}
	rows := alertRows(list, p.Now())
	view.Total = len(rows)
	from, to := min((page-1)*perPage, len(rows)), min(page*perPage, len(rows))
	view.Rows, view.First, view.Last = rows[from:to], from+1, to
	if to < len(rows) {
		view.Fwd = view.query(page + 1)
	}
	if page > 1 {
		view.Back = view.query(page - 1)
	}
	if view.Deaf, err = p.deaf(q, func(d alerts.Destination) bool { return d.Manual }); err != nil {
		return err
	}
	if view.Automatic, err = p.automatic(q); err != nil {
		return err
	}
	return p.show(q, http.StatusOK, "alerts", "Alerts", view)
}

// query leads to another page of the same list.
func (v alertsView) query(page int) string {
	values := url.Values{"page": {strconv.Itoa(page)}}
	if v.Search != "" {
		values.Set("q", v.Search)
	}
	return "alerts?" + values.Encode()
}

// deaf reports whether no destination that is on hears of something.
func (p *Pages) deaf(q *request, hears func(alerts.Destination) bool) (bool, error) {
	list, err := p.Alerts.Destinations(q.Context(), q.who.project().ID)
	return !slices.ContainsFunc(list, func(d alerts.Destination) bool { return d.Off == "" && hears(d) }), err
}

// alert lets people with a role through to an alert of one of their projects.
func (p *Pages) alert(role stats.Role, serve func(*request, alerts.Watch) error) func(*request) error {
	return func(q *request) error {
		var err error
		if q.who, err = p.visitor(q); err != nil {
			return err
		}
		if !q.who.signedIn() {
			return p.askToSignIn(q)
		}
		w, err := p.findAlert(q)
		if err != nil {
			return err
		}
		if !q.who.may(role) {
			return errRole
		}
		return serve(q, w)
	}
}

// findAlert finds the alert of the path in the visitor's projects, that which is
// looked at first: a message may lead to another.
func (p *Pages) findAlert(q *request) (alerts.Watch, error) {
	ids := []stats.ProjectID{q.who.project().ID}
	for _, project := range q.who.projects {
		ids = append(ids, project.ID)
	}
	for _, id := range ids {
		w, err := p.Alerts.Watch(q.Context(), id, alerts.PublicID(q.PathValue("id")))
		if !errors.Is(err, stats.ErrNotFound) {
			q.who.in(id)
			return w, err
		}
	}
	return alerts.Watch{}, stats.ErrNotFound
}
