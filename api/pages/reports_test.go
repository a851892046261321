package pages_test

import (
	"net/http"
	"strings"
	"testing"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/api/pages"
	"chartd/stats"
)

// weekly makes a report of all stats.
func (p *place) weekly() report.Report {
	p.t.Helper()
	r, err := report.Spec{Name: "Monday figures", Period: report.Week}.Report()
	p.must(err)
	r.Project, r.Created = p.project.ID, noon
	r, err = p.alerts.CreateReport(p.t.Context(), r)
	p.must(err)
	return r
}

func TestReports(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat("errors", stats.Counter)
	p.fill(s, peaks()...)
	mail := p.mailbox("ada@example.com")
	b := p.signedIn()
	b.get("/reports").has(t, "No report yet.", "e-mail destinations that hear of news")
	b.get("/reports/new").has(t, `value="Weekly report"`, `<option value="monday" selected>`, "to email")
	form := []string{"name", "Daily figures", "period", "day", "time", "07:30", "weekday", "monday", "day", "1", "enabled", "1",
		"destinations", number(int64(mail.ID)), "stats"}
	for text, want := range map[string]string{"errors\nnothing": "Stats have one that this project does not: nothing.", strings.Repeat("x\n", 101): "Stats are at most 100"} {
		got := b.post("/reports", append(form, text)...)
		if got.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", text, got.status)
		}
		got.has(t, want, `value="07:30"`)
	}
	got := b.post("/reports", append(form, " errors \n\n")...)
	got.has(t, "The report is made.", "Every day at 07:30.", "2026-11-26 07:30 CET", "/preview", ">errors</textarea>")
	list, err := p.alerts.Reports(t.Context(), p.project.ID)
	p.must(err)
	if len(list) != 1 || len(list[0].Stats) != 1 || list[0].Stats[0] != s.Public || list[0].SkipEmpty || list[0].Off {
		t.Fatalf("made %+v", list)
	}
	path := "/reports/" + string(list[0].Public)
	b.get("/reports").has(t, "every day at 07:30", "1 stat<")
	b.post(path+"/send").has(t, "on its way to 1 destination.")
	c, err := p.alerts.Letters(t.Context(), p.project.ID, alerts.Waiting, 10)
	p.must(err)
	if len(c) != 1 || c[0].Message.Notices[0].Digest == nil || c[0].Message.Notices[0].Digest.Name != "Daily figures" {
		t.Errorf("sent %+v", c)
	}
	b.post(path, "name", "Monthly", "period", "month", "day", "last", "time", "08:00").has(t, "Saved.", "It is off.", "<h1>Monthly</h1>")
	b.get("/reports").has(t, ">off<", "all stats")
	b.post(path+"/send").has(t, "Nobody gets this report")
	if got := p.member(stats.ReadOnly).post(path + "/delete"); got.status != http.StatusForbidden {
		t.Errorf("a reader deletes: %d", got.status)
	}
	if got := b.post(path + "/delete"); got.at.Path != "/reports" {
		t.Errorf("deleted: %s", got.at)
	}
	if got := b.get(path); got.status != http.StatusNotFound {
		t.Errorf("a deleted report: %d", got.status)
	}
}

// A preview shows in a frame of this server what a mail would, and runs nothing.
func TestAPreviewIsAMailThatRunsNothing(t *testing.T) {
	t.Parallel()
	p := newPlace(t, func(d *pages.Deps) { d.MailReady = false })
	s := p.stat(hostile, stats.Counter)
	p.fill(s, 1, 2, 3)
	r := p.weekly()
	b := p.signedIn()
	b.get("/reports/"+string(r.Public)).has(t, `<iframe class="document" src="../reports/`+string(r.Public)+`/preview"`, "--smtp-url")
	got := b.get("/reports/" + string(r.Public) + "/preview")
	if policy := got.header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "; sandbox") {
		t.Errorf("policy %q", policy)
	}
	if strings.Contains(got.text, "<script>") || !strings.Contains(got.text, "Monday figures") {
		t.Errorf("a preview of %d bytes", len(got.text))
	}
	if got := p.browser().get("/reports/" + string(r.Public) + "/preview"); got.at.Path != "/signin" {
		t.Errorf("a stranger sees a preview: %d at %s", got.status, got.at)
	}
}
