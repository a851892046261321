package api_test

import (
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/mail"
	"chartd/alerts/message"
	"chartd/stats"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// letter is a mail as a page.
func letter(m alerts.Message) (string, error) {
	composer, err := mail.NewComposer("chartd@example.com", message.Places{Base: "https://chartd.example"})
	if err != nil {
		return "", err
	}
	return composer.Preview(m)
}

// only lists the project's alerts and fails unless there is one.
func (d desk) only() alerts.Watch {
	d.Helper()
	list, err := d.alerts.Watches(d.Context(), d.node.Project.ID)
	if err != nil || len(list) != 1 {
		d.Fatalf("%d alerts, error %v", len(list), err)
	}
	return list[0]
}

// drawn waits until the pictures of a part of the page are there.
func (d desk) drawn(selector string) {
	d.Helper()
	d.until(`(() => { const i = document.querySelector("` + selector + ` img"); return i && i.complete && i.naturalWidth > 0 })()`)
}

// TestBrowserAlerts walks the pages of alerts as somebody does who makes a first
// alert, below a path, with script and without.
func TestBrowserAlerts(t *testing.T) {
	for _, script := range []bool{true, false} {
		name := "with script"
		if !script {
			name = "without script"
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := openDesk(t, "/charts")
			if _, err := chromedp.Call(d.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script}); err != nil {
				t.Fatal(err)
			}
			d.week("api errors", stats.Counter)
			d.signIn()
			d.firstAlert()
			d.changeAlert()
			d.firstDestination()
			d.firstReport()
		})
	}
}

// firstAlert makes an alert from the empty list on, trying two limits.
func (d desk) firstAlert() {
	d.Helper()
	d.open("/alerts")
	d.fill("#name", "api errors")
	d.press(".empty button")
	d.same("the page of a new alert", d.text("h1"), "New alert")
	d.drawn("#test")
	d.fill("#times", "7")
	d.press(`[name="find"]`)
	d.same("what was found", d.text("#test b:last-of-type"), "7 times")
	d.same("the fields of another kind", eval[string](d.tab, `String(document.querySelector("#percentage").checkVisibility())`), "false")
	d.fill("#threshold", "1,5")
	d.press(".rule .primary")
	d.same("what is wrong", d.text("#wrong"), "Limit is a number such as 12.5.")
	d.fill("#threshold", "120")
	d.press(".rule .primary")
	d.same("the alert", d.text(".title .help"), "total for 1 hour greater than 120 · the stat")
}

// changeAlert makes a change of it, snoozes and pauses it.
func (d desk) changeAlert() {
	d.Helper()
	d.do(chromedp.Click(chromedp.CSS(`[name="kind"][value="delta"]`)))
	d.same("the fields of its kind", eval[string](d.tab, `["percentage", "threshold"].map((id) => document.getElementById(id).checkVisibility()).join()`), "true,false")
	d.fill("#percentage", "20")
	d.press(".rule .primary")
	d.same("the alert", d.text(".title .help"), "total for 1 hour changed by more than 20% from 1 day before · the stat")
	d.press(`[name="for"][value="1d"]`)
	d.same("its state", d.text(".now .state"), "Snoozed")
	d.press(`[name="for"][value="0"]`)
	d.press(`[name="pause"]`)
	d.same("its state", d.text(".now .state"), "Paused")
	w := d.only()
	if w.Rule.Kind != alerts.Delta || w.Rule.Percentage != 20 || !w.Rule.Paused || !w.Rule.Snoozed.IsZero() {
		d.Errorf("stored %+v", w.Rule)
	}
	d.open("/alerts")
	d.press(".alerts a")
	d.same("the list leads back", d.text("h1"), "api errors")
}

// firstDestination makes a destination and unsubscribes it by a link.
func (d desk) firstDestination() {
	d.Helper()
	d.open("/destinations")
	d.press(`[href$="channel=email"]`)
	d.fill("#set-address", "you@example.com")
	d.press(".fields .primary")
	d.press(`[action$="/test"] button`)
	if said := d.text(".said"); !strings.Contains(said, "in the outbox, where e-mail waits") {
		d.Errorf("after a test: %s", said)
	}
	d.open("/outbox")
	d.same("what waits", d.text("#waiting + table th[scope=row]"), "Test of chartdNo --smtp-url is set.")
	list, err := d.alerts.Destinations(d.Context(), d.node.Project.ID)
	if err != nil || len(list) != 1 || !list[0].News {
		d.Fatalf("destinations %+v, error %v", list, err)
	}
	key, err := d.alerts.LinkKey(d.Context())
	if err != nil {
		d.Fatal(err)
	}
	d.open("/l/" + key.Sign(alerts.Link{Act: alerts.Snooze, Alert: d.only().Rule.Public, Destination: list[0].ID}))
	d.press("main button")
	if until := d.only().Rule.Snoozed; time.Until(until) < 23*time.Hour {
		d.Errorf("snoozed until %s", until)
	}
}

// firstReport makes a report and looks at its preview.
func (d desk) firstReport() {
	d.Helper()
	d.open("/reports")
	d.press(".empty .primary")
	d.press(".period .primary")
	d.same("the report", d.text("h1"), "Weekly report")
	frame := eval[string](d.tab, `document.querySelector("iframe").src`)
	d.do(chromedp.Navigate(frame)) // until all is loaded
	d.same("the pictures", eval[string](d.tab, `String(document.images.length > 0 && [...document.images].every((i) => i.naturalWidth > 0))`), "true")
	if n := eval[int](d.tab, `performance.getEntriesByType("resource").filter((e) => !e.name.startsWith("data:")).length`); n != 0 {
		d.Errorf("the preview loaded %d things from elsewhere", n)
	}
}
