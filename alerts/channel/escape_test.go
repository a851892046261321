package channel

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chartd/alerts"
)

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"requests":            "requests",
		"a\r\nb\tc\x00d":      "a  b c d",
		"a\u2028b\u0085c":     "a b c",
		"a\u202eb\u2066c":     "abc",
		"broken \xff UTF-8":   "broken � UTF-8",
		"größe 温度 \U0001F525": "größe 温度 \U0001F525",
	} {
		if got := clean(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestClip(t *testing.T) {
	for _, row := range []struct {
		text  string
		limit int
		want  string
	}{
		{"short", 5, "short"},
		{"longer", 5, "lo…"},
		{"ééé", 5, "é…"},
		{"ééé", 4, "…"},
		{"éé", 3, "…"},
	} {
		if got := clip(row.text, row.limit); got != row.want {
			t.Errorf("%q to %d: got %q, want %q", row.text, row.limit, got, row.want)
		}
	}
}

// lone is a character with a meaning in Discord's markdown without a backslash
// before it, after pairs of a backslash and what it stands before are gone.
var (
	escaped = regexp.MustCompile(`(?s)\\(.)`)
	lone    = regexp.MustCompile("[\\\\*_~`|<>\\[\\]()#+:@!.-]")
)

func FuzzEscape(f *testing.F) {
	for _, seed := range []string{hostile, "<@123> <#5> <!here>", "&lt;!channel&gt;", `\*a\\*`, "@\u2060all", "\xff\x00\r\n", "a@b@c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		name := clean(text)
		if strings.ContainsFunc(name, unicode.IsControl) || !utf8.ValidString(name) {
			t.Errorf("clean: got %q", name)
		}
		for what, got := range map[string]string{"Slack": forSlack(name), "HTML": forHTML(name), "Telegram": forTelegram(name)} {
			if strings.ContainsAny(got, "<>") {
				t.Errorf("%s: got %q", what, got)
			}
			if back := html.UnescapeString(got); what != "Telegram" && back != name {
				t.Errorf("%s: %q became %q", what, name, back)
			}
		}
		if got := forTelegram(name); strings.Count(got, "@") != strings.Count(got, "@\u2060") {
			t.Errorf("Telegram: got %q", got)
		}
		discord := forDiscord(name)
		if lone.MatchString(escaped.ReplaceAllString(discord, "")) {
			t.Errorf("Discord: got %q", discord)
		}
		if back := escaped.ReplaceAllString(discord, "$1"); back != name {
			t.Errorf("Discord: %q became %q", name, back)
		}
		if got := clip(name, 20); len(got) > 20 || !utf8.ValidString(got) {
			t.Errorf("clip: got %q", got)
		}
		h := http.Header{"X-Name": {oneLine(text)}}
		var wire strings.Builder
		if err := h.Write(&wire); err != nil || strings.Count(wire.String(), "\n") != 1 {
			t.Errorf("header: got %q", wire.String())
		}
	})
}

// FuzzVeil finds no secret in what a service repeats of it.
func FuzzVeil(f *testing.F) {
	f.Add("https://hooks.example/services/T0/SECRETPATH?key=SECRETQUERY", "SECRETTOKEN")
	f.Add("https://user:SECRETPASSWORD@hooks.example/", "abcd")
	f.Fuzz(func(t *testing.T, to, secret string) {
		target, err := alerts.NewTarget(alerts.Webhook, map[string]string{"url": to, "secret": secret})
		if err != nil || len(secret) < secretValue || strings.Contains("(hidden)", secret) || strings.Contains(secret, "(hidden)") {
			return
		}
		hide := veil(target)
		if got := hide.Replace(secret); got != "(hidden)" && strings.Contains(got, secret) {
			t.Errorf("got %q", got)
		}
		if got := hide.Replace(to); got != "(hidden)" {
			t.Errorf("got %q of the URL", got)
		}
	})
}
