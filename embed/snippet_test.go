package embed_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chartd/embed"
)

// elements are the names of all elements of a text that is pasted into a page.
func elements(t testing.TB, text string) map[string]int {
	t.Helper()
	doc, err := html.Parse(strings.NewReader("<!doctype html><body>" + text))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			out[n.Data]++
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("attribute %s of %s in\n%s", a.Key, n.Data, text)
			}
		}
	}
	return out
}

// Whatever a stat is called, a snippet has the elements that it has for any name.
func FuzzSnippets(f *testing.F) {
	const key = "K6xI3hBsBACxjF9nAd7IhOPw8RbKH5XJ"
	plain := embed.Snippets("https://charts.example", key, "visits", "1w3h")
	f.Add("visits", key, "1w3h")
	f.Add(`"><script>alert(1)</script>`, `'}); alert(1); ({a: '`, `"'</script>`)
	f.Add("a](javascript:x)[\n", "../..//x?y#z", "&k1=x")
	f.Fuzz(func(t *testing.T, name, key, frame string) {
		for i, s := range embed.Snippets("https://charts.example", key, name, frame) {
			if strings.HasPrefix(s.Text, "<") {
				got, want := elements(t, s.Text), elements(t, plain[i].Text)
				if len(got) != len(want) || got["script"] != want["script"] || got["img"] != want["img"] {
					t.Fatalf("%s has %v, want %v\n%s", s.Title, got, want, s.Text)
				}
			}
			if strings.HasPrefix(s.Text, "curl") && strings.Count(s.Text, "'") != 2 {
				t.Fatalf("the shell would read more: %s", s.Text)
			}
			if !strings.Contains(s.Text, "https://charts.example/") {
				t.Fatalf("%s does not name the server: %s", s.Title, s.Text)
			}
		}
	})
}
