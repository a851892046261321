package pages_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/api/pages"
	"chartd/stats"
)

// hook makes a webhook destination that hears of nothing by itself.
func (p *place) hook(link string) alerts.Destination {
	return p.to(alerts.Webhook, map[string]string{"url": link, "secret": "hmac secret"}, false)
}

// mailbox makes an e-mail destination that hears of manual alerts.
func (p *place) mailbox(address string) alerts.Destination {
	return p.to(alerts.Email, map[string]string{"address": address}, true)
}

func (p *place) to(c alerts.Channel, settings map[string]string, manual bool) alerts.Destination {
	p.t.Helper()
	target, err := alerts.NewTarget(c, settings)
	p.must(err)
	d, err := p.alerts.CreateDestination(p.t.Context(), alerts.Destination{
		Project: p.project.ID, Name: "to " + string(c), Channel: c, Target: target, Manual: manual, Created: noon,
	})
	p.must(err)
	return d
}

// stored is a destination as it is kept.
func (p *place) destination(id alerts.DestinationID) alerts.Destination {
	p.t.Helper()
	d, err := p.alerts.Destination(p.t.Context(), id)
	p.must(err)
	return d
}

// samples are settings that each channel takes.
var samples = map[string]string{
	"address": "ada@example.com", "url": "https://chat.example/hook", "token": "a-token", "channel": "general", "key": "a-key", "secret": "a-secret",
	"team": "a-team", "chat": "42", "room": "!a:example.org", "user": "a-user", "method": "POST", "headers": "X-A: b", "body": "{}",
}

// TestEveryChannel makes a destination of each channel by its form.
func TestEveryChannel(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	b := p.signedIn()
	b.get("/destinations").has(t, "Nobody hears of alerts yet.", `href="./destinations/new?channel=email"`)
	for _, c := range alerts.Channels() {
		page := b.get("/destinations/new?channel=" + string(c))
		form := []string{"channel", string(c), "name", "by " + string(c), "automatic", "1"}
		for _, s := range alerts.Settings(c) {
			page.has(t, `name="set-`+s.Name+`"`)
			form = append(form, "set-"+s.Name, samples[s.Name])
		}
		got := b.post("/destinations", form...)
		got.has(t, "Saved. Send a test", "<h1>by "+string(c)+"</h1>")
		for _, s := range alerts.Settings(c) {
			if s.Secret && s.Name != "url" && strings.Contains(got.text, samples[s.Name]) {
				t.Errorf("%s: the secret %s is shown", c, s.Name)
			}
		}
	}
	list, err := p.alerts.Destinations(t.Context(), p.project.ID)
	p.must(err)
	if len(list) != len(alerts.Channels()) || list[0].Manual || !list[0].Automatic || list[0].News {
		t.Errorf("%d destinations, the first %+v", len(list), list[0])
	}
	if got := b.get("/destinations/new?channel=pigeon"); got.at.Path != "/destinations" {
		t.Errorf("an unknown channel: %s", got.at)
	}
	if got := b.post("/destinations", "channel", "pigeon", "name", "x"); got.status != http.StatusBadRequest {
		t.Errorf("an unknown channel: %d", got.status)
	}
	b.post("/destinations", "channel", "email", "name", "x", "set-address", "nobody").has(t, "Address is an e-mail address", `value="nobody"`)
	b.post("/destinations", "channel", "email", "name", "", "set-address", "a@b.example").has(t, "Name is one line")
}

func TestSecretsAreKeptAndNeverShown(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	d := p.hook("https://chat.example/path-secret")
	b := p.signedIn()
	path := "/destinations/" + number(int64(d.ID))
	got := b.get(path)
	got.has(t, "One is kept, and never shown")
	got.lacks(t, "path-secret", "hmac secret")
	b.get("/destinations").lacks(t, "path-secret", "hmac secret")
	b.post(path, "name", "renamed", "manual", "1").has(t, "Saved.", "renamed")
	if got := p.destination(d.ID); got.Target.Get("url") != "https://chat.example/path-secret" || got.Target.Get("secret") != "hmac secret" || !got.Manual {
		t.Error("empty fields changed a secret")
	}
	got = b.post(path, "name", "renamed", "set-url", "https://evil.example/")
	if got.status != http.StatusUnprocessableEntity {
		t.Errorf("another URL with the old secret: %d", got.status)
	}
	got.has(t, "Secret is needed again with another url")
	got.lacks(t, "hmac secret")
	b.post(path, "name", "renamed", "clear-secret", "1").has(t, "Saved.")
	if got := p.destination(d.ID); got.Target.Get("secret") != "" {
		t.Error("the secret is still there")
	}
}

func TestATestAndItsLog(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	d := p.hook("https://chat.example/secret")
	b := p.signedIn()
	path := "/destinations/" + number(int64(d.ID))
	b.post(path+"/test").has(t, "A test is on its way")
	if p.woken.Load() != 1 {
		t.Error("no courier was told")
	}
	c, err := p.alerts.Claim(t.Context(), d.ID, noon.Add(time.Minute), time.Minute)
	p.must(err)
	if len(c.Message.Notices) != 1 || c.Message.Notices[0].Event != alerts.Test {
		t.Errorf("sent %+v", c.Message)
	}
	p.must(p.alerts.Settle(t.Context(), c, alerts.Outcome{Status: alerts.Dead, Answer: "410 no such hook", Gone: true}, noon))
	b.get(path).has(t, "It is off", "410 no such hook", ">Given up<", "Switch on again")
	b.get("/destinations").has(t, ">Off<", "410 no such hook")
	b.post(path+"/test").has(t, "It is off: switch it on first.")
	b.post(path+"/on").has(t, "It is on again.", "Send a test")
	if got := p.destination(d.ID); got.Off != "" {
		t.Errorf("off: %q", got.Off)
	}
	other := p.member(0)
	if got := other.get(path); got.status != http.StatusNotFound {
		t.Errorf("a destination of another project: %d", got.status)
	}
	b.post(path+"/delete").has(t, "is deleted")
	for _, bad := range []string{path, "/destinations/x", "/destinations/0"} {
		if got := b.get(bad); got.status != http.StatusNotFound {
			t.Errorf("%s: %d", bad, got.status)
		}
	}
}

func TestTheOutbox(t *testing.T) {
	t.Parallel()
	p := newPlace(t, func(d *pages.Deps) { d.MailReady = false })
	b := p.signedIn()
	b.get("/outbox").has(t, "Nothing waits")
	mail := p.mailbox("ada@example.com")
	b.get("/destinations").has(t, "--smtp-url")
	r := p.rule(p.stat("errors", stats.Counter))
	p.fire(r, 612)
	b.get("/outbox").has(t, "errors: alert", "No --smtp-url is set.", "--smtp-url smtp://")
	b.post("/destinations/"+number(int64(mail.ID))+"/test").has(t, "where e-mail waits")
	c, err := p.alerts.Claim(t.Context(), mail.ID, noon.Add(time.Minute), time.Minute)
	p.must(err)
	p.must(p.alerts.Settle(t.Context(), c, alerts.Outcome{Status: alerts.Dead, Answer: "550 no such user"}, noon))
	letters, err := p.alerts.Letters(t.Context(), p.project.ID, alerts.Dead, 10)
	p.must(err)
	key := letters[0].Message.Key
	b.post("/outbox/retry", "key", key).has(t, "tried again now")
	b.post("/outbox/drop", "key", key).has(t, "The message is dropped.", "Nothing waits")
	b.post("/outbox/retry", "key", key).has(t, "gone already")
	b.post("/outbox/drop", "key", key).has(t, "The message is dropped.")
}
