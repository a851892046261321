package pages_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"chartd/alerts"
	"chartd/alerts/mail"
	"chartd/alerts/message"
	keep "chartd/alerts/store"
	"chartd/api/pages"
	"chartd/stats"
	"chartd/stats/catalog"
	"chartd/stats/statstest/fresh"
)

// noon is when the tests happen.
var noon = time.Date(2026, 11, 25, 12, 0, 30, 0, time.UTC)

// place is a server of pages over a real store.
type place struct {
	t   testing.TB
	url string
	store
	alerts  *keep.Store
	woken   atomic.Int64
	account stats.Account
	project stats.Project
	now     atomic.Int64 // seconds after noon
	log     *bytes.Buffer
}

// ezkey is what a hostile owner might choose.
const ezkey = `a'b"<script>$x@y.z`

// linkKey signs the links of the tests.
var linkKey = alerts.LinkKey("0123456789abcdef0123456789abcdef")

const password = "correct horse battery"

// hashed is the password's hash, made once: it is slow on purpose.
var hashed = sync.OnceValues(func() (stats.Hash, error) { return pages.HashPassword(password) })

// store is what pages show, in either database.
type store struct {
	catalog *catalog.Catalog
	chunks  stats.Chunks
}

// onFile opens a file that goes with the test.
func onFile(t testing.TB) store {
	t.Helper()
	db := fresh.SQLite(t)
	return store{db.Catalog(), db.Chunks()}
}

// onPostgres opens a schema that goes with the test.
func onPostgres(t testing.TB) store {
	t.Helper()
	db := fresh.Postgres(t)
	return store{db.Catalog(), db.Chunks()}
}

// newPlace serves pages over a file.
func newPlace(t testing.TB, change func(*pages.Deps)) *place {
	t.Helper()
	return newPlaceOn(t, onFile(t), change)
}

func newPlaceOn(t testing.TB, over store, change func(*pages.Deps)) *place {
	t.Helper()
	p := &place{t: t, store: over, alerts: keep.New(over.catalog), log: &bytes.Buffer{}}
	hash, err := hashed()
	p.must(err)
	p.account = stats.Account{ID: stats.AccountID(stats.NewID()), Email: "ada@example.com", Password: hash, Created: noon}
	p.project = stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "Ada's <b>project</b>", EZKey: ezkey, UKey: stats.NewUKey(), EZOn: true, Zone: "Europe/Berlin",
		MaxStats: stats.DefaultMaxStats, MaxNew: stats.DefaultMaxNew, Created: noon,
	}
	p.must(p.catalog.CreateAccount(t.Context(), p.account, p.project))
	d := pages.Deps{
		People: p.catalog, Things: p.catalog, Grants: p.catalog, Sessions: p.catalog.Sessions(),
		Reader: stats.Grouped{Reader: p.chunks, Grouping: p.catalog},
		Now:    func() time.Time { return noon.Add(time.Duration(p.now.Load()) * time.Second) },
		Log:    slog.New(slog.NewTextHandler(p.log, nil)),
		Alerts: p.alerts, LinkKey: func(context.Context) (alerts.LinkKey, error) { return linkKey, nil }, Wake: func() { p.woken.Add(1) }, MailReady: true, Letter: letter,
	}
	if change != nil {
		change(&d)
	}
	face, err := pages.New(d)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(face)
	p.url = server.URL
	t.Cleanup(func() {
		server.Close()
		if strings.Contains(p.log.String(), "level=ERROR") {
			t.Errorf("faults in the log:\n%s", p.log)
		}
	})
	return p
}

// letter is a mail as a page.
func letter(m alerts.Message) (string, error) {
	composer, err := mail.NewComposer("chartd@example.com", message.Places{Base: "https://chartd.example"})
	if err != nil {
		return "", err
	}
	return composer.Preview(m)
}

func (p *place) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// stat makes a stat.
func (p *place) stat(name string, kind stats.Kind) stats.Stat {
	p.t.Helper()
	made, err := p.catalog.Create(p.t.Context(), p.project.ID, []stats.NewStat{{Project: p.project.ID, Name: name, Kind: kind}})
	p.must(err)
	return made[0]
}

// fill puts numbers into the minutes that end with that of noon.
func (p *place) fill(s stats.Stat, numbers ...float64) {
	p.t.Helper()
	chunks := map[stats.Hour]*stats.Chunk{}
	last := stats.MinuteAt(noon.Unix())
	for i, v := range numbers {
		at := last - stats.Minute(len(numbers)-1-i)
		c := chunks[at.Hour()]
		if c == nil {
			c = &stats.Chunk{ChunkKey: stats.ChunkKey{Stat: s.ID, Hour: at.Hour()}, Rev: 1}
			chunks[at.Hour()] = c
		}
		c.Minutes[int64(at)-int64(at.Hour())*60].Add(v)
	}
	var all []stats.Chunk
	for _, c := range chunks {
		all = append(all, *c)
	}
	p.must(p.chunks.Put(p.t.Context(), 1, all))
}

// browser is one with cookies that follows redirects.
type browser struct {
	p    *place
	http http.Client
	from string // Sec-Fetch-Site
}

func (p *place) browser() *browser {
	jar, err := cookiejar.New(nil)
	p.must(err)
	return &browser{p: p, http: http.Client{Jar: jar}, from: "same-origin"}
}

// page is an answer.
type page struct {
	status int
	header http.Header
	at     *url.URL // after redirects
	text   string
	tree   *html.Node
}

func (b *browser) send(method, path string, form url.Values) page {
	b.p.t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequestWithContext(b.p.t.Context(), method, b.p.url+path, body)
	b.p.must(err)
	r.Header.Set("Sec-Fetch-Site", b.from)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := b.http.Do(r)
	b.p.must(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	b.p.must(err)
	got := page{status: answer.StatusCode, header: answer.Header, at: answer.Request.URL, text: string(text)}
	got.tree, err = html.Parse(bytes.NewReader(text))
	b.p.must(err)
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") && !strings.HasSuffix(got.at.Path, "/preview") {
		got.check(b.p.t, method+" "+path) // a preview is a mail, whose style is in it
	}
	return got
}

func (b *browser) get(path string) page { b.p.t.Helper(); return b.send(http.MethodGet, path, nil) }

func (b *browser) post(path string, pairs ...string) page {
	b.p.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.send(http.MethodPost, path, form)
}

// nodes calls each for every element.
func (g page) nodes(each func(*html.Node)) {
	for n := range g.tree.Descendants() {
		if n.Type == html.ElementNode {
			each(n)
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// check is what holds for every page: nothing inline, one heading, every field
// has a label, no id twice, and no name became an element.
func (g page) check(t testing.TB, what string) {
	t.Helper()
	if csp := g.header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'; script-src 'self'; style-src 'self';") {
		t.Errorf("%s: policy %q", what, csp)
	}
	if g.header.Get("Cache-Control") != "no-store" || g.header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("%s: headers %v", what, g.header)
	}
	ids, labels, headings := map[string]bool{}, map[string]bool{}, 0
	g.nodes(func(n *html.Node) {
		if n.Data == "label" {
			labels[attribute(n, "for")] = true
		}
	})
	g.nodes(func(n *html.Node) {
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("%s: id %q twice", what, id)
			}
			ids[id] = true
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Errorf("%s: inline %s on %s", what, a.Key, n.Data)
			}
		}
		switch n.Data {
		case "h1":
			headings++
		case "b":
			if n.FirstChild.Data == "project" {
				t.Errorf("%s: the project's name became an element", what)
			}
		case "script":
			if n.FirstChild != nil || attribute(n, "src") == "" {
				t.Errorf("%s: inline script", what)
			}
		case "style":
			t.Errorf("%s: inline style", what)
		case "input", "select", "textarea":
			kind := attribute(n, "type")
			if kind != "hidden" && n.Parent.Data != "label" && !labels[attribute(n, "id")] {
				t.Errorf("%s: field %q has no label", what, attribute(n, "name"))
			}
		}
	})
	if headings != 1 {
		t.Errorf("%s: %d first headings", what, headings)
	}
}

// has fails unless the page has all texts, as they stand in its source.
func (g page) has(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(g.text, text) {
			t.Errorf("%s (%d): no %q", g.at, g.status, text)
		}
	}
}

// lacks fails if the page has one of the texts.
func (g page) lacks(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(g.text, text) {
			t.Errorf("%s (%d): %q is there", g.at, g.status, text)
		}
	}
}

// link makes the secret of a link, which costs less time than a password.
func (p *place) link(a stats.Account) string {
	p.t.Helper()
	secret := stats.NewAccessToken()
	p.must(p.catalog.CreateLink(p.t.Context(), secret.Digest(), a.ID, noon.Add(time.Hour)))
	return string(secret)
}

// signedIn is a browser of the owner.
func (p *place) signedIn() *browser {
	p.t.Helper()
	b := p.browser()
	if got := b.post("/signin", "link", p.link(p.account)); got.at.Path != "/stats" || got.status != 200 {
		p.t.Fatalf("signed in: %d at %s", got.status, got.at)
	}
	return b
}

// member is a browser of somebody else in the project.
func (p *place) member(role stats.Role) *browser {
	p.t.Helper()
	account := stats.Account{ID: stats.AccountID(stats.NewID()), Email: "eve@example.com", Created: noon}
	own := p.project
	own.ID, own.EZKey, own.UKey, own.Name = stats.ProjectID(stats.NewID()), stats.NewEZKey(), stats.NewUKey(), "Eve's own"
	own.Zone = "UTC"
	p.must(p.catalog.CreateAccount(p.t.Context(), account, own))
	if role != 0 {
		p.must(p.catalog.Join(p.t.Context(), account.ID, p.project.ID, role))
	}
	b := p.browser()
	b.post("/signin", "link", p.link(account))
	if role != 0 {
		b.post("/settings/project", "project", number(int64(p.project.ID)))
	}
	return b
}
