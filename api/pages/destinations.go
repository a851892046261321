package pages

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"chartd/alerts"
	"chartd/stats"
)

// destinationsView is what the list of destinations shows.
type destinationsView struct {
	Rows      []destinationRow
	Channels  []channel
	MailWaits bool
}

// destinationRow is one destination.
type destinationRow struct {
	alerts.Destination
	Title string // of the channel
	Where string // it sends to, without secrets
}

// destinationView is what a destination's page shows, and that of a new one.
type destinationView struct {
	alerts.Destination
	New, Edit bool
	About     channel
	Fields    []setting
	Form      problem
	Log       []alerts.Attempt
	MailWaits bool
}

// setting is a field of a channel's form.
type setting struct {
	alerts.Setting
	ID          string // of the field
	Title, Help string
	Value       string // as it was sent or is stored; never a secret that is stored
	Set         bool   // a secret is stored
}

// destinationsPage lists the destinations of the project.
func (p *Pages) destinationsPage(q *request) error {
	list, err := p.Alerts.Destinations(q.Context(), q.who.project().ID)
	if err != nil {
		return err
	}
	view := destinationsView{}
	for _, d := range list {
		view.Rows = append(view.Rows, destinationRow{d, channelOf(d.Channel).Title, where(d)})
		view.MailWaits = view.MailWaits || p.mailWaits(d)
	}
	for _, c := range alerts.Channels() {
		view.Channels = append(view.Channels, channelOf(c))
	}
	slices.SortStableFunc(view.Channels, func(a, b channel) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.Title, b.Title))
	})
	return p.show(q, http.StatusOK, "destinations", "Destinations", view)
}

// where is the first setting that is no secret.
func where(d alerts.Destination) string {
	for _, s := range alerts.Settings(d.Channel) {
		if v := d.Target.Get(s.Name); v != "" && !s.Secret {
			return v
		}
	}
	return ""
}

// destination lets people with a role through to a destination of their project.
func (p *Pages) destination(role stats.Role, serve func(*request, alerts.Destination) error) func(*request) error {
	return p.as(stats.ReadOnly, func(q *request) error {
		id, err := strconv.ParseInt(q.PathValue("id"), 10, 64)
		if err != nil {
			return stats.ErrNotFound
		}
		d, err := p.Alerts.Destination(q.Context(), alerts.DestinationID(id))
		switch {
		case err != nil:
			return err
		case !q.who.in(d.Project):
			return stats.ErrNotFound
		case !q.who.may(role):
			return errRole
		}
		return serve(q, d)
	})
}

// newDestinationPage shows the form of a channel.
func (p *Pages) newDestinationPage(q *request) error {
	c := alerts.Channel(q.URL.Query().Get("channel"))
	if len(alerts.Settings(c)) == 0 {
		return q.redirect("destinations#add")
	}
	d := alerts.Destination{Channel: c, Name: channelOf(c).Title, Manual: true, Automatic: true, News: c == alerts.Email}
	return p.showDestination(q, http.StatusOK, d, problem{})
}

// destinationPage shows a destination with its log.
func (p *Pages) destinationPage(q *request, d alerts.Destination) error {
	return p.showDestination(q, http.StatusOK, d, problem{})
}

// maxLog is how many tries a page lists.
const maxLog = 50

func (p *Pages) showDestination(q *request, status int, d alerts.Destination, form problem) error {
	view := destinationView{
		Destination: d, New: d.ID == 0, Edit: q.who.may(stats.Member), About: channelOf(d.Channel), Form: form,
		Fields: settingsOf(d, form), MailWaits: p.mailWaits(d),
	}
	if view.New {
		return p.show(q, status, "destination", "New destination: "+view.About.Title, view)
	}
	var err error
	if view.Log, err = p.Alerts.Attempts(q.Context(), d.ID, maxLog); err != nil {
		return err
	}
	return p.show(q, status, "destination", "Destination: "+d.Name, view)
}

// settingsOf are the fields of a destination's form. A secret that is stored is
// never shown, and one that was sent with a mistake beside it must be typed again.
func settingsOf(d alerts.Destination, form problem) []setting {
	var list []setting
	for _, s := range alerts.Settings(d.Channel) {
		title, help := fieldWords(d.Channel, s.Name)
		f := setting{Setting: s, ID: settingField(s.Name), Title: title, Help: help}
		stored := d.Target.Get(s.Name)
		if s.Secret {
			f.Set = stored != ""
		} else {
			f.Value = form.Or(f.ID, stored)
		}
		list = append(list, f)
	}
	return list
}

// settingField is the name of a setting's field: settings have names that the
// form's own fields have too.
func settingField(name string) string { return "set-" + name }

// readDestination fills in what the form says of a destination. Errors are
// *alerts.RuleError.
func readDestination(form url.Values, d alerts.Destination) (alerts.Destination, error) {
	d.Name = strings.TrimSpace(form.Get("name"))
	d.Manual, d.Automatic, d.News = form.Get("manual") == "1", form.Get("automatic") == "1", form.Get("news") == "1"
	change := map[string]string{}
	for _, s := range alerts.Settings(d.Channel) {
		v := strings.TrimSpace(form.Get(settingField(s.Name)))
		if s.Secret && v == "" && form.Get("clear-"+s.Name) != "1" && d.ID != 0 {
			continue // it keeps its value
		}
		change[s.Name] = v
	}
	var err error
	if d.ID == 0 {
		d.Target, err = alerts.NewTarget(d.Channel, change)
	} else {
		d.Target, err = d.Target.With(change)
	}
	if err != nil {
		var wrong *alerts.RuleError
		if errors.As(err, &wrong) {
			title, _ := fieldWords(d.Channel, wrong.Field)
			return d, &alerts.RuleError{Field: settingField(wrong.Field), Limit: title + " " + wrong.Limit}
		}
		return d, err
	}
	if err := d.Check(); err != nil {
		return d, err
	}
	return d, nil
}

// destinationProblem is what is wrong with a destination's form.
func destinationProblem(err error, form url.Values) (problem, bool) {
	var wrong *alerts.RuleError
	switch {
	case errors.As(err, &wrong) && strings.HasPrefix(wrong.Field, settingField("")):
		return problem{wrong.Field, wrong.Limit, form}, true
	case errors.As(err, &wrong):
		return problem{wrong.Field, wrong.Error(), form}, true
	case errors.Is(err, alerts.ErrTooManyTargets):
		return problem{"name", err.Error(), form}, true
	}
	return problem{}, false
}

// createDestination makes a destination of the form.
func (p *Pages) createDestination(q *request) error {
	d := alerts.Destination{Project: q.who.project().ID, Channel: alerts.Channel(q.PostForm.Get("channel")), Created: p.Now()}
	if len(alerts.Settings(d.Channel)) == 0 {
		return errForm
	}
	read, err := readDestination(q.PostForm, d)
	if err == nil {
		read, err = p.Alerts.CreateDestination(q.Context(), read)
	}
	if wrong, ok := destinationProblem(err, q.PostForm); ok {
		return p.showDestination(q, http.StatusUnprocessableEntity, d, wrong)
	}
	if err != nil {
		return err
	}
	return p.done(q, atDestination(read), "Saved. Send a test to see that messages arrive.")
}

// atDestination is the path of a destination, without its first slash.
func atDestination(d alerts.Destination) string {
	return "destinations/" + strconv.FormatInt(int64(d.ID), 10)
}

// saveDestination changes a destination to what the form says.
func (p *Pages) saveDestination(q *request, d alerts.Destination) error {
	_, err := p.Alerts.ReviseDestination(q.Context(), d.Project, d.ID, func(now alerts.Destination) (alerts.Destination, error) {
		return readDestination(q.PostForm, now)
	})
	if wrong, ok := destinationProblem(err, q.PostForm); ok {
		return p.showDestination(q, http.StatusUnprocessableEntity, d, wrong)
	}
	if err != nil {
		return err
	}
	return p.done(q, atDestination(d), "Saved.")
}

// testDestination puts a test into the outbox.
func (p *Pages) testDestination(q *request, d alerts.Destination) error {
	if d.Off != "" {
		return p.done(q, atDestination(d), "It is off: switch it on first.")
	}
	if err := p.Alerts.Enqueue(q.Context(), d.ID, alerts.NewTest(p.Now()), p.Now()); err != nil {
		return err
	}
	p.wake()
	said := "A test is on its way. What was answered stands below in a few seconds: reload the page."
	if p.mailWaits(d) {
		said = "The test is in the outbox, where e-mail waits: no --smtp-url is set."
	}
	return p.done(q, atDestination(d)+"#log", said)
}

// switchOn takes a destination back that was switched off.
func (p *Pages) switchOn(q *request, d alerts.Destination) error {
	_, err := p.Alerts.ReviseDestination(q.Context(), d.Project, d.ID, func(now alerts.Destination) (alerts.Destination, error) {
		now.Off = ""
		return now, nil
	})
	if err != nil {
		return err
	}
	p.wake()
	return p.done(q, atDestination(d), "It is on again. Messages that waited are sent.")
}

// deleteDestination deletes a destination with its messages.
func (p *Pages) deleteDestination(q *request, d alerts.Destination) error {
	if err := p.Alerts.DeleteDestination(q.Context(), d.Project, d.ID); err != nil {
		return err
	}
	return p.done(q, "destinations", "The destination "+d.Name+" is deleted.")
}
