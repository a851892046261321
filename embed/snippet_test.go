package embed_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chartd/embed"
	"chartd/stats"
)

// home is a server below a path.
const home = "https://charts.example/sub"

// pasted is what a browser finds in a text that is pasted into a page: its
// elements with their attributes, and its scripts' texts.
type pasted struct {
	elements map[string]int
	attrs    map[string][]string // by element.attribute
	code     string
}

func paste(t testing.TB, text string) pasted {
	t.Helper()
	doc, err := html.Parse(strings.NewReader("<!doctype html><body>" + text))
	if err != nil {
		t.Fatal(err)
	}
	out := pasted{map[string]int{}, map[string][]string{}, ""}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			out.elements[n.Data]++
		}
		for _, a := range n.Attr {
			out.attrs[n.Data+"."+a.Key] = append(out.attrs[n.Data+"."+a.Key], a.Val)
		}
		if n.Type == html.TextNode && n.Parent.Data == "script" {
			out.code += n.Data
		}
	}
	return out
}

// option reads a text of an old call as a browser would; ok is false where the
// call has no such text.
func option(code, name string) (text string, ok bool) {
	_, rest, ok := strings.Cut(code, name+": '")
	if !ok {
		return "", false
	}
	end := 0
	for end < len(rest) && rest[end] != '\'' {
		if rest[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(rest) {
		return "", false
	}
	plain := strings.NewReplacer(`\\`, `\\`, `\'`, `'`).Replace(rest[:end])
	err := json.Unmarshal([]byte(`"`+plain+`"`), &text)
	return text, err == nil
}

// label reads the label of a Markdown picture, and what follows it.
func label(text string) (label, rest string) {
	text = text[strings.Index(text, "![")+2:]
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case ']':
			return out.String(), text[i+1:]
		}
		out.WriteByte(text[i])
	}
	return out.String(), ""
}

func TestSnippets(t *testing.T) {
	t.Parallel()
	key := stats.EmbedKey("K6xI3hBsBACxjF9nAd7IhOPw8RbKH5XJ")
	own := stats.Grant{Key: key, Stat: 7}
	all := embed.Snippets(home, own, "visits", "1w3h")
	for _, want := range []string{
		"<script src=\"" + home + "/js/embed.js\"></script>\n<script>StatHatEmbed.render({kind: 'text', s1: '" + string(key) + "', tf: '1w3h'});</script>",
		`<img src="` + home + "/s/" + string(key) + `.svg?tf=1w3h" width="580" height="180" alt="visits">`,
		"[![visits](" + home + "/s/" + string(key) + ".svg?tf=1w3h)](" + home + "/s/" + string(key) + "?tf=1w3h)",
		home + "/sb/" + string(key) + "/graph.json?tf=1w3h",
		"![visits](" + home + "/graphs/" + embed.GraphName(own) + ".png)",
		"curl '" + home + "/embed/v1/values?q=" + string(key) + "%3A1w3h'",
	} {
		if !slices.ContainsFunc(all, func(s embed.Snippet) bool { return s.Text == want }) {
			t.Errorf("no snippet is\n%s", want)
		}
	}
	for _, s := range embed.Snippets(home, stats.Grant{Key: key, Number: 1, Single: true, Frame: "1d1h"}, "visits", "1w3h") {
		for _, not := range []string{"1w3h", string(key) + ".svg", string(key) + ".png", "graph", `"chart"`} {
			if strings.Contains(s.Text, not) {
				t.Errorf("a key for the number of a day shows %s in %s: %s", not, s.Title, s.Text)
			}
		}
	}
}

// Whatever a stat is called, a snippet has the elements that it has for any
// name, and says the name and the key as they are.
func FuzzSnippets(f *testing.F) {
	plain := embed.Snippets(home, stats.Grant{Key: "K6xI3hBsBACxjF9nAd7IhOPw8RbKH5XJ"}, "visits", "1w3h")
	f.Add("visits", "K6xI3hBsBACxjF9nAd7IhOPw8RbKH5XJ", "1w3h")
	f.Add(`"><script>alert(1)</script>`, `'}); alert(1); ({a: '`, `"'</script>`)
	f.Add("a](javascript:x)[\\", "../..//x?y#z", "&k1=x")
	f.Add("\U000F8648", "\u2028", "\U000F8648")
	f.Add(`\'"&amp;`, `\`, "1w3h\n")
	f.Fuzz(func(t *testing.T, name, key, frame string) {
		if name, key, frame = clean(name), clean(key), clean(frame); key == "" || frame == "" {
			return
		}
		for i, s := range embed.Snippets(home, stats.Grant{Key: stats.EmbedKey(key)}, name, frame) {
			if err := holds(t, s, plain[i], name, key, frame); err != nil {
				t.Fatalf("%s: %v\n%s", s.Title, err, s.Text)
			}
		}
	})
}

// clean makes of a text one that stats may have: names and keys have no
// controls and are valid.
func clean(text string) string {
	return stats.CleanText(text)
}

// holds checks that a snippet differs from the plain one in values alone.
func holds(t testing.TB, s, plain embed.Snippet, name, key, frame string) error {
	if !strings.Contains(s.Text, home+"/") {
		return fmt.Errorf("it does not name the server")
	}
	switch {
	case strings.HasPrefix(s.Text, "<"):
		return holdsHTML(paste(t, s.Text), paste(t, plain.Text), name, key, frame)
	case strings.HasPrefix(s.Text, "curl"):
		if strings.Count(s.Text, "'") != 2 {
			return fmt.Errorf("the shell would read more")
		}
	case strings.Contains(s.Text, "!["):
		if got, rest := label(s.Text); got != name || !strings.HasPrefix(rest, "("+home+"/s/") && !strings.HasPrefix(rest, "("+home+"/graphs/") || strings.ContainsAny(rest, "<> \\") {
			return fmt.Errorf("label %q and then %q", got, rest)
		}
	case strings.HasPrefix(s.Text, home):
		at, err := url.Parse(s.Text)
		if err != nil || at.Host != "charts.example" || at.Fragment != "" {
			return fmt.Errorf("the address is %v, %w", at, err)
		}
		if tf := at.Query().Get("tf"); tf != frame && s.Title != "oEmbed" {
			return fmt.Errorf("timeframe %q", tf)
		}
	}
	return nil
}

// holdsHTML compares what a browser finds with what it should.
func holdsHTML(got, want pasted, name, key, frame string) error {
	if fmt.Sprint(got.elements) != fmt.Sprint(want.elements) || len(got.attrs) != len(want.attrs) {
		return fmt.Errorf("elements %v, want %v; attributes %v", got.elements, want.elements, got.attrs)
	}
	for attr, wanted := range map[string]string{"img.alt": name, "iframe.title": name, "chartd-stat.key": key, "chartd-stat.tf": frame} {
		for _, text := range got.attrs[attr] {
			if text != wanted {
				return fmt.Errorf("%s is %q, want %q", attr, text, wanted)
			}
		}
	}
	if want.code == "" {
		return nil
	}
	s1, ok := option(got.code, "s1")
	tf, also := option(got.code, "tf")
	if !ok || !also || s1 != key || strings.TrimSuffix(tf, "_compare") != frame {
		return fmt.Errorf("the call has s1 %q, tf %q", s1, tf)
	}
	if strings.Count(got.code, "StatHatEmbed") != 1+strings.Count(key+frame, "StatHatEmbed") {
		return fmt.Errorf("more than a call: %s", got.code)
	}
	return nil
}
