package alerts_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"

	"chartd/alerts"
)

func TestTargetHidesSecrets(t *testing.T) {
	t.Parallel()
	target, err := alerts.NewTarget(alerts.Webhook, map[string]string{"url": "https://example.com/hush", "secret": "hush"})
	if err != nil {
		t.Fatal(err)
	}
	d := alerts.Destination{Channel: alerts.Webhook, Target: target, Name: "x"}
	inJSON, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "target", target, "destination", d)
	for _, text := range []string{fmt.Sprint(d), fmt.Sprintf("%+v %#v %v %s", d, d, target, target), string(inJSON), log.String()} {
		if strings.Contains(text, "hush") || !strings.Contains(text, "hidden") {
			t.Error(text)
		}
	}
	if target.Get("secret") != "hush" || target.Reveal()["url"] != "https://example.com/hush" {
		t.Error("a sender does not get the secret")
	}
}

func TestNewTargetRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		channel alerts.Channel
		values  map[string]string
		field   string
	}{
		{"fax", nil, "kind"},
		{alerts.Email, nil, "address"},
		{alerts.Email, map[string]string{"address": "a@example.com\r\nBcc: b@example.com"}, "address"},
		{alerts.Email, map[string]string{"address": "Ada <a@example.com>"}, "address"},
		{alerts.Slack, nil, "url"},
		{alerts.Slack, map[string]string{"token": "t"}, "url"},
		{alerts.Discord, map[string]string{"url": "file:///etc/passwd"}, "url"},
		{alerts.Discord, map[string]string{"url": "https://"}, "url"},
		{alerts.Keybase, map[string]string{"team": "t", "x": "y"}, "settings"},
		{alerts.Telegram, map[string]string{"token": strings.Repeat("x", 501), "chat": "1"}, "token"},
		{alerts.Custom, map[string]string{"url": "http://a", "method": "PO\nST"}, "method"},
		{alerts.Custom, map[string]string{"url": "http://a", "method": "POST", "body": "\xff"}, "body"},
	} {
		_, err := alerts.NewTarget(c.channel, c.values)
		var wrong *alerts.RuleError
		if !errors.As(err, &wrong) || wrong.Field != c.field {
			t.Errorf("%s %q: %v, want a fault of %s", c.channel, c.values, err, c.field)
		}
	}
}

func TestTargetWith(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fact           string
		channel        alerts.Channel
		stored, change string // as name=value,name=value
		want           string // all settings, or the field that is wrong
	}{
		{"nothing changes", alerts.Gotify, "url=https://a,token=t", "", "token=t,url=https://a"},
		{"a secret as it is shown stays", alerts.Gotify, "url=https://a,token=t", "url=https://a,token=(hidden)", "token=t,url=https://a"},
		{"a new secret", alerts.Gotify, "url=https://a,token=t", "token=u", "token=u,url=https://a"},
		{"an empty setting goes", alerts.Keybase, "team=t,channel=c", "channel=", "team=t"},
		{"a needed one cannot go", alerts.Keybase, "team=t,channel=c", "team=", "wrong: team"},
		{"a secret does not follow another url", alerts.Gotify, "url=https://a,token=t", "url=https://b", "wrong: token"},
		{"nor as it is shown", alerts.Gotify, "url=https://a,token=t", "url=https://b,token=(hidden)", "wrong: token"},
		{"nor of a webhook", alerts.Webhook, "url=https://a,secret=s", "url=https://b", "wrong: secret"},
		{"it may be given again", alerts.Webhook, "url=https://a,secret=s", "url=https://b,secret=s", "secret=s,url=https://b"},
		{"or go", alerts.Webhook, "url=https://a,secret=s", "url=https://b,secret=", "url=https://b"},
		{"a url alone", alerts.Discord, "url=https://a", "url=https://b", "url=https://b"},
		{"an unknown one", alerts.Discord, "url=https://a", "x=y", "wrong: settings"},
		{"nothing hidden was there", alerts.Slack, "url=https://a", "token=(hidden)", "url=https://a"},
	} {
		stored, err := alerts.NewTarget(c.channel, pairs(c.stored))
		if err != nil {
			t.Fatal(err)
		}
		got, err := stored.With(pairs(c.change))
		shown := ""
		for _, name := range slices.Sorted(maps.Keys(got.Reveal())) {
			shown += "," + name + "=" + got.Get(name)
		}
		shown = strings.TrimPrefix(shown, ",")
		if wrong := (*alerts.RuleError)(nil); errors.As(err, &wrong) {
			shown = "wrong: " + wrong.Field
		}
		if shown != c.want {
			t.Errorf("%s: %s, want %s", c.fact, shown, c.want)
		}
	}
}

// pairs reads name=value,name=value.
func pairs(text string) map[string]string {
	m := map[string]string{}
	for pair := range strings.SplitSeq(text, ",") {
		if name, value, ok := strings.Cut(pair, "="); ok {
			m[name] = value
		}
	}
	return m
}

// What is asked for is what NewTarget takes.
func TestSettings(t *testing.T) {
	t.Parallel()
	example := map[string]string{"word": "x", "text": "x\ny", "address": "a@example.com", "link": "https://example.com"}
	for _, c := range alerts.Channels() {
		values := map[string]string{}
		for _, s := range alerts.Settings(c) {
			values[s.Name] = example[s.Form]
		}
		target, err := alerts.NewTarget(c, values)
		if err != nil {
			t.Errorf("%s: %v", c, err)
		}
		for _, s := range alerts.Settings(c) {
			if secret := strings.Contains(target.String(), s.Name+`="(hidden)"`); secret != s.Secret {
				t.Errorf("%s: %s is shown as %s, and is secret: %v", c, s.Name, target, s.Secret)
			}
		}
	}
	if list := alerts.Settings("fax"); list != nil {
		t.Errorf("an unknown channel takes %v", list)
	}
}

func FuzzNewTarget(f *testing.F) {
	for i := range alerts.Channels() {
		f.Add(i, "https://example.com/x", "token")
	}
	f.Add(0, "a@example.com", "\r\n")
	names := []string{"url", "address", "token", "key", "secret", "team", "channel", "chat", "room", "user", "method", "headers", "body"}
	f.Fuzz(func(t *testing.T, channel int, one, two string) {
		all := alerts.Channels()
		c := all[uint(channel)%uint(len(all))]
		values := map[string]string{}
		for i, name := range names {
			if i%2 == 0 {
				values[name] = one
			} else {
				values[name] = two
			}
			target, err := alerts.NewTarget(c, values)
			if err != nil {
				continue
			}
			again, err := alerts.NewTarget(c, target.Reveal())
			if err != nil || again.String() != target.String() {
				t.Fatalf("%s comes back as %s, error %v", target, again, err)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("gt", "1h")
	f.Add("different than", "1M")
	f.Fuzz(func(t *testing.T, operator, span string) {
		if o, err := alerts.ParseOperator(operator); err == nil {
			if again, err := alerts.ParseOperator(string(o)); err != nil || again != o {
				t.Fatalf("%q is %q, which is %q", operator, o, again)
			}
		}
		if s, err := alerts.ParseSpan("time_window", span); err == nil && (s.Minutes() < 5 || s.Words() == "") {
			t.Fatalf("%q has %d minutes, %q", span, s.Minutes(), s.Words())
		}
	})
}
