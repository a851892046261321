package relay_test

import (
	"context"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/api/relay"
)

// outbox records what the face asks of it.
type outbox struct {
	alerts.Outbox
	lease   time.Duration
	settled *alerts.Claim
}

func (o *outbox) Lanes(context.Context, time.Time) ([]alerts.Lane, error) {
	return []alerts.Lane{{Destination: 1, Channel: alerts.Keybase}}, nil
}

func (o *outbox) Claim(_ context.Context, _ alerts.DestinationID, _ time.Time, lease time.Duration) (alerts.Claim, error) {
	o.lease = lease
	return alerts.Claim{}, nil
}

func (o *outbox) Settle(_ context.Context, c alerts.Claim, _ alerts.Outcome, _ time.Time) error {
	o.settled = &c
	return nil
}

func noKey(context.Context) (alerts.LinkKey, error) { return nil, nil }

// fired is a notice of a stat that is called as a stranger likes.
func fired(name string) alerts.Notice {
	v := 731.0
	return alerts.Notice{
		Event: alerts.Fired, Value: &v, Stat: alerts.StatFacts{ID: "BBBB", Name: name, Counter: true},
		Alert: alerts.AlertFacts{ID: "YYYYYY", Kind: alerts.Value, Window: "1h", Operator: alerts.Greater, Threshold: 500},
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	at := message.Places{Base: "https://charts.example.com"}
	for _, row := range []struct{ what, name, want string }{
		{"plain", "api errors", "*Firing* api errors: total for 1 hour is 731, greater than 500\nAlert: https://charts.example.com/alerts/YYYYYY\n\nYYYYYY.1.1"},
		{"markup", "*a* _b_ ~c~ `d` >e \\", "*Firing* \\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\>e \\\\: total"},
		{"calls to everybody", "x @channel #general", "*Firing* x @\u200bchannel #\u200bgeneral: total"},
		{"lines", "a\nb\x1b[2J", "*Firing* a b [2J: total"},
	} {
		m := alerts.Message{Key: "YYYYYY.1.1", Destination: 1, Notices: []alerts.Notice{fired(row.name)}}
		if got := relay.Text(m, at); !strings.HasPrefix(got, row.want) {
			t.Errorf("%s: %q, want %q", row.what, got, row.want)
		}
	}
}

func TestLongText(t *testing.T) {
	t.Parallel()
	many := alerts.Message{Key: "many"}
	for range 1000 {
		many.Notices = append(many.Notices, fired(strings.Repeat("é*", 100)))
	}
	stars := alerts.Message{Key: "stars", Notices: []alerts.Notice{fired(strings.Repeat("**é", 10_000))}}
	for _, row := range []struct {
		m    alerts.Message
		want string // before the key
	}{{many, " more\n\nmany"}, {stars, "…\n\nstars"}} {
		got := relay.Text(row.m, message.Places{})
		if len(got) > relay.MaxText || !utf8.ValidString(got) || !strings.HasSuffix(got, row.want) || !strings.HasPrefix(got, "*Firing* ") {
			t.Errorf("%d bytes, end %q", len(got), got[max(0, len(got)-100):])
		}
	}
}
