package mail_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/mail"
	"chartd/alerts/message"
	"chartd/stats"
)

// noon is a full minute in the UNIX seconds of all samples.
const noon = 1_700_000_040

// composer knows its server; link keys are of no use without one.
func composer(t testing.TB) mail.Composer {
	t.Helper()
	c, err := mail.NewComposer("chartd <alerts@example.com>", message.Places{Base: "https://charts.example.com", Key: make(alerts.LinkKey, 32)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// mailbox is a destination of channel email.
func mailbox(t testing.TB, address string) alerts.Destination {
	t.Helper()
	target, err := alerts.NewTarget(alerts.Email, map[string]string{"address": address})
	if err != nil {
		t.Fatal(err)
	}
	return alerts.Destination{ID: 7, Name: "On call", Channel: alerts.Email, Target: target}
}

func value(v float64) *float64 { return &v }

// wave is a chart of n minutes that goes up and down and ends with last.
func wave(n int, last float64) alerts.Chart {
	c := alerts.Chart{From: stats.MinuteAt(noon) - stats.Minute(n), Step: 1}
	for i := range n - 1 {
		c.Values = append(c.Values, value(float64(300+i*37%90+i*i%23)))
	}
	c.Values[n/3] = nil
	c.Values = append(c.Values, value(last))
	return c
}

var visits = alerts.StatFacts{ID: "s1", Name: "api errors", Counter: true}

// fired is a value alert; edits change it.
func fired(edits ...func(*alerts.Notice)) alerts.Notice {
	n := alerts.Notice{
		Key: "a1.7.1.1", Episode: "a1.7.1", Event: alerts.Fired, At: noon, Began: noon, Stat: visits,
		Alert: alerts.AlertFacts{ID: "a1", Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Threshold: 500},
		Value: value(731), Chart: wave(60, 731),
	}
	for _, edit := range edits {
		edit(&n)
	}
	return n
}

func of(event alerts.Event, n int) func(*alerts.Notice) {
	return func(o *alerts.Notice) { o.Event, o.Key = event, o.Episode+"."+strconv.Itoa(n) }
}

func delta(n *alerts.Notice) {
	n.Alert = alerts.AlertFacts{ID: "a2", Kind: alerts.Delta, Window: "1h", Ago: "1d", Operator: alerts.Different, Percentage: 50}
	n.Key, n.Episode = "a2.8.1.1", "a2.8.1"
	n.Stat = alerts.StatFacts{ID: "s2", Name: "signups", Unit: "users", Counter: true}
	n.Previous, n.Percent = value(402.9), value(81.5)
	for i := range n.Chart.Values { // the day before was quieter, and went up to 403
		n.Chart.Before = append(n.Chart.Before, value(float64(120+i*37%90+i*i/25)))
	}
}

func silent(n *alerts.Notice) {
	n.Alert = alerts.AlertFacts{ID: "a3", Kind: alerts.Data, Window: "15m"}
	n.Key, n.Episode = "a3.9.1.1", "a3.9.1"
	n.Stat, n.Value = alerts.StatFacts{ID: "s3", Name: "backup finished", Counter: true}, nil
	for i := 40; i < len(n.Chart.Values); i++ {
		n.Chart.Values[i] = nil
	}
}

func automatic(n *alerts.Notice) {
	n.Alert = alerts.AlertFacts{Automatic: true, Score: 0.87, Cause: "spike"}
	n.Key, n.Episode = "auto.4.1", "auto.4"
	n.Stat = alerts.StatFacts{ID: "s4", Name: "response time", Unit: "ms"}
}

func calmed(n *alerts.Notice) { n.Value, n.Chart = value(312), wave(60, 312) }

// named gives a notice a stat of its own.
func named(name string) func(*alerts.Notice) {
	return func(n *alerts.Notice) { n.Stat.Name = name; n.Key, n.Episode = name+".1.1", name+".1" }
}

// message of some notices, as an outbox hands it out.
func messageOf(list ...alerts.Notice) alerts.Message {
	return alerts.Message{Key: list[0].Key + ".7", Destination: 7, Created: noon + 2, Notices: list}
}

func digest() alerts.Notice {
	week := func(name string, firing int, now, before *float64, percent *float64) alerts.DigestLine {
		l := alerts.DigestLine{Stat: alerts.StatFacts{ID: stats.PublicID(name[:1]), Name: name, Counter: true}, Firing: firing, Figure: now, Previous: before, Percent: percent}
		l.Chart = wave(56, 380)
		l.Chart.From, l.Chart.Step = stats.MinuteAt(noon)-7*24*60, 180
		for i := range l.Chart.Values { // the week before was lower, and its ups and downs lay elsewhere
			l.Chart.Before = append(l.Chart.Before, value(float64(180+i*53%110)))
		}
		return l
	}
	silent := week("backups", 0, nil, value(7), nil)
	silent.Chart.Values, silent.Chart.Before = nil, nil
	return alerts.Notice{
		Key: "report.r1.1700000040", Episode: "report.r1", Event: alerts.Report, At: noon, Began: noon,
		Digest: &alerts.Digest{ID: "r1", Name: "Weekly numbers", Period: "week", Zone: "Europe/Berlin", From: noon - 7*86400, To: noon, Lines: []alerts.DigestLine{
			week("api errors", 2, value(12345), value(6172), value(100)),
			silent,
			week("page views", 0, value(1_204_000), value(1_376_000), value(-12.5)),
			week("visitors", 0, value(4321), value(4321), value(0)),
		}},
	}
}

// hostile is a name with all that a name must not do: end a header line, close a
// tag, turn the direction, and be as long as may be.
var hostile = strings.Repeat("ü", 150) + "\r\nBcc: everybody@example.com\r\n\r\n<script>alert(1)</script>\"><img src=https://evil.example/x.png>\u202E دخول {{.}} &amp; '\x00\x1b[31m"

// samples are the messages of the golden files, by their names.
func samples() map[string]alerts.Message {
	names := []alerts.StatFacts{{ID: "n1", Name: "checkout: paid"}, {ID: "n2", Name: "checkout: <failed>"}, {ID: "n3", Name: "checkout: total"}}
	born := alerts.Notice{Key: "new.1", Episode: "new.1", Event: alerts.NewStats, At: noon, Born: names, More: 4}
	test := alerts.NewTest(time.Unix(noon, 0))
	test.Key, test.Episode = "test.1", "test.1"
	lost := alerts.Notice{Key: "off.1", Episode: "off.1", Event: alerts.SwitchedOff, At: noon, Lost: &alerts.Lost{ID: 8, Name: "Team chat", Channel: alerts.Slack, Why: "404 no_service"}}
	return map[string]alerts.Message{
		"fired":        messageOf(fired()),
		"delta":        messageOf(fired(delta)),
		"data":         messageOf(fired(silent)),
		"still-firing": messageOf(fired(of(alerts.Still, 2))),
		"cleared":      messageOf(fired(of(alerts.Cleared, 3), calmed)),
		"automatic":    messageOf(fired(automatic)),
		"grouped":      messageOf(fired(silent), fired(delta), fired(of(alerts.Cleared, 3), calmed)),
		"test":         messageOf(test),
		"new-stats":    messageOf(born),
		"switched-off": messageOf(lost),
		"report":       messageOf(digest()),
		"hostile":      messageOf(fired(named(hostile))),
	}
}
