package pages_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/api/pages"
	"chartd/stats"
)

// rule makes an alert that fires above 100 in an hour.
func (p *place) rule(s stats.Stat) alerts.Rule {
	p.t.Helper()
	r, err := p.alerts.Create(p.t.Context(), alerts.Rule{
		Project: p.project.ID, Stat: s.ID, Kind: alerts.Value, Window: "1h", Operator: alerts.Greater, Threshold: 100, Created: noon,
	})
	p.must(err)
	return r
}

// watch is an alert as it is stored.
func (p *place) watch(r alerts.Rule) alerts.Watch {
	p.t.Helper()
	w, err := p.alerts.Watch(p.t.Context(), p.project.ID, r.Public)
	p.must(err)
	return w
}

// fire makes an alert fire with a figure, as the watcher does.
func (p *place) fire(r alerts.Rule, figure float64) {
	p.t.Helper()
	w := p.watch(r)
	v := alerts.Verdict{End: stats.MinuteAt(noon.Unix()), Judged: true, Breach: true, Value: &figure}
	next, told := alerts.Decide(w.Rule, w.State, v, noon)
	for i := range told {
		told[i].Stat = w.Told(alerts.Entry{}).Stat
	}
	p.must(p.alerts.Commit(p.t.Context(), noon, alerts.Change{Watch: w, Next: next, Due: noon, Verdict: v, Notices: told}))
}

// peaks are two hours of minutes, with a peak at the end of the first.
func peaks() []float64 {
	list := make([]float64, 120)
	for i := range list {
		list[i] = 1
	}
	list[59] = 500
	return list
}

func TestAnAlertIsMadeTriedAndChanged(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat("errors", stats.Counter)
	p.fill(s, peaks()...)
	b := p.signedIn()
	b.get("/alerts").has(t, "No alert yet.", `action="./alerts/new"`, "chartd alerts apply")
	b.get("/alerts/new?name=nothing").has(t, "This project has no stat of that name", `value="nothing"`)
	if got := b.get("/alerts/new?name=errors"); got.at.RawQuery != "stat="+string(s.Public) {
		t.Fatalf("a stat by its name: %s", got.at)
	}
	got := b.get("/alerts/new?stat=" + string(s.Public))
	got.has(t, "The last 30 days", "a.svg?", "It would have fired <b>once</b>", "This limit comes nearest to 3.")
	try := "/alerts/new?stat=" + string(s.Public) + "&kind=value&time_window=1h&operator=greater+than&change=different+than&time_delta=1d&checks=1&margin=0"
	got = b.get(try + "&threshold=1000")
	got.has(t, "It would not have fired", `name="threshold" inputmode="decimal" autocomplete="off" value="1000"`)
	got = b.get(try + "&threshold=&find=1&times=1")
	got.has(t, "It would have fired <b>once</b>", "This limit comes nearest to 1.")
	got.lacks(t, `name="threshold" inputmode="decimal" autocomplete="off" value=""`)
	b.get(try+"&threshold=&find=1&times=x").has(t, "A whole number from 1 to 1000")
	b.get(try+"&threshold=x").has(t, "Limit is a number such as 12.5.", `value="x"`)
	if list, err := p.alerts.Watches(t.Context(), p.project.ID); err != nil || len(list) != 0 {
		t.Fatalf("trying made %d alerts, error %v", len(list), err)
	}
	form := []string{"stat", string(s.Public), "kind", "value", "time_window", "1h", "operator", "greater than", "checks", "2", "repeat", "1h30m",
		"maintenance", "sat sun 02:00 to 04:30\n", "threshold"}
	if got := b.post("/alerts", append(form, "")...); got.status != http.StatusUnprocessableEntity {
		t.Errorf("without a limit: %d", got.status)
	} else {
		got.has(t, "Limit is needed.", "sat sun 02:00 to 04:30")
	}
	got = b.post("/alerts", append(form, "100")...)
	got.has(t, "The alert is made.", "total for 1 hour greater than 100", "Nothing has changed since it was made", `value="1h30m"`, "sat sun 02:00 to 04:30")
	list, err := p.alerts.Watches(t.Context(), p.project.ID)
	p.must(err)
	if len(list) != 1 {
		t.Fatalf("%d alerts", len(list))
	}
	r := list[0].Rule
	if r.Threshold != 100 || r.Checks != 2 || r.Repeat != 90*time.Minute || !r.SilentEnd || len(r.Maintenance) != 1 || r.Maintenance[0].Zone != "Europe/Berlin" {
		t.Errorf("made %+v", r)
	}
	path := "/alerts/" + string(r.Public)
	b.post(path, "kind", "delta", "time_window", "1h", "change", "less than", "percentage", "20", "time_delta", "1d", "notice_on_recovery", "1").
		has(t, "Saved.", "total for 1 hour down more than 20% from 1 day before")
	if got := p.watch(r).Rule; got.Kind != alerts.Delta || got.SilentEnd || got.Checks != 1 || got.Stat != s.ID {
		t.Errorf("saved %+v", got)
	}
	b.get("/stats/"+string(s.Public)).has(t, `href="../alerts/`+string(r.Public)+`"`, "down more than 20%")
	if got := b.post(path + "/delete"); got.at.Path != "/alerts" {
		t.Errorf("deleted: %s", got.at)
	}
	if got := b.get(path); got.status != http.StatusNotFound {
		t.Errorf("a deleted alert: %d", got.status)
	}
}

func TestWhyItFired(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	calm, loud := p.stat("a calm one", stats.Counter), p.stat("loud", stats.Counter)
	p.rule(calm)
	r := p.rule(loud)
	p.fire(r, 612)
	b := p.signedIn()
	got := b.get("/alerts")
	got.has(t, "Nobody hears of these alerts", ">Firing<", ">OK<", "2026-11-25 13:00 CET")
	if strings.Index(got.text, ">loud<") > strings.Index(got.text, ">a calm one<") {
		t.Error("what fires is not first")
	}
	path := "/alerts/" + string(r.Public)
	b.get(path).has(t, "total for 1 hour is 612, greater than 100", "since 2026-11-25 13:00 CET")
	p.now.Store(60)
	b.post(path+"/snooze", "for", "1d").has(t, "sends nothing until 2026-11-26 13:01 CET", ">Snoozed<", "Wake it up")
	b.post(path+"/snooze", "for", "0").has(t, "The alert is awake.", ">Firing<")
	b.post(path+"/snooze", "until", "2026-12-24T18:00").has(t, "until 2026-12-24 18:00 CET")
	if got := p.watch(r).Rule.Snoozed; !got.Equal(time.Date(2026, 12, 24, 17, 0, 0, 0, time.UTC)) {
		t.Errorf("snoozed until %s", got)
	}
	for _, bad := range []string{"", "2026-11-24T18:00", "tomorrow"} {
		if got := b.post(path+"/snooze", "until", bad); got.status != http.StatusUnprocessableEntity {
			t.Errorf("until %q: %d", bad, got.status)
		} else {
			got.has(t, "Not a time to come")
		}
	}
	b.post(path+"/pause", "pause", "on").has(t, ">Paused<", "Go on")
	b.post(path+"/pause", "pause", "off").lacks(t, ">Paused<")
	b.get("/alerts?q=LOU").lacks(t, "a calm one")
	b.get("/alerts?q="+url.QueryEscape(hostile)).has(t, "No alert is over a stat with")
}

// Where nothing keeps alerts there are no pages of them, and no ways there.
func TestWithoutAlerts(t *testing.T) {
	t.Parallel()
	p := newPlace(t, func(d *pages.Deps) { d.Alerts = nil })
	s := p.stat("errors", stats.Counter)
	b := p.signedIn()
	for _, path := range []string{"/alerts", "/destinations", "/reports", "/outbox", "/l/x"} {
		if got := b.get(path); got.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	b.get("/stats").lacks(t, "alerts")
	b.get("/stats/"+string(s.Public)).lacks(t, "alerts")
}

func TestWhoMayChangeAlerts(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat("errors", stats.Counter)
	r := p.rule(s)
	d := p.hook("https://chat.example/secret")
	reader, stranger := p.member(stats.ReadOnly), p.browser()
	alert, to := "/alerts/"+string(r.Public), "/destinations/"+number(int64(d.ID))
	reader.get("/alerts").has(t, ">errors<")
	reader.get("/alerts").lacks(t, "New alert")
	reader.get(alert).lacks(t, "<form method=\"post\" action=\"../alerts")
	reader.get(to).lacks(t, "Send a test", "Delete")
	for _, path := range []string{"/alerts", alert, alert + "/snooze", alert + "/pause", alert + "/delete", "/destinations", to, to + "/test", to + "/on", to + "/delete",
		"/outbox/retry", "/outbox/drop", "/stats/" + string(s.Public) + "/automatic", "/stats/" + string(s.Public) + "/usual"} {
		if got := reader.post(path, "kind", "data", "stat", string(s.Public)); got.status != http.StatusForbidden {
			t.Errorf("a reader, %s: %d", path, got.status)
		}
		if got := stranger.post(path); got.at.Path != "/signin" {
			t.Errorf("a stranger, %s: %d at %s", path, got.status, got.at)
		}
	}
	b := p.signedIn()
	b.from = "cross-site"
	if got := b.post(alert + "/delete"); got.status != http.StatusForbidden {
		t.Errorf("from another site: %d", got.status)
	}
	if got := stranger.get(alert); got.at.Path != "/signin" || got.at.Query().Get("next") != alert {
		t.Errorf("a link in a message leads to %s", got.at)
	}
}

// An alert of one of a person's projects opens, whichever is looked at.
func TestAnAlertOfAnotherProject(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	r := p.rule(p.stat("errors", stats.Counter))
	path := "/alerts/" + string(r.Public)
	member, other := p.member(stats.Member), p.project
	projects, _, err := p.catalog.Projects(t.Context(), 0)
	p.must(err)
	for _, o := range projects {
		if o.ID != p.project.ID {
			other = o
		}
	}
	member.post("/settings/project", "project", number(int64(other.ID)))
	if got := member.get(path); got.status != http.StatusOK {
		t.Errorf("an alert of another project of mine: %d", got.status)
	}
}

func TestAutomaticAlerts(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s, fresh := p.stat("load", stats.Value), p.stat("fresh", stats.Value)
	b := p.signedIn()
	b.get("/alerts").has(t, "None has been seen long enough yet", "Nobody hears of automatic alerts", "Nothing unusual in the last week")
	hour := func(ago int64) alerts.Sighting {
		return alerts.Sighting{At: noon.Unix() - ago*3600, Value: 4.5, Score: 0.75, Cause: "spike"}
	}
	p.must(p.alerts.Remember(t.Context(), noon,
		alerts.Lesson{Project: p.project.ID, Memory: alerts.Memory{Stat: s.ID, Told: []alerts.Sighting{hour(24 * 8), hour(5), hour(2)}}},
		alerts.Lesson{Project: p.project.ID, Memory: alerts.Memory{Stat: fresh.ID, Learning: true}}))
	got := b.get("/alerts")
	got.has(t, "<b>1</b> watched, <b>1</b> still learning what is usual, silent for about a day of data", ">load</a>", "2026-11-25 11:00 CET", "2026-11-25 08:00 CET", "4.5 in 5 minutes is unusual (spike), score 0.75")
	got.lacks(t, "2026-11-17")
	b.get("/stats/"+string(fresh.Public)).has(t, "still learning what is usual here, which takes about a day of data")
	path := "/stats/" + string(s.Public)
	got = b.get(path)
	if n := strings.Count(got.text, "Not an anomaly"); n != 1 {
		t.Errorf("%d notices can be denied, only the last is", n)
	}
	b.post(path+"/usual").has(t, "Noted")
	b.post(path+"/automatic", "automatic", "off").has(t, "Off for this stat", "Switch automatic alerts on")
	memories, err := p.alerts.Memories(t.Context(), []stats.StatID{s.ID})
	p.must(err)
	if m := memories[0]; !m.Off || m.Denied != 1 {
		t.Errorf("remembered %+v", m)
	}
	b.get("/alerts").has(t, "<b>1</b> switched off")
	b.post(path+"/automatic", "automatic", "on").has(t, "Automatic alerts are on.", "Switch automatic alerts off")
}

// TestAlertTextsAreText puts hostile texts into every page of alerts.
func TestAlertTextsAreText(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat(hostile, stats.Counter)
	s.Unit = `<u onclick=x>"'`
	p.must(p.catalog.Update(t.Context(), s))
	r := p.rule(s)
	d := p.hook("https://chat.example/secret")
	_, err := p.alerts.ReviseDestination(t.Context(), d.Project, d.ID, func(d alerts.Destination) (alerts.Destination, error) {
		d.Name, d.Off = hostile, "gone: "+hostile
		return d, nil
	})
	p.must(err)
	mail := p.mailbox(`a&lt'b@example.com`)
	p.fire(r, 612)
	c, err := p.alerts.Claim(t.Context(), mail.ID, noon.Add(time.Minute), time.Minute)
	p.must(err)
	p.must(p.alerts.Settle(t.Context(), c, alerts.Outcome{Status: alerts.Dead, Answer: "550 " + hostile}, noon))
	b := p.signedIn()
	made, err := report.Spec{Name: hostile, Period: report.Day, Tag: `"><s>'`}.Report()
	p.must(err)
	made.Project = p.project.ID
	made, err = p.alerts.CreateReport(t.Context(), made)
	p.must(err)
	link := "/l/" + linkKey.Sign(alerts.Link{Act: alerts.Snooze, Alert: r.Public, Destination: mail.ID})
	for path, texts := range map[string][]string{
		"/alerts": {hostile}, "/alerts/" + string(r.Public): {hostile, "is 612 " + s.Unit}, "/alerts/new?stat=" + string(s.Public): {hostile},
		"/alerts/new?name=" + url.QueryEscape(hostile+"x"): {hostile + "x"}, "/destinations": {hostile, "gone: " + hostile, `a&lt'b@example.com`},
		"/destinations/" + number(int64(d.ID)): {hostile, "gone: " + hostile}, "/destinations/" + number(int64(mail.ID)): {"550 " + hostile},
		"/outbox": {hostile + ": alert", "550 " + hostile}, link: {hostile}, "/stats/" + string(s.Public): {hostile},
		"/reports": {hostile, `stats tagged "><s>'`}, "/reports/" + string(made.Public): {hostile, `"><s>'`},
		"/l/" + linkKey.Sign(alerts.Link{Act: alerts.Unsubscribe, Destination: mail.ID, Report: made.Public}): {hostile},
		"/alerts/" + string(r.Public) + "?kind=value&threshold=" + url.QueryEscape(hostile):                   {hostile},
	} {
		got := b.get(path)
		for _, text := range texts {
			if !got.says(text) {
				t.Errorf("%s (%d): %q is not there as text", path, got.status, text)
			}
		}
		got.nodes(func(n *html.Node) {
			if n.Data == "s" || n.Data == "u" {
				t.Errorf("%s: a text became <%s>", path, n.Data)
			}
		})
	}
}
