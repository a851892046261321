package pages_test

import (
	"net/http"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// elsewhere is a browser without a cookie, whose forms come from another site, as
// those of mail programs do.
func (p *place) elsewhere() *browser {
	b := p.browser()
	b.from = "cross-site"
	return b
}

func TestALinkSnoozes(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	mail, r := p.mailbox("ada@example.com"), p.rule(p.stat("errors", stats.Counter))
	b, path := p.elsewhere(), "/l/"+linkKey.Sign(alerts.Link{Act: alerts.Snooze, Alert: r.Public, Destination: mail.ID})
	for range 3 { // a scanner looks more than once
		b.get(path).has(t, "<b>errors</b>: total for 1 hour greater than 100.", `<option value="1d" selected>`)
	}
	if got := p.watch(r).Rule.Snoozed; !got.IsZero() {
		t.Fatalf("looking snoozed it until %s", got)
	}
	b.post(path, "for", "1w").has(t, "sends nothing until 2026-12-02 13:00 CET")
	b.post(path, "for", "1h").has(t, "until 2026-12-02 13:00 CET") // no link makes it louder
	if got := p.watch(r).Rule.Snoozed; !got.Equal(noon.Add(7 * 24 * time.Hour)) {
		t.Errorf("snoozed until %s", got)
	}
	p.must(p.alerts.Delete(t.Context(), p.project.ID, r.Public))
	if got := b.post(path); got.status != http.StatusNotFound {
		t.Errorf("a deleted alert: %d", got.status)
	}
}

func TestALinkUnsubscribes(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	mail, hook := p.mailbox("ada@example.com"), p.hook("https://chat.example/secret")
	b, path := p.elsewhere(), "/l/"+linkKey.Sign(alerts.Link{Act: alerts.Unsubscribe, Destination: mail.ID})
	b.get(path).has(t, "<b>ada@example.com</b>", `method="post"`)
	if got := p.destination(mail.ID); got.Off != "" {
		t.Fatalf("looking switched it off: %s", got.Off)
	}
	b.post(path, "List-Unsubscribe", "One-Click").has(t, "ada@example.com gets no more messages.")
	if got := p.destination(mail.ID); got.Off != "unsubscribed by its reader" {
		t.Errorf("off: %q", got.Off)
	}
	p.signedIn().get("/destinations").has(t, "unsubscribed by its reader")
	team := "/l/" + linkKey.Sign(alerts.Link{Act: alerts.Unsubscribe, Destination: hook.ID})
	if got := b.post(team); got.status != http.StatusNotFound || p.destination(hook.ID).Off != "" {
		t.Errorf("one reader switched a team's destination off: %d", got.status)
	}
}

func TestALinkLeavesAReport(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	mail := p.mailbox("ada@example.com")
	r := p.weekly()
	b, path := p.elsewhere(), "/l/"+linkKey.Sign(alerts.Link{Act: alerts.Unsubscribe, Destination: mail.ID, Report: r.Public})
	b.get(path).has(t, "The report <b>Monday figures</b> to <b>ada@example.com</b>")
	b.post(path, "List-Unsubscribe", "One-Click").has(t, "does not get the report Monday figures any more")
	got, err := p.alerts.Report(t.Context(), p.project.ID, r.Public)
	p.must(err)
	if len(got.Left) != 1 || got.Left[0] != mail.ID || p.destination(mail.ID).Off != "" {
		t.Errorf("left %v, off %q", got.Left, p.destination(mail.ID).Off)
	}
	p.signedIn().get("/reports/"+string(r.Public)).has(t, "to email unsubscribed.")
}

func TestWrongLinks(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	mail := p.mailbox("ada@example.com")
	b := p.elsewhere()
	good := linkKey.Sign(alerts.Link{Act: alerts.Unsubscribe, Destination: mail.ID})
	forged := alerts.LinkKey("another key, of another server..").Sign(alerts.Link{Act: alerts.Unsubscribe, Destination: mail.ID})
	for _, bad := range []string{"x", forged, good[:len(good)-1], linkKey.Sign(alerts.Link{Act: "delete", Destination: mail.ID}), linkKey.Sign(alerts.Link{Act: alerts.Unsubscribe, Destination: 7})} {
		if got := b.get("/l/" + bad); got.status != http.StatusNotFound {
			t.Errorf("%s: %d", bad, got.status)
		}
		if got := b.post("/l/" + bad); got.status != http.StatusNotFound {
			t.Errorf("%s: %d", bad, got.status)
		}
	}
	last := 0
	for range 20 {
		last = b.get("/l/x").status
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("guesses end with %d", last)
	}
	if got := p.destination(mail.ID); got.Off != "" {
		t.Errorf("off: %s", got.Off)
	}
}
