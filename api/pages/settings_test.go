package pages_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chartd/stats"
)

func (p *place) stored() stats.Project {
	p.t.Helper()
	got, err := p.catalog.Project(p.t.Context(), p.project.ID)
	p.must(err)
	return got
}

func TestTokens(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	b := p.signedIn()
	got := b.post("/access", "name", hostile, "scope", "write")
	secret := ""
	got.nodes(func(n *html.Node) {
		if attribute(n, "id") == "secret" {
			secret = n.FirstChild.Data
		}
	})
	token, err := p.catalog.TokenByDigest(t.Context(), stats.AccessToken(secret).Digest())
	p.must(err)
	if token.Scope != stats.WriteScope || token.Project != p.project.ID || token.Name != hostile || !strings.HasPrefix(secret, token.Hint) {
		t.Errorf("token %+v", token)
	}
	got = b.get("/access")
	got.has(t, token.Hint+"…", "read and change", "2026-11-25 13:00 CET")
	got.lacks(t, secret)
	b.post("/access", "name", " ").has(t, "A name has 1 to 255 characters")
	for range 2 {
		b.post("/access/revoke", "token", number(token.ID)).has(t, "None yet")
	}
	if got := b.post("/access/revoke", "token", "x"); got.status != http.StatusBadRequest {
		t.Errorf("no token: %d", got.status)
	}
}

func TestEZKeys(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	b := p.signedIn()
	b.post("/settings/ezkey", "ezkey", " new key ").has(t, "new key", "a&#39;b", "Delete the backup key")
	if got := p.stored(); got.EZKey != "new key" || got.Backup != ezkey {
		t.Error("the key before is no backup key")
	}
	b.post("/settings/ezkey", "ezkey", "", "random", "1")
	if got := p.stored(); len(got.EZKey) != 24 || got.Backup != "new key" {
		t.Error("no random key")
	}
	b.post("/settings/backup").lacks(t, "Delete the backup key")
	if got := p.stored(); got.Backup != "" {
		t.Error("the backup key is still there")
	}
	b.post("/settings/ezkey", "ezkey", " ").has(t, "An ezkey has 1 to 255 characters")
	p.member(0)
	projects, _, err := p.catalog.Projects(t.Context(), 0)
	p.must(err)
	for _, other := range projects {
		if other.ID == p.project.ID {
			continue
		}
		got := b.post("/settings/ezkey", "ezkey", string(other.EZKey))
		if got.status != http.StatusUnprocessableEntity {
			t.Errorf("somebody else's key: %d", got.status)
		}
		got.has(t, "This key cannot be used")
	}
}

func TestGeneralSettings(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	b := p.signedIn()
	good := map[string]string{"name": "Ada", "zone": "Asia/Tokyo", "maxstats": "5", "maxnew": "3"}
	for _, row := range []struct{ field, text, want string }{
		{"name", " ", "A name has 1 to 255 characters"}, {"zone", "Mars/Base", "Not the name of a time zone"}, {"zone", "", "Not the name of a time zone"},
		{"zone", "Local", "Not the name of a time zone"}, {"maxstats", "0", "A whole number from 1 to 10000000"}, {"maxnew", "1e9", "A whole number from 1 to 1000000"},
	} {
		var pairs []string
		for field, text := range good {
			if field == row.field {
				text = row.text
			}
			pairs = append(pairs, field, text)
		}
		b.post("/settings/general", pairs...).has(t, row.want, `name="`+row.field+`"`)
	}
	if got := p.stored(); got.Zone != p.project.Zone {
		t.Errorf("a wrong form changed %+v", got)
	}
	b.post("/settings/general", "name", "Ada", "zone", "Asia/Tokyo", "maxstats", "5", "maxnew", "3").has(t, "Times are Asia/Tokyo")
	if got := p.stored(); got.Name != "Ada" || got.Zone != "Asia/Tokyo" || got.MaxStats != 5 || got.MaxNew != 3 || got.EZOn {
		t.Errorf("stored %+v", got)
	}
}

func TestTheSwitchPage(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	got := p.signedIn().get("/switch")
	for _, title := range []string{"curl", "Shell", "Go", "Python", "Ruby", "PHP", "Node", "Java", "C#", "Perl"} {
		got.has(t, "<h3>"+title+"</h3>")
	}
	if n := strings.Count(got.text, "a%27b%22%3Cscript%3E%24x%40y.z"); n != 10 {
		t.Errorf("the key is there %d times", n)
	}
	got.lacks(t, "@BASE@", "@KEY@", "@HOST@")
	got.has(t, "STATHAT_POSTHOST="+p.url, "http_proxy="+p.url, `STATHAT_EZKEY=&#39;a&#39;\&#39;&#39;b&#34;&lt;script&gt;$x@y.z&#39;`, "Chartd::BASE_URL = ", "STATHAT_ACCESSKEY=YOUR-TOKEN")
}

func TestFilesAndUnknownPaths(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	b := p.browser()
	got := b.get("/signin")
	got.nodes(func(n *html.Node) {
		link := attribute(n, "href") + attribute(n, "src")
		if !strings.HasPrefix(link, "./pages/") {
			return
		}
		file := b.get(strings.TrimPrefix(link, "."))
		if file.status != http.StatusOK || !strings.Contains(file.header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d", link, file.status)
		}
	})
	for _, path := range []string{"/pages/x.css", "/stats/", "/stats/a/b", "/settings/none"} {
		if got := b.get(path); got.status != http.StatusNotFound && got.at.Path != "/signin" {
			t.Errorf("%s: %d at %s", path, got.status, got.at)
		}
	}
	p.signedIn().get("/settings/none").has(t, "There is no such page", "Sign out")
	big := b.post("/signin", "email", strings.Repeat("x", 100<<10))
	if big.status != http.StatusBadRequest {
		t.Errorf("a large form: %d", big.status)
	}
}
