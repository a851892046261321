package v1

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
)

// Alerts keeps alerts, reports, where both are told, and what waits to be told.
type Alerts interface {
	alerts.Book
	alerts.Histories
	alerts.Destinations
	alerts.Letters
	alerts.Detectors
	report.Book
	// Enqueue adds a message by hand.
	Enqueue(ctx context.Context, to alerts.DestinationID, n alerts.Notice, now time.Time) error
}

// alertJSON is an alert as it is shown.
type alertJSON struct {
	alerts.Spec
	State   string `json:"state"`           // ok or firing
	Since   string `json:"since,omitempty"` // when it began to fire
	Created string `json:"created"`
}

type alertsJSON struct {
	Alerts []alertJSON `json:"alerts"`
	Next   string      `json:"next,omitempty"`
}

// entryJSON is a line of an alert's history, with the figures it was decided on.
type entryJSON struct {
	ID        string         `json:"id"`
	At        string         `json:"at"`
	From      string         `json:"from"`
	To        string         `json:"to"`
	Notices   []alerts.Event `json:"notices"`
	WindowEnd string         `json:"window_end"`
	Value     *float64       `json:"value"`
	Previous  *float64       `json:"previous"`
	Percent   *float64       `json:"percentage"`
	Limit     float64        `json:"limit"`
}

type historyJSON struct {
	Entries []entryJSON `json:"entries"`
}

func showAlert(w alerts.Watch) alertJSON {
	out := alertJSON{Spec: alerts.NewSpec(w.Rule, w.Stat), State: w.State.Phase.String(), Created: stamp(w.Rule.Created)}
	enabled, recovery := !w.Rule.Paused, !w.Rule.SilentEnd
	out.Enabled, out.Recovery = &enabled, &recovery
	if w.State.Phase == alerts.Firing {
		out.Since = stamp(w.State.Began)
	}
	return out
}

// ruled makes an error about a field of what rules and destinations refuse.
func ruled(err error) error {
	if e := (*alerts.RuleError)(nil); errors.As(err, &e) {
		return invalid(e.Field, "%s", e.Limit)
	}
	return err
}

// chosen says that it was one of the destinations that was not found when a rule
// or report was saved: all else is known.
func chosen(places []alerts.DestinationID, err error) error {
	if isGone(err) && len(places) > 0 {
		return about("destinations", err)
	}
	return err
}

func (f *face) listAlerts(r request) (answer, error) {
	q, err := query(r, "stat", "limit", "offset")
	if err != nil {
		return answer{}, err
	}
	page, err := pageOf(q)
	if err != nil {
		return answer{}, err
	}
	list, err := f.watches(r, q)
	if err != nil {
		return answer{}, err
	}
	list = list[min(page.Offset, len(list)):]
	out := alertsJSON{Alerts: []alertJSON{}}
	if len(list) > page.Limit {
		list = list[:page.Limit]
		out.Next = nextPage("/alerts", q, page)
	}
	for _, w := range list {
		out.Alerts = append(out.Alerts, showAlert(w))
	}
	return answer{body: out, next: out.Next}, nil
}

// watches lists the project's alerts, or those over one stat.
func (f *face) watches(r request, q url.Values) ([]alerts.Watch, error) {
	list, err := f.Alerts.Watches(r.Context(), r.token.Project)
	if err != nil || !q.Has("stat") {
		return list, err
	}
	s, err := f.find(r, q.Get("stat"))
	if err != nil {
		return nil, about("stat", err)
	}
	return slices.DeleteFunc(list, func(w alerts.Watch) bool { return w.Stat.ID != s.ID }), nil
}

// alertID is the id of the alert that a URL names.
func alertID(r request) alerts.PublicID { return alerts.PublicID(r.PathValue("id")) }

// watch is the alert that a URL names.
func (f *face) watch(r request) (alerts.Watch, error) {
	return f.Alerts.Watch(r.Context(), r.token.Project, alertID(r))
}

func (f *face) alert(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	w, err := f.watch(r)
	return answer{body: showAlert(w)}, err
}

func (f *face) createAlert(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	rule, s, err := f.newRule(r, body)
	if err != nil {
		return answer{}, err
	}
	rule.Created = f.Now()
	if rule, err = f.Alerts.Create(r.Context(), rule); err != nil {
		return answer{}, chosen(rule.Destinations, err)
	}
	return answer{
		status: http.StatusCreated, location: base + "/alerts/" + string(rule.Public),
		body: showAlert(alerts.Watch{Rule: rule, Stat: s}),
	}, nil
}

// newRule reads a rule and the stat that it is over, all of a body.
func (f *face) newRule(r request, body fields) (rule alerts.Rule, s stats.Stat, err error) {
	var spec alerts.Spec
	if err = takeStat(body, &spec); err != nil {
		return rule, s, err
	}
	if err = takeSpec(body, &spec); err != nil {
		return rule, s, err
	}
	if rule, err = spec.Rule(); err != nil {
		return rule, s, ruled(err)
	}
	if s, err = f.specStat(r, spec); err != nil {
		return rule, s, err
	}
	rule.Project, rule.Stat = r.token.Project, s.ID
	return rule, s, nil
}

// specStat is the stat that a spec names, by its id or else by its name.
func (f *face) specStat(r request, s alerts.Spec) (stats.Stat, error) {
	if s.StatID == "" && s.StatName != "" {
		found, err := f.named(r, s.StatName)
		if w := (*wrong)(nil); errors.As(err, &w) {
			err = about("stat_name", w.err)
		}
		return found, err
	}
	if s.StatID == "" {
		return stats.Stat{}, invalid("stat_id", "say which stat the alert is over")
	}
	found, err := f.find(r, string(s.StatID))
	return found, about("stat_id", err)
}

// replaceAlert leaves nothing of what the alert was but its stat, and what it
// remembers.
func (f *face) replaceAlert(r request) (answer, error) {
	return f.reviseAlert(r, func(alerts.Rule) alerts.Spec { return alerts.Spec{} })
}

func (f *face) updateAlert(r request) (answer, error) {
	return f.reviseAlert(r, func(rule alerts.Rule) alerts.Spec { return alerts.NewSpec(rule, stats.Stat{}) })
}

// reviseAlert changes an alert to what the fields of a body make of a spec. They
// need not name the stat, and cannot name another.
func (f *face) reviseAlert(r request, begin func(alerts.Rule) alerts.Spec) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	var named alerts.Spec
	if err := takeStat(body, &named); err != nil {
		return answer{}, err
	}
	var over stats.Stat // the zero one: the body names none
	if named.StatID != "" || named.StatName != "" {
		if over, err = f.specStat(r, named); err != nil {
			return answer{}, err
		}
	}
	w, err := f.Alerts.Revise(r.Context(), r.token.Project, alertID(r), func(w alerts.Watch) (alerts.Rule, error) {
		if err := unchanged(r, showAlert(w)); err != nil {
			return w.Rule, err
		}
		spec := begin(w.Rule)
		if err := takeSpec(body, &spec); err != nil {
			return w.Rule, err
		}
		if over.ID != 0 && over.ID != w.Stat.ID {
			return w.Rule, invalid("stat_id", "it cannot change: make an alert for the other stat")
		}
		return spec.Revise(w.Rule)
	})
	return answer{body: showAlert(w)}, chosen(w.Rule.Destinations, ruled(err))
}

func (f *face) deleteAlert(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, f.Alerts.Delete(r.Context(), r.token.Project, alertID(r))
}

func (f *face) snoozeAlert(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	until, err := takeSnooze(body, f.Now())
	if err == nil {
		err = body.done()
	}
	if err != nil {
		return answer{}, err
	}
	return f.snooze(r, until)
}

func (f *face) wakeAlert(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	return f.snooze(r, time.Time{})
}

// snooze keeps an alert silent until a moment; the zero time wakes it.
func (f *face) snooze(r request, until time.Time) (answer, error) {
	w, err := f.Alerts.Revise(r.Context(), r.token.Project, alertID(r), func(w alerts.Watch) (alerts.Rule, error) {
		w.Rule.Snoozed = until
		return w.Rule, nil
	})
	return answer{body: showAlert(w)}, err
}

// maxSnooze is the longest snooze: who wants more pauses the alert.
const maxSnooze = 366 * 24 * time.Hour

// takeSnooze reads until when an alert is to be silent: a moment or a length.
func takeSnooze(body fields, now time.Time) (until time.Time, err error) {
	var length string
	timed, err := body.take("until", &until, "a moment such as 2026-01-31T15:04:05Z")
	if err != nil {
		return until, err
	}
	field := "until"
	if !timed {
		field = "for"
		if _, err := body.take("for", &length, "a length such as 1h30m"); err != nil {
			return until, err
		}
		d, err := time.ParseDuration(length)
		if err != nil {
			return until, invalid("for", "give a length such as 1h30m, or until a moment")
		}
		until = now.Add(d)
	}
	if !until.After(now) || until.After(now.Add(maxSnooze)) {
		return until, invalid(field, "must end after now, within 366 days")
	}
	return until.UTC().Truncate(time.Second), nil
}

func (f *face) alertHistory(r request) (answer, error) {
	q, err := query(r, "limit")
	if err != nil {
		return answer{}, err
	}
	limit, err := number(q, "limit", usualPage, 1, maxPage)
	if err != nil {
		return answer{}, err
	}
	w, err := f.watch(r)
	if err != nil {
		return answer{}, err
	}
	list, err := f.Alerts.History(r.Context(), w.Rule.ID, int(limit))
	if err != nil {
		return answer{}, err
	}
	out := historyJSON{Entries: []entryJSON{}}
	for _, e := range list {
		out.Entries = append(out.Entries, showEntry(e))
	}
	return answer{body: out}, nil
}

func showEntry(e alerts.Entry) entryJSON {
	out := entryJSON{
		ID: strconv.FormatInt(e.ID, 10), At: stamp(e.At), From: e.From.String(), To: e.To.String(), Notices: e.Events,
		WindowEnd: stamp(time.Unix(e.Verdict.End.Unix(), 0)),
		Value:     e.Verdict.Value, Previous: e.Verdict.Previous, Percent: e.Verdict.Percent, Limit: e.Limit,
	}
	if out.Notices == nil {
		out.Notices = []alerts.Event{}
	}
	return out
}
