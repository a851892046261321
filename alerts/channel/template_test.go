package channel

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"chartd/alerts"
)

func TestFill(t *testing.T) {
	values := map[string]value{
		"name": {text: "a \"b\" & <c> {{n}}\n"}, "n": {"1.5", true}, "none": {"", true}, "empty": {},
	}
	for _, row := range []struct {
		what     string
		in       syntax
		template string
		want     string
	}{
		{"plain text stays", plain, "{{name}}", "a \"b\" & <c> {{n}}\n"},
		{"a value is never filled again", plain, "{{name}} {{n}}", "a \"b\" & <c> {{n}}\n 1.5"},
		{"room around a name", plain, "{{ n }}", "1.5"},
		{"an unknown name stays", plain, "{{other}} {{n}}", "{{other}} 1.5"},
		{"three braces", plain, "{{{n}}}", "{1.5}"},
		{"one that is not closed", plain, "{{n} {{n", "{{n} {{n"},
		{"one in one that is not closed", plain, "{{x {{n}}", "{{x 1.5"},
		{"a header is one line", inline, "{{name}}", "a \"b\" & <c> {{n}} "},
		{"a form", form, "a={{name}}&b={{n}}", "a=a+%22b%22+%26+%3Cc%3E+%7B%7Bn%7D%7D%0A&b=1.5"},
		{"markup", markup, "<p>{{name}}</p>", "<p>a &#34;b&#34; &amp; &lt;c&gt; {{n}}\n</p>"},
		{"within a JSON string", asJSON, `{"a":"x {{name}}"}`, `{"a":"x a \"b\" & <c> {{n}}\n"}`},
		{"a number within a string", asJSON, `{"a":"{{n}}{{none}}"}`, `{"a":"1.5"}`},
		{"a JSON value", asJSON, `{"a":{{name}},"b":{{n}},"c":{{none}},"d":{{empty}}}`, `{"a":"a \"b\" & <c> {{n}}\n","b":1.5,"c":null,"d":""}`},
		{"after an escaped quote", asJSON, `{"a":"\"{{n}}\\","b":{{n}}}`, `{"a":"\"1.5\\","b":1.5}`},
		{"nested JSON", asJSON, `{"a":{"b":{{n}}}}`, `{"a":{"b":1.5}}`},
	} {
		t.Run(row.what, func(t *testing.T) {
			if got := fill(row.template, values, row.in); got != row.want {
				t.Errorf("got  %q\nwant %q", got, row.want)
			}
		})
	}
}

func TestSyntaxOfABody(t *testing.T) {
	for _, row := range []struct {
		kind, body string
		want       syntax
		sent       string
	}{
		{"application/json; charset=utf-8", "{{message}}", asJSON, "application/json; charset=utf-8"},
		{"application/vnd.api+json", "", asJSON, "application/vnd.api+json"},
		{"application/x-www-form-urlencoded", "{}", form, "application/x-www-form-urlencoded"},
		{"text/html", "{}", markup, "text/html"},
		{"application/xml", "{}", markup, "application/xml"},
		{"text/plain", `{"a":1}`, plain, "text/plain"},
		{"", ` {"a":"{{message}}"}`, asJSON, "application/json"},
		{"", `["{{message}}"]`, asJSON, "application/json"},
		{"", "to=ops&text={{message}}", form, formKind},
		{"", "{{message}} = {{value}}", plain, "text/plain; charset=utf-8"},
		{"", "It is x=1", plain, "text/plain; charset=utf-8"},
		{"", "", plain, ""},
	} {
		if got, sent := syntaxOf(row.kind, row.body); got != row.want || sent != row.sent {
			t.Errorf("%q %q: got %d %q, want %d %q", row.kind, row.body, got, sent, row.want, row.sent)
		}
	}
}

func TestCustomSettingsThatCannotBe(t *testing.T) {
	s := serve(t, nil)
	for _, row := range []struct{ what, method, headers string }{
		{"a method that is none", "CONNECT", ""},
		{"a method with a placeholder", "{{state}}", ""},
		{"a header without a colon", "POST", "nonsense"},
		{"a header's name with a space", "POST", "X Y: 1"},
		{"a header without a name", "POST", ": 1"},
	} {
		settings := map[string]string{"url": s.URL, "method": row.method, "headers": row.headers}
		if err := send(t, public(s), target(t, alerts.Custom, settings), plainMessage()); kind(err) != "refused" {
			t.Errorf("%s: got %v, want ErrRefused", row.what, err)
		}
	}
	if got := s.requests(); len(got) > 0 {
		t.Errorf("the service was asked %q", got)
	}
}

func TestNoHeaderIsMadeOfAName(t *testing.T) {
	var got http.Header
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) { got = r.Header })
	settings := map[string]string{"url": s.URL, "method": "POST", "headers": "X-Stat: {{stat}}\r\nX-Text:{{message}}\n\n"}
	m := plainMessage()
	m.Notices[0].Stat.Name = "a\r\nX-Evil: 1\n\n{{stat}}"
	if err := send(t, public(s), target(t, alerts.Custom, settings), m); err != nil {
		t.Fatal(err)
	}
	if got.Get("X-Evil") != "" || got.Get("X-Stat") != "a  X-Evil: 1  {{stat}}" {
		t.Errorf("got %q", got)
	}
}

func FuzzFill(f *testing.F) {
	for _, seed := range []string{`{"a":"{{a}}","b":{{a}},"c":{{n}}}`, `a={{a}}&b={{n}}`, `{{{a}}} {{b}} {{`, `"\"{{a}}\\{{a}}"`} {
		f.Add(seed, "v\"\\\n{{n}} <&>")
	}
	f.Fuzz(func(t *testing.T, template, text string) {
		values := map[string]value{"a": {text: text}, "n": {"1.5", true}, "none": {"", true}}
		if got := fill(template, values, inline); strings.Count(got, "\n") > strings.Count(template, "\n") {
			t.Errorf("a header has another line: %q", got)
		}
		empty := map[string]value{"a": {}, "n": {"0", true}, "none": {"", true}}
		if blank := fill(template, empty, asJSON); json.Valid([]byte(blank)) {
			checkShape(t, blank, fill(template, values, asJSON))
		}
		if got := fill("a={{a}}&n={{n}}", values, form); got != "a="+url.QueryEscape(text)+"&n=1.5" {
			t.Errorf("got the form %q", got)
		}
	})
}

// checkShape finds that values change no more of a JSON text than its strings and
// numbers: the structure is the template's.
func checkShape(t *testing.T, blank, filled string) {
	t.Helper()
	if got, want := shape(t, filled), shape(t, blank); got != want {
		t.Errorf("got the shape %s of %q, want %s of %q", got, filled, want, blank)
	}
}

// shape is the structure of a JSON text: its braces, and a letter for each value.
func shape(t *testing.T, text string) string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var b strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return b.String()
		}
		switch v := token.(type) {
		case json.Delim:
			b.WriteString(v.String())
		case string:
			b.WriteByte('s')
		case json.Number:
			b.WriteByte('n')
		default:
			b.WriteByte('x')
		}
	}
}

// What forms and the API say may be filled in is what is filled in.
func TestPlaceholdersAreThoseThatAreNamed(t *testing.T) {
	s := &Sender{}
	got := slices.Sorted(maps.Keys(s.placeholders(letter{cards: []card{{}}})))
	if want := slices.Sorted(slices.Values(alerts.Placeholders())); !slices.Equal(got, want) {
		t.Errorf("filled in: %q\nnamed:     %q", got, want)
	}
}
