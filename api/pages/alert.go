package pages

import (
	"cmp"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/stats"
)

// windows are the lengths that a rule may look back (contract, section 4).
var windows = []alerts.Span{"5m", "1h", "3h", "1d", "1w", "1M", "1y"}

// alertView is what an alert's page shows, and that of a new one.
type alertView struct {
	alerts.Watch
	New, Edit   bool
	State       alertState
	Words       string // the rule as it is, or as it is tried
	Windows     []alerts.Span
	Targets     []target
	Form        problem // the rule as it was sent, and what is wrong with it
	Stored      url.Values
	Test        *trial
	History     []historyRow
	Deaf        bool
	Search      string // of a stat to make an alert for
	ShowMore    bool   // of the form, which has something in its less needed part
	SnoozeError string
}

// target is a destination that a rule may have of its own.
type target struct {
	alerts.Destination
	ID     string // as the form has it
	Chosen bool
}

// historyRow is an entry of a rule's history in words.
type historyRow struct {
	At   time.Time
	What string
	Tone string
	Why  string
}

// maxHistory is how many entries of a rule's history a page shows.
const maxHistory = 100

// newAlertPage shows the form of a new alert over a stat, or asks for the stat.
func (p *Pages) newAlertPage(q *request) error {
	values := q.URL.Query()
	err := p.statToWatch(q, values.Get("stat"))
	if errors.Is(err, stats.ErrNotFound) {
		return p.chooseStat(q, values.Get("name"))
	}
	if err != nil {
		return err
	}
	return p.showAlert(q, http.StatusOK, alerts.Watch{Rule: standardRule, Stat: q.stat}, problem{form: values}, "")
}

// standardRule is what the form of a new alert begins with.
var standardRule = alerts.Rule{Kind: alerts.Value, Window: "1h", Operator: alerts.Greater, Checks: 1}

// statToWatch fills in the stat with a public id, of one of the visitor's projects.
func (p *Pages) statToWatch(q *request, id string) (err error) {
	q.stat, err = p.Things.Find(q.Context(), stats.Lookup{Public: stats.PublicID(id)})
	switch {
	case err != nil:
		return err
	case !q.who.in(q.stat.Project):
		return stats.ErrNotFound
	case !q.who.may(stats.Member):
		return errRole
	}
	return nil
}

// chooseStat asks for the stat of a new alert, by its name.
func (p *Pages) chooseStat(q *request, name string) error {
	view := alertView{New: true, Search: name}
	if name != "" {
		found, err := p.Things.Named(q.Context(), q.who.project().ID, []string{name})
		if err != nil {
			return err
		}
		if found[0].ID != 0 {
			return q.redirect("alerts/new?stat=" + string(found[0].Public))
		}
		view.Form = problem{Field: "name", Text: "this project has no stat of that name"}
	}
	return p.show(q, http.StatusOK, "alert", "New alert", view)
}

// alertPage shows an alert, as it is or as the form tries it.
func (p *Pages) alertPage(q *request, w alerts.Watch) error {
	return p.showAlert(q, http.StatusOK, w, problem{form: q.URL.Query()}, "")
}

// showAlert shows an alert with its form: as it is stored, or as it was sent.
func (p *Pages) showAlert(q *request, status int, w alerts.Watch, form problem, snooze string) error {
	view := alertView{
		Watch: w, New: w.Rule.ID == 0, Edit: q.who.may(stats.Member), State: standing(w, p.Now()),
		Windows: windows, Form: form, Stored: ruleForm(w.Rule, q.zone()), SnoozeError: snooze,
	}
	tried := w
	if form.form.Has("kind") {
		rule, err := readRule(sought(form.form), q.zone())
		if wrong := ruleProblem(err, form.form); wrong.Field != "" {
			view.Form = wrong
		} else {
			tried.Rule = merged(w.Rule, rule)
		}
	}
	if view.Form.Field == "" {
		if err := p.try(q, &view, tried); err != nil {
			return err
		}
		tried.Rule = view.Test.Rule
	}
	view.Words = message.Condition(tried)
	view.ShowMore = more(tried.Rule) || slices.Contains(hiddenFields, view.Form.Field)
	if err := p.alertTargets(q, &view); err != nil {
		return err
	}
	if view.New {
		return p.show(q, status, "alert", "New alert", view)
	}
	if err := p.history(q, &view); err != nil {
		return err
	}
	return p.show(q, status, "alert", "Alert: "+w.Stat.Name, view)
}

// sought is a form whose limit is looked for: none need be given.
func sought(form url.Values) url.Values {
	if !form.Has("find") {
		return form
	}
	form = maps.Clone(form)
	for _, field := range limitFields {
		if strings.TrimSpace(form.Get(field)) == "" {
			form.Set(field, "0")
		}
	}
	return form
}

// hiddenFields are those of the part of the form that is closed at first.
var hiddenFields = []string{"checks", "margin", "repeat", "maintenance", "destinations"}

// more reports whether a rule has something in that part.
func more(r alerts.Rule) bool {
	return r.Checks > 1 || r.Margin != 0 || r.Repeat != 0 || r.SilentEnd || len(r.Maintenance)+len(r.Destinations) > 0
}

// merged is a rule with what the form says; the rest stays what it is.
func merged(old, form alerts.Rule) alerts.Rule {
	form.ID, form.Public, form.Project, form.Stat, form.Created = old.ID, old.Public, old.Project, old.Stat, old.Created
	form.Paused, form.Snoozed = old.Paused, old.Snoozed
	return form
}

// alertTargets lists the project's destinations, ticked where the rule has them.
func (p *Pages) alertTargets(q *request, view *alertView) error {
	list, err := p.Alerts.Destinations(q.Context(), q.who.project().ID)
	if err != nil {
		return err
	}
	chosen := view.Stored["destinations"]
	if view.Form.form.Has("kind") {
		chosen = view.Form.form["destinations"]
	}
	view.Deaf = true
	for _, d := range list {
		t := target{Destination: d, ID: strconv.FormatInt(int64(d.ID), 10)}
		t.Chosen = slices.Contains(chosen, t.ID)
		view.Targets = append(view.Targets, t)
		if d.Off == "" && (t.Chosen || len(chosen) == 0 && d.Manual) {
			view.Deaf = false
		}
	}
	return nil
}

// history puts what changed, and why, into words.
func (p *Pages) history(q *request, view *alertView) error {
	list, err := p.Alerts.History(q.Context(), view.Rule.ID, maxHistory)
	if err != nil {
		return err
	}
	for _, e := range list {
		n := view.Told(e)
		row := historyRow{At: e.At, Why: strings.TrimPrefix(message.Sentence(n), view.Stat.Name+": ")}
		switch {
		case n.Event == alerts.Cleared:
			row.What, row.Tone = message.State(n), "good"
		case n.Event != "":
			row.What, row.Tone = message.State(n), "bad"
		case e.Verdict.Breach:
			row.What = "Not yet firing"
		default:
			row.What, row.Why = "Calm", unlike(n)
		}
		view.History = append(view.History, row)
	}
	return nil
}

// unlike says what a verdict found that is not what the rule looks for.
func unlike(n alerts.Notice) string {
	if n.Alert.Kind == alerts.Data {
		return "data comes in again"
	}
	return message.Figure(n, n.Value) + " is not " + message.Limit(n)
}

// createAlert makes an alert of the form.
func (p *Pages) createAlert(q *request) error {
	if err := p.statToWatch(q, q.PostForm.Get("stat")); err != nil {
		return err
	}
	rule, err := readRule(q.PostForm, q.zone())
	if err == nil {
		rule.Project, rule.Stat, rule.Created = q.stat.Project, q.stat.ID, p.Now()
		rule, err = p.Alerts.Create(q.Context(), rule)
	}
	if wrong := ruleProblem(err, q.PostForm); wrong.Field != "" {
		return p.showAlert(q, http.StatusUnprocessableEntity, alerts.Watch{Rule: standardRule, Stat: q.stat}, wrong, "")
	}
	if err != nil {
		return err
	}
	return p.done(q, "alerts/"+string(rule.Public), "The alert is made. It is looked at every minute.")
}

// saveAlert changes an alert to what the form says.
func (p *Pages) saveAlert(q *request, w alerts.Watch) error {
	rule, err := readRule(q.PostForm, q.zone())
	if err == nil {
		err = p.revise(q, w, func(now *alerts.Rule) { *now = merged(*now, rule) })
	}
	if wrong := ruleProblem(err, q.PostForm); wrong.Field != "" {
		return p.showAlert(q, http.StatusUnprocessableEntity, w, wrong, "")
	}
	if err != nil {
		return err
	}
	return p.done(q, atAlert(w), "Saved.")
}

// revise changes an alert as it is stored by now.
func (p *Pages) revise(q *request, w alerts.Watch, change func(*alerts.Rule)) error {
	_, err := p.Alerts.Revise(q.Context(), w.Rule.Project, w.Rule.Public, func(w alerts.Watch) (alerts.Rule, error) {
		change(&w.Rule)
		return w.Rule, nil
	})
	return err
}

// atAlert is the path of an alert, without its first slash.
func atAlert(w alerts.Watch) string { return "alerts/" + string(w.Rule.Public) }

// snoozes are the lengths of a snooze that pages offer.
var snoozes = map[string]time.Duration{"1h": time.Hour, "1d": 24 * time.Hour, "1w": 7 * 24 * time.Hour, "0": 0}

// snoozeAlert quiets an alert for a while, until a moment in the project's zone,
// or no longer.
func (p *Pages) snoozeAlert(q *request, w alerts.Watch) error {
	length, ok := snoozes[q.PostForm.Get("for")]
	until := p.Now().Add(length)
	if !ok {
		var err error
		until, err = time.ParseInLocation(formMoment, q.PostForm.Get("until"), q.zone())
		if err != nil || !until.After(p.Now()) || until.Unix() >= stats.MaxMoment {
			return p.showAlert(q, http.StatusUnprocessableEntity, w, problem{}, "not a time to come, such as "+p.Now().In(q.zone()).Add(24*time.Hour).Format(formMoment))
		}
	}
	said := "The alert sends nothing until " + when(until, q.zone()) + "."
	if ok && length == 0 {
		until, said = time.Time{}, "The alert is awake."
	}
	if err := p.revise(q, w, func(r *alerts.Rule) { r.Snoozed = until }); err != nil {
		return err
	}
	return p.done(q, atAlert(w), said)
}

// pauseAlert stops an alert until somebody goes on with it.
func (p *Pages) pauseAlert(q *request, w alerts.Watch) error {
	pause := q.PostForm.Get("pause") != "off"
	if err := p.revise(q, w, func(r *alerts.Rule) { r.Paused = pause }); err != nil {
		return err
	}
	said := "The alert goes on."
	if pause {
		said = "The alert is paused: it sends nothing until you go on."
	}
	return p.done(q, atAlert(w), said)
}

// deleteAlert deletes an alert with its history.
func (p *Pages) deleteAlert(q *request, w alerts.Watch) error {
	if err := p.Alerts.Delete(q.Context(), w.Rule.Project, w.Rule.Public); err != nil {
		return err
	}
	return p.done(q, "alerts", "The alert over "+w.Stat.Name+" is deleted.")
}

// readRule reads the form of a rule. Errors are *alerts.RuleError.
func readRule(form url.Values, zone *time.Location) (alerts.Rule, error) {
	spec := alerts.Spec{
		Kind: alerts.Kind(form.Get("kind")), TimeWindow: form.Get("time_window"), TimeDelta: form.Get("time_delta"),
		Operator: form.Get("operator"), Repeat: strings.TrimSpace(form.Get("repeat")), Destinations: form["destinations"],
	}
	if spec.Kind == alerts.Delta {
		spec.Operator = form.Get("change")
	}
	recovery := form.Get("notice_on_recovery") == "1"
	spec.Recovery = &recovery
	var err error
	if spec.Threshold, err = optional(form, "threshold"); err != nil {
		return alerts.Rule{}, err
	}
	if spec.Percentage, err = optional(form, "percentage"); err != nil {
		return alerts.Rule{}, err
	}
	margin, err := optional(form, "margin")
	if err != nil {
		return alerts.Rule{}, err
	}
	if margin != nil {
		spec.Margin = *margin
	}
	if spec.Checks, err = strconv.Atoi(cmp.Or(strings.TrimSpace(form.Get("checks")), "1")); err != nil {
		return alerts.Rule{}, &alerts.RuleError{Field: "checks", Limit: "is a number from 1 to " + strconv.Itoa(alerts.MaxChecks)}
	}
	if spec.Maintenance, err = parseMaintenance(form.Get("maintenance"), zone); err != nil {
		return alerts.Rule{}, &alerts.RuleError{Field: "maintenance", Limit: "has lines: " + err.Error()}
	}
	return spec.Rule()
}

// optional reads a number that may be left out.
func optional(form url.Values, field string) (*float64, error) {
	text := strings.TrimSpace(form.Get(field))
	if text == "" {
		return nil, nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, &alerts.RuleError{Field: field, Limit: "is a number such as 12.5"}
	}
	return &v, nil
}

// ruleForm is a rule as the form has it.
func ruleForm(r alerts.Rule, zone *time.Location) url.Values {
	form := url.Values{
		"kind": {string(r.Kind)}, "time_window": {string(r.Window)}, "time_delta": {string(cmp.Or(r.Ago, "1d"))},
		"operator": {string(r.Operator)}, "change": {string(alerts.Different)}, "threshold": {""}, "percentage": {""},
		"checks": {strconv.Itoa(max(r.Checks, 1))}, "margin": {exact(r.Margin)}, "repeat": {alerts.LengthText(r.Repeat)},
		"maintenance": {maintenanceText(r.Maintenance, zone)},
	}
	switch {
	case r.Kind == alerts.Value && (r.ID != 0 || r.Threshold != 0):
		form.Set("threshold", exact(r.Threshold))
	case r.Kind == alerts.Delta:
		form.Set("percentage", exact(r.Percentage))
		form.Set("change", string(r.Operator))
	}
	if !r.SilentEnd {
		form.Set("notice_on_recovery", "1")
	}
	for _, id := range r.Destinations {
		form.Add("destinations", strconv.FormatInt(int64(id), 10))
	}
	return form
}

// ruleProblem is what is wrong with a rule's form; no field means none of that kind.
func ruleProblem(err error, form url.Values) problem {
	var wrong *alerts.RuleError
	switch {
	case errors.As(err, &wrong):
		return problem{wrong.Field, cmp.Or(fieldNames[wrong.Field], wrong.Field) + " " + wrong.Limit, form}
	case errors.Is(err, alerts.ErrTooManyRules):
		return problem{"kind", err.Error(), form}
	case errors.Is(err, stats.ErrNotFound) && form.Has("destinations"):
		return problem{"destinations", "one of these destinations is gone", form}
	}
	return problem{form: form}
}

// fieldNames are fields as the form calls them.
var fieldNames = map[string]string{
	"time_window": "time", "time_delta": "compared with", "threshold": "limit", "percentage": "percentage",
	"operator": "the comparison", "checks": "minutes in a row", "margin": "margin",
}
