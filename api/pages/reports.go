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
	"chartd/alerts/report"
	"chartd/stats"
)

// reportTable lists the pages and forms of reports.
func (p *Pages) reportTable() []line {
	return []line{
		{"GET /reports", p.as(stats.ReadOnly, p.reportsPage)},
		{"POST /reports", p.as(stats.Member, p.createReport)},
		{"GET /reports/new", p.as(stats.Member, p.newReportPage)},
		{"GET /reports/{id}", p.report(stats.ReadOnly, p.reportPage)},
		{"GET /reports/{id}/preview", p.report(stats.ReadOnly, p.previewReport)},
		{"POST /reports/{id}", p.report(stats.Member, p.saveReport)},
		{"POST /reports/{id}/send", p.report(stats.Member, p.sendReport)},
		{"POST /reports/{id}/delete", p.report(stats.Member, p.deleteReport)},
	}
}

// reportsView is what the list of reports shows.
type reportsView struct {
	Rows      []reportRow
	Deaf      bool // no e-mail destination hears of news
	MailWaits bool
}

// reportRow is one report.
type reportRow struct {
	report.Report
	When, About string
	Next        time.Time // zero: never
}

// reportView is what a report's page shows, and that of a new one.
type reportView struct {
	report.Report
	New, Edit bool
	When      string
	Next      time.Time
	Stored    url.Values
	Form      problem
	Weekdays  []string
	Targets   []target
	Left      []string // names of those who unsubscribed
	MailWaits bool
}

// reportsPage lists the reports of the project.
func (p *Pages) reportsPage(q *request) error {
	list, err := p.Alerts.Reports(q.Context(), q.who.project().ID)
	if err != nil {
		return err
	}
	view := reportsView{MailWaits: !p.MailReady}
	for _, r := range list {
		view.Rows = append(view.Rows, reportRow{r, report.NewSpec(r).When(), about(r), p.next(r)})
	}
	view.Deaf, err = p.deaf(q, func(d alerts.Destination) bool { return d.Channel == alerts.Email && d.News })
	if err != nil {
		return err
	}
	return p.show(q, http.StatusOK, "reports", "Reports", view)
}

// about says which stats a report is about.
func about(r report.Report) string {
	switch {
	case len(r.Stats) == 1:
		return "1 stat"
	case len(r.Stats) > 0:
		return strconv.Itoa(len(r.Stats)) + " stats"
	case r.Tag != "":
		return "stats tagged " + r.Tag
	}
	return "all stats"
}

// next is when a report is sent next, the zero time for never.
func (p *Pages) next(r report.Report) time.Time {
	if r.Off {
		return time.Time{}
	}
	return r.Next(p.Now())
}

// report lets people with a role through to a report of the project that is
// looked at.
func (p *Pages) report(role stats.Role, serve func(*request, report.Report) error) func(*request) error {
	return p.as(role, func(q *request) error {
		r, err := p.Alerts.Report(q.Context(), q.who.project().ID, alerts.PublicID(q.PathValue("id")))
		if err != nil {
			return err
		}
		return serve(q, r)
	})
}

// newReportPage shows the form of a new report.
func (p *Pages) newReportPage(q *request) error {
	return p.showReport(q, http.StatusOK, report.Report{}, problem{})
}

// reportPage shows a report with its form and its preview.
func (p *Pages) reportPage(q *request, r report.Report) error {
	return p.showReport(q, http.StatusOK, r, problem{})
}

// weekdays are the days that a weekly report may be sent on.
var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

func (p *Pages) showReport(q *request, status int, r report.Report, form problem) error {
	spec := report.NewSpec(r)
	view := reportView{
		Report: r, New: r.ID == 0, Edit: q.who.may(stats.Member), When: spec.When(), Form: form, Weekdays: weekdays, MailWaits: !p.MailReady,
	}
	if view.New {
		spec = report.Spec{Name: "Weekly report", Period: report.Week, Time: "08:00", Weekday: "monday", Day: "1", SkipEmpty: true}
	} else {
		view.Next = p.next(r)
	}
	names, err := p.statNames(q, r.Stats)
	if err != nil {
		return err
	}
	view.Stored = reportForm(spec, names)
	if err := p.reportTargets(q, &view); err != nil {
		return err
	}
	if view.New {
		return p.show(q, status, "report", "New report", view)
	}
	q.frames = true
	return p.show(q, status, "report", "Report: "+r.Name, view)
}

// reportForm is a report as the form has it; its stats are names, one a line.
func reportForm(s report.Spec, names []string) url.Values {
	form := url.Values{
		"name": {s.Name}, "period": {string(s.Period)}, "time": {s.Time}, "weekday": {cmp.Or(s.Weekday, "monday")}, "day": {cmp.Or(s.Day, "1")},
		"zone": {s.Zone}, "stats": {strings.Join(names, "\n")}, "tag": {s.Tag}, "destinations": s.Destinations,
	}
	if s.SkipEmpty {
		form.Set("skip_empty", "1")
	}
	if s.Enabled == nil || *s.Enabled {
		form.Set("enabled", "1")
	}
	return form
}

// statNames are the names of stats; those that are gone are left out.
func (p *Pages) statNames(q *request, ids []stats.PublicID) ([]string, error) {
	var names []string
	for _, id := range ids {
		s, err := p.Things.Find(q.Context(), stats.Lookup{Public: id})
		switch {
		case errors.Is(err, stats.ErrNotFound):
		case err != nil:
			return nil, err
		case s.Project == q.who.project().ID:
			names = append(names, s.Name)
		}
	}
	return names, nil
}

// reportTargets lists the e-mail destinations, and those who left the report.
func (p *Pages) reportTargets(q *request, view *reportView) error {
	list, err := p.Alerts.Destinations(q.Context(), q.who.project().ID)
	if err != nil {
		return err
	}
	chosen := view.Stored["destinations"]
	if view.Form.form.Has("period") {
		chosen = view.Form.form["destinations"]
	}
	for _, d := range list {
		if d.Channel != alerts.Email {
			continue
		}
		t := target{Destination: d, ID: strconv.FormatInt(int64(d.ID), 10)}
		t.Chosen = slices.Contains(chosen, t.ID)
		view.Targets = append(view.Targets, t)
		if slices.Contains(view.Report.Left, d.ID) {
			view.Left = append(view.Left, d.Name)
		}
	}
	return nil
}

// readReport reads the form of a report. Errors are *alerts.RuleError.
func (p *Pages) readReport(q *request) (report.Report, error) {
	form := q.PostForm
	on := form.Get("enabled") == "1"
	spec := report.Spec{
		Name: form.Get("name"), Period: report.Period(form.Get("period")), Time: strings.TrimSpace(form.Get("time")), Weekday: form.Get("weekday"),
		Day: strings.TrimSpace(form.Get("day")), Zone: form.Get("zone"), Tag: form.Get("tag"), Destinations: form["destinations"],
		SkipEmpty: form.Get("skip_empty") == "1", Enabled: &on,
	}
	var names []string
	for line := range strings.Lines(form.Get("stats")) {
		if name := strings.TrimSpace(line); name != "" {
			names = append(names, name)
		}
	}
	if len(names) > report.MaxStats {
		return report.Report{}, &alerts.RuleError{Field: "stats", Limit: "are at most " + strconv.Itoa(report.MaxStats)}
	}
	if len(names) > 0 {
		found, err := p.Things.Named(q.Context(), q.who.project().ID, names)
		if err != nil {
			return report.Report{}, err
		}
		for i, s := range found {
			if s.ID == 0 {
				return report.Report{}, &alerts.RuleError{Field: "stats", Limit: "have one that this project does not: " + names[i]}
			}
			spec.Stats = append(spec.Stats, s.Public)
		}
	}
	return spec.Report()
}

// reportProblem is what is wrong with a report's form.
func reportProblem(err error, form url.Values) (problem, bool) {
	var wrong *alerts.RuleError
	switch {
	case errors.As(err, &wrong):
		return problem{wrong.Field, wrong.Error(), form}, true
	case errors.Is(err, report.ErrTooManyReports):
		return problem{"name", err.Error(), form}, true
	case errors.Is(err, stats.ErrNotFound) && form.Has("destinations"):
		return problem{"destinations", "one of these destinations is gone", form}, true
	}
	return problem{}, false
}

// createReport makes a report of the form.
func (p *Pages) createReport(q *request) error {
	r, err := p.readReport(q)
	if err == nil {
		r.Project, r.Created = q.who.project().ID, p.Now()
		r, err = p.Alerts.CreateReport(q.Context(), r)
	}
	if wrong, ok := reportProblem(err, q.PostForm); ok {
		return p.showReport(q, http.StatusUnprocessableEntity, report.Report{}, wrong)
	}
	if err != nil {
		return err
	}
	return p.done(q, atReport(r), "The report is made. Below is what it would say now.")
}

// atReport is the path of a report, without its first slash.
func atReport(r report.Report) string { return "reports/" + string(r.Public) }

// saveReport changes a report to what the form says.
func (p *Pages) saveReport(q *request, old report.Report) error {
	r, err := p.readReport(q)
	if err == nil {
		_, err = p.Alerts.ReviseReport(q.Context(), p.Now(), old.Project, old.Public, func(report.Report) (report.Report, error) { return r, nil })
	}
	if wrong, ok := reportProblem(err, q.PostForm); ok {
		return p.showReport(q, http.StatusUnprocessableEntity, old, wrong)
	}
	if err != nil {
		return err
	}
	return p.done(q, atReport(old), "Saved.")
}

// digest is the notice of a report as it would be sent now.
func (p *Pages) digest(q *request, r report.Report) (alerts.Notice, error) {
	now := p.Now()
	d, err := report.Builder{Series: p.Reader, Things: p.Things, Rules: p.Alerts}.Build(q.Context(), r, now)
	if err != nil {
		return alerts.Notice{}, err
	}
	return report.NewNotice(d, "now."+strconv.FormatInt(stats.NewID(), 36), now), nil
}

// letterPolicy lets the page of a mail show the pictures that it carries, in a
// frame of this server, and nothing else.
const letterPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"

// previewReport answers with the mail of a report as a page.
func (p *Pages) previewReport(q *request, r report.Report) error {
	n, err := p.digest(q, r)
	if err != nil {
		return err
	}
	page, err := p.Letter(alerts.Message{Key: n.Key, Project: r.Project, Notices: []alerts.Notice{n}, Created: p.Now().Unix()})
	if err != nil {
		return err
	}
	q.answer(http.StatusOK, letterPolicy, []byte(page))
	return nil
}

// sendReport sends a report now; when it is due stays as it is.
func (p *Pages) sendReport(q *request, r report.Report) error {
	n, err := p.digest(q, r)
	if err != nil {
		return err
	}
	count, err := p.Alerts.SendReport(q.Context(), p.Now(), r, n)
	if err != nil {
		return err
	}
	said := "The report is on its way to " + strconv.Itoa(count) + " destinations."
	switch {
	case count == 0:
		said = "Nobody gets this report: choose destinations, or let one hear of news."
	case !p.MailReady:
		said = "The report is in the outbox, where e-mail waits: no --smtp-url is set."
	case count == 1:
		said = "The report is on its way to 1 destination."
	}
	p.wake()
	return p.done(q, atReport(r), said)
}

// deleteReport deletes a report.
func (p *Pages) deleteReport(q *request, r report.Report) error {
	if err := p.Alerts.DeleteReport(q.Context(), r.Project, r.Public); err != nil {
		return err
	}
	return p.done(q, "reports", "The report "+r.Name+" is deleted.")
}
