package pages_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chartd/api/pages"
	"chartd/embed"
	"chartd/stats"
)

// What the page has to copy is what the command prints, to the letter, and no
// name leaves its place.
func TestEverythingToPaste(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat(hostile, stats.Counter)
	b := p.signedIn()
	path := "/stats/" + string(s.Public)
	b.get(path).has(t, `href="../stats/`+string(s.Public)+`/embed"`)
	got := b.get(path + "/embed?tf=1d1h")
	if csp := got.header.Get("Content-Security-Policy"); !strings.HasSuffix(csp, "; frame-src 'self'") {
		t.Errorf("policy %q", csp)
	}
	if csp := b.get(path).header.Get("Content-Security-Policy"); strings.Contains(csp, "frame-src") {
		t.Errorf("a page without frames: policy %q", csp)
	}
	want := embed.Snippets(p.url, stats.Grant{Key: s.EmbedKey, Stat: s.ID}, hostile, "1d1h")
	var texts []string
	got.nodes(func(n *html.Node) {
		if n.Data == "code" && strings.HasPrefix(attribute(n, "id"), "paste-") {
			texts = append(texts, n.FirstChild.Data)
		}
		if n.Data == "img" && attribute(n, "alt") != hostile && attribute(n, "alt") != "" {
			t.Errorf("a picture of %q", attribute(n, "alt"))
		}
		if n.Data == "iframe" && attribute(n, "src") != "../../s/"+string(s.EmbedKey)+"?tf=1d1h" {
			t.Errorf("a frame of %s", attribute(n, "src"))
		}
	})
	if len(texts) != len(want) {
		t.Fatalf("%d texts, want %d", len(texts), len(want))
	}
	for i := range want {
		if texts[i] != want[i].Text {
			t.Errorf("%s: %s, want %s", want[i].Title, texts[i], want[i].Text)
		}
	}
	b.get(path+"/embed?tf=bad").has(t, `value="bad"`, "Not a timeframe", "tf=1w3h")
}

func TestEmbedKeys(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat("page view", stats.Counter)
	b := p.signedIn()
	path := "/stats/" + string(s.Public) + "/embed"
	for field, row := range map[string]struct{ value, want string }{
		"label":   {strings.Repeat("x", 256), "A label has at most 255 characters"},
		"only":    {"never", "Not a timeframe"},
		"origins": {"example.com", "An origin is a scheme and a host"},
	} {
		got := b.post(path, field, row.value)
		if got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", field, got.status)
		}
		got.has(t, row.want, `value="`+row.value+`" `)
	}
	got := b.post(path, "label", hostile, "view", "number", "only", "1d1h", "origins", "https://a.example\nhttps://b.example, https://a.example")
	got.has(t, "The key is made", "the number, 1d1h, on https://a.example https://b.example", `kind="number"`, "disabled", "?tf=1d1h")
	list, err := p.catalog.Grants(t.Context(), s.ID)
	p.must(err)
	made := list[1]
	if len(list) != 2 || made.Name != hostile || !made.Single || made.Frame != "1d1h" || len(made.Origins) != 2 || got.at.Query().Get("key") != string(made.Key) {
		t.Fatalf("stored %+v, shown at %s", made, got.at)
	}
	b.post(path+"/revoke", "key", "nosuch").has(t, "Revoked.")
	b.post(path+"/revoke", "key", string(made.Key)).lacks(t, string(made.Key))
	got = b.post(path+"/revoke", "key", string(s.EmbedKey))
	got.has(t, "Revoked until now: 2.")
	got.lacks(t, string(s.EmbedKey))
	b.get(path+"?key="+string(s.EmbedKey)).lacks(t, string(s.EmbedKey))
}

func TestWhoMakesEmbedKeys(t *testing.T) {
	t.Parallel()
	for role, want := range map[stats.Role]struct{ see, make int }{
		0:              {http.StatusNotFound, http.StatusNotFound},
		stats.ReadOnly: {http.StatusOK, http.StatusForbidden},
		stats.Member:   {http.StatusOK, http.StatusOK},
	} {
		p := newPlace(t, nil)
		s := p.stat("page view", stats.Counter)
		s.Open = true // that everybody sees the stat is no reason to show its keys
		p.must(p.catalog.Update(t.Context(), s))
		b, path := p.member(role), "/stats/"+string(s.Public)+"/embed"
		if got := b.get(path); got.status != want.see || strings.Contains(got.text, "Make a key") != (want.make == http.StatusOK) {
			t.Errorf("role %d: %d", role, got.status)
		}
		for _, form := range []string{path, path + "/revoke"} {
			if got := b.post(form, "key", "none"); got.status != want.make {
				t.Errorf("role %d, %s: %d", role, form, got.status)
			}
		}
		if got := p.browser().get(path); got.at.Path != "/signin" {
			t.Errorf("a visitor: %s", got.at)
		}
	}
}

// Where signatures are needed, the page says which keys show nothing, and
// begins with one that does.
func TestKeysWhereSignaturesAreNeeded(t *testing.T) {
	t.Parallel()
	p := newPlace(t, func(d *pages.Deps) { d.Signed = true })
	s := p.stat("page view", stats.Counter)
	b := p.signedIn()
	path := "/stats/" + string(s.Public) + "/embed"
	const mute = "This server asks for signatures"
	b.get(path).has(t, mute)
	b.post(path, "only", "1d1h").lacks(t, mute)
	got := b.get(path)
	got.lacks(t, mute)
	got.has(t, "This key shows its own timeframe alone.")
	b.get(path+"?key="+string(s.EmbedKey)).has(t, mute)
}
