package pages_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chartd/alerts"
	"chartd/api/pages"
	"chartd/stats"
)

// TestPagesOverPostgreSQL walks all pages over the other database.
func TestPagesOverPostgreSQL(t *testing.T) {
	t.Parallel()
	p := newPlaceOn(t, onPostgres(t), nil)
	s := p.stat("page view", stats.Counter)
	p.fill(s, 1, 12345)
	b := p.signedIn()
	path := "/stats/" + string(s.Public)
	b.get("/stats?q=VIEW").has(t, "12.35K", "kind=spark&amp;d0=A")
	b.post(path+"/rename", "name", "renamed").has(t, "Other names: page view")
	b.post(path+"/comment", "text", "a release").has(t, "<span>a release</span>")
	b.post(path+"/about", "unit", "views", "tags", "web").has(t, "counter in views · web")
	b.post(path+"/embed", "only", "1d1h").has(t, "The key is made")
	got := b.post("/alerts", "stat", string(s.Public), "kind", "value", "time_window", "1h", "operator", "less than", "threshold", "5")
	got.has(t, "The alert is made.", "total for 1 hour less than 5 views", "The last 30 days")
	r, err := p.alerts.WatchesOf(t.Context(), s.ID)
	p.must(err)
	p.fire(r[0].Rule, 3)
	b.get(got.at.Path).has(t, "total for 1 hour is 3 views, less than 5 views")
	b.post(got.at.Path+"/snooze", "for", "1h").has(t, ">Snoozed<")
	b.post(path+"/automatic", "automatic", "off").has(t, "Off for this stat")
	b.get("/alerts").has(t, "<b>1</b> switched off")
	to := b.post("/destinations", "channel", "email", "name", "Ada", "set-address", "ada@example.com", "news", "1")
	b.post(to.at.Path+"/test").has(t, "A test is on its way")
	b.get("/outbox").has(t, "Test of chartd")
	figures := b.post("/reports", "name", "Weekly", "period", "week", "weekday", "friday", "time", "09:00", "enabled", "1")
	figures.has(t, "Every friday at 09:00.")
	b.get(figures.at.Path+"/preview").has(t, "renamed")
	b.post(figures.at.Path+"/send").has(t, "on its way to 1 destination.")
	b.post(path+"/trash").has(t, "renamed is in the trash")
	b.get("/alerts").has(t, "Stat in the trash")
	b.post("/v/stats/trash/restore", "id", string(s.Public)).has(t, "Restored.")
	b.post("/settings/general", "name", "Ada", "zone", "Asia/Tokyo", "maxstats", "5", "maxnew", "3").has(t, "Times are Asia/Tokyo")
	b.post("/settings/ezkey", "random", "1").has(t, "Backup key")
	b.post("/access", "name", "a script", "scope", "write").has(t, "The new token")
	b.get("/switch").has(t, "StatHat.java")
	if got := b.post("/signout"); got.at.Path != "/signin" {
		t.Errorf("signed out: %s", got.at)
	}
}

// TestMerge makes one stat of two, and says what is refused.
func TestMerge(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	small, big, other := p.stat("small", stats.Counter), p.stat("big", stats.Counter), p.stat("a value", stats.Value)
	p.fill(small, 1)
	p.fill(big, 2)
	b := p.signedIn()
	path := "/stats/" + string(small.Public)
	for name, want := range map[string]string{
		"": "Give the name of a stat", "none": "This project has no stat of that name", "small": "A stat cannot be merged into itself",
		other.Name: "A counter and a value stat cannot be merged", hostile: "This project has no stat of that name",
	} {
		if got := b.post(path+"/merge", "into", name); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", name, got.status)
		} else {
			got.has(t, want, `name="into"`)
		}
	}
	got := b.post(path+"/merge", "into", " big ")
	if got.at.Path != "/stats/"+string(big.Public) {
		t.Fatalf("merged: %s", got.at)
	}
	got.has(t, "Merged: small is one more name of this stat.", "Other names: small", `title="3">3<`)
	b.get(path).has(t, "<h1>big</h1>") // its old links lead on
	if got := b.post(path + "/trash"); got.status != http.StatusConflict {
		t.Errorf("a page from before the merge put the other stat into the trash: %d", got.status)
	}
}

// TestBelowAnAddress says that pages work where a proxy takes HTTPS for them
// and strips a path, or does not.
func TestBelowAnAddress(t *testing.T) {
	t.Parallel()
	const base = "https://stats.example/charts"
	p := newPlace(t, func(d *pages.Deps) { d.Base, d.Path = base+"/", "/charts" })
	s := p.stat("page view", stats.Counter)
	b := p.browser()
	b.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	got := b.post("/signin", "link", p.link(p.account))
	cookie := got.header.Get("Set-Cookie")
	if got.status != http.StatusSeeOther || got.header.Get("Location") != "./stats" || !strings.Contains(cookie, "; Secure") || !strings.Contains(cookie, "; HttpOnly") {
		t.Fatalf("%d to %s with %s", got.status, got.header.Get("Location"), cookie)
	}
	// The jar keeps the cookie for HTTPS, which the proxy would speak.
	home, err := url.Parse(p.url)
	p.must(err)
	value, _, _ := strings.Cut(strings.TrimPrefix(cookie, "chartd_session="), ";")
	b.http.Jar.SetCookies(home, []*http.Cookie{{Name: "chartd_session", Value: value, Path: "/"}})
	b.get("/stats").has(t, `href="./stats/`+string(s.Public)+`"`)
	page := b.get("/stats/" + string(s.Public))
	page.has(t, base+"/a.svg?k0=", `src="../a.svg?k0=`, `action="../stats/`+string(s.Public)+`/rename"`)
	page.relative(t)
	b.get("/switch").has(t, base+"/ez", "stats.example:443")
	r := p.rule(s)
	mail := p.mailbox("ada@example.com")
	link := "/l/" + linkKey.Sign(alerts.Link{Act: alerts.Snooze, Alert: r.Public, Destination: mail.ID})
	for _, path := range []string{"/alerts", "/alerts/new", "/alerts/new?stat=" + string(s.Public), "/alerts/" + string(r.Public), "/destinations",
		"/destinations/new?channel=slack", "/destinations/" + number(int64(mail.ID)), "/outbox", "/reports", "/reports/new", "/reports/" + string(p.weekly().Public), link} {
		b.get(path).relative(t)
	}
}

// relative fails for every way that leads past the path of the server.
func (g page) relative(t *testing.T) {
	t.Helper()
	if g.status != http.StatusOK {
		t.Errorf("%s: %d", g.at, g.status)
	}
	g.nodes(func(n *html.Node) {
		for _, a := range n.Attr {
			switch a.Key {
			case "href", "src", "srcset", "action", "formaction":
				if strings.HasPrefix(a.Val, "/") {
					t.Errorf("%s: %s leads to %s, past the path", g.at, n.Data, a.Val)
				}
			}
		}
	})
}

// TestTextsAreText puts every text that people give into every page, and reads
// the pages back: each text is there whole, as text, and made no element.
func TestTextsAreText(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	name, unit, tag, comment := hostile, `<u onclick=x>"'`, `"><s>'`, hostile+" </span><em>"
	s := p.stat(name, stats.Counter)
	p.fill(s, 1)
	b := p.signedIn()
	path := "/stats/" + string(s.Public)
	b.post(path+"/about", "unit", unit, "tags", tag, "open", "1")
	b.post(path+"/comment", "text", comment)
	b.post("/access", "name", name)
	b.post("/settings/general", "name", name, "zone", "UTC", "maxstats", "5", "maxnew", "3")
	silent := p.stat("gone "+name, stats.Value)
	b.post("/stats/" + string(silent.Public) + "/trash")
	query := url.QueryEscape(name)
	for _, row := range []struct {
		path  string
		texts []string
	}{
		{"/stats", []string{name, "1 " + unit, tag}},
		{"/stats?tag=" + url.QueryEscape(tag), []string{name, tag}},
		{"/stats?q=" + query, []string{name}},
		{path, []string{name, comment, "counter in " + unit + " · public · " + tag}},
		{path + "?tf=" + query, []string{name}},
		{"/v/stats/trash", []string{"gone " + name}},
		{"/access", []string{name}},
		{"/settings", []string{name, ezkey}},
		{"/switch", []string{"Project " + name + ". Times are UTC."}},
	} {
		got := b.get(row.path)
		for _, text := range row.texts {
			if !got.says(text) {
				t.Errorf("%s (%d): %q is not there as text", row.path, got.status, text)
			}
		}
		got.nodes(func(n *html.Node) {
			switch n.Data {
			case "s", "u", "em":
				t.Errorf("%s: a text became <%s>", row.path, n.Data)
			}
		})
	}
	for _, got := range []page{b.post(path+"/rename", "name", "~"+name), b.post(path+"/merge", "into", name+"x"), p.browser().post("/signin", "email", name, "next", name)} {
		if !got.says(name) && !got.says("~"+name) && !got.says(name+"x") {
			t.Errorf("%s: the form does not keep its text", got.at)
		}
	}
}

// says reports whether the page has a text: between tags, however these divide
// it, or in a field.
func (g page) says(text string) bool {
	found := false
	for n := range g.tree.Descendants() {
		if n.Type == html.TextNode || n.Type == html.ElementNode && n.Data != "html" && n.Data != "body" && n.Data != "main" {
			found = found || strings.Contains(words(n), text)
		}
		found = found || n.Data == "input" && attribute(n, "value") == text
	}
	return found
}

// words is the text inside a node.
func words(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var out strings.Builder
	for c := range n.ChildNodes() {
		out.WriteString(words(c))
	}
	return out.String()
}
