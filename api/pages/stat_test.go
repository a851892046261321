package pages_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"chartd/api/pages"
	"chartd/stats"
)

// hostile is a name that some page might take for markup.
const hostile = `"><script>alert(1)</script>'{{.}}\ & %2F`

func TestAnEmptyProjectBecomesAList(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	b := p.signedIn()
	got := b.get("/stats")
	got.has(t, "curl -d &#39;ezkey=a%27b%22%3Cscript%3E%24x%40y.z&amp;stat=hello&#43;world&amp;count=1&#39; "+p.url+"/ez", "data-wait", "Reload")
	got.lacks(t, `id="list"`)
	s := p.stat("hello world", stats.Counter)
	p.fill(s, 1, 12345)
	got = b.get("/stats")
	got.has(t, `id="list"`, ">hello world</a>", `title="12345"`, "12.35K", "2026-11-25 13:00 CET",
		`src="./a.svg?kind=spark&amp;d0=AAAAAAAAAAAAAAAAAAAAAAA9&amp;w=120&amp;h=32"`)
	got.lacks(t, "data-wait", `<td class="spark"></td>`)
	p.stat("silent", stats.Value)
	b.get("/stats").has(t, `<td class="spark"></td>`)
}

func TestListPagesAndSearch(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	wanted := make([]stats.NewStat, 1000)
	for i := range wanted {
		wanted[i] = stats.NewStat{Project: p.project.ID, Name: "stat " + strings.Repeat("x", i%7) + number(int64(1000+i)), Kind: stats.Value}
	}
	_, err := p.catalog.Create(t.Context(), p.project.ID, wanted)
	p.must(err)
	b := p.signedIn()
	names := map[string]bool{}
	path, visits := "/stats", 0
	for path != "" && visits < 20 {
		got := b.get(path)
		path = ""
		visits++
		got.nodes(func(n *html.Node) {
			if n.Data == "a" && n.Parent.Data == "th" {
				names[n.FirstChild.Data] = true
			}
			if n.Data == "a" && attribute(n, "rel") == "next" {
				path = strings.TrimPrefix(attribute(n, "href"), ".")
			}
		})
	}
	if len(names) != 1000 || visits != 10 {
		t.Errorf("%d names on %d pages", len(names), visits)
	}
	b.get("/stats?q=X1006").has(t, "stat xxxxxx1006", "1 stat<")
	b.get("/stats?q=%3Cb%3E").has(t, "No stat has that", `value="&lt;b&gt;"`)
	if got := b.get("/stats?page=-3"); got.status != http.StatusOK {
		t.Errorf("page -3: %d", got.status)
	}
}

func TestAStatsPage(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat(hostile, stats.Counter)
	p.fill(s, 2, 4, 4, 4, 5, 5, 7, 9)
	b := p.signedIn()
	path := "/stats/" + string(s.Public)
	got := b.get(path + "?tf=1h1m&cmp=1")
	got.has(t, `value="1h1m"`, "1 hour @ 1 minute", `src="../a.svg?k0=`+string(s.EmbedKey)+`&amp;tf=1h1m&amp;cmp=1&amp;w=1072&amp;h=280"`,
		`title="40">40<`, `title="5">5<`, `title="2.1380899352994">2.138<`, "3.526 to 6.474", "3.053 to 6.947", string(s.Classic))
	got.nodes(func(n *html.Node) {
		if n.Data == "h1" && n.FirstChild.Data != s.Name {
			t.Errorf("heading %q, want %q", n.FirstChild.Data, s.Name)
		}
	})
	got = b.get(path + "?tf=1h1w")
	got.has(t, `value="1h1w"`, `aria-invalid="true"`, "give a length and a step", "tf=1w3h")
	b.get(path+"?tf=9y1m").has(t, "More than 10,000 points")
	if got := b.get("/stats/nosuch"); got.status != http.StatusNotFound {
		t.Errorf("an unknown stat: %d", got.status)
	}
}

func TestEditingAStat(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat("page view", stats.Counter)
	p.stat("taken", stats.Counter)
	b := p.signedIn()
	path := "/stats/" + string(s.Public)
	for _, row := range []struct{ name, want string }{
		{"", "A name has 1 to 255 characters"}, {strings.Repeat("x", 256), "A name has 1 to 255 characters"},
		{"a~b", "A name has no ~"}, {"taken", "Another stat has this name"},
	} {
		got := b.post(path+"/rename", "name", row.name)
		if got.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", row.name, got.status)
		}
		got.has(t, row.want, `value="`+row.name+`"`)
	}
	b.post(path+"/rename", "name", " "+hostile+" ").has(t, "Other names: page view")
	b.post(path+"/about", "unit", "smoots", "tags", "web, <i>, web,", "open", "1").has(t, "counter in smoots · public", "&lt;i&gt;, web")
	b.post(path+"/about", "unit", strings.Repeat("x", 31)).has(t, "at most 30 characters")
	b.post(path+"/about", "tags", strings.Repeat("x", 51)).has(t, "at most 20 tags")
	got, err := p.catalog.Find(t.Context(), stats.Lookup{ID: s.ID})
	p.must(err)
	if got.Name != hostile || got.Unit != "smoots" || len(got.Tags) != 2 || !got.Open {
		t.Errorf("stored %+v", got)
	}
	b.get("/stats?tag=web").has(t, string(s.Public))
}

func TestComments(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat("page view", stats.Counter)
	b := p.signedIn()
	path := "/stats/" + string(s.Public)
	b.post(path+"/comment", "text", hostile).has(t, "2026-11-25 13:00 CET")
	b.post(path+"/comment", "text", "a release", "at", "2026-11-24T08:15").has(t, "2026-11-24 08:15 CET")
	b.post(path+"/comment", "text", "x", "at", "yesterday").has(t, "Not a time such as")
	b.post(path+"/comment", "text", "x", "at", "+010000-01-01T08:15").has(t, "Not a time such as")
	b.post(path+"/comment", "text", " ").has(t, "A comment has 1 to 1000 characters")
	list, err := p.catalog.Comments(t.Context(), []stats.StatID{s.ID}, time.Unix(0, 0), noon.Add(time.Hour))
	p.must(err)
	if len(list) != 2 {
		t.Fatalf("%d comments", len(list))
	}
	for range 2 { // the second time it is gone already
		if got := b.post(path+"/uncomment", "comment", number(list[0].ID)); got.status != http.StatusOK {
			t.Errorf("delete: %d", got.status)
		}
	}
	b.get(path).lacks(t, "2026-11-25 13:00 CET</time> <span>")
}

func TestTrashAndRestore(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat(hostile, stats.Counter)
	b := p.signedIn()
	got := b.post("/stats/" + string(s.Public) + "/trash")
	if got.at.Path != "/v/stats/trash" {
		t.Fatalf("trashed: %s", got.at)
	}
	got.has(t, "until <time", "2026-11-27 13:00 CET", string(s.Public), `action="../../v/stats/trash/restore"`)
	p.stat(s.Name, stats.Value) // a post under its name
	b.post("/v/stats/trash/restore", "id", string(s.Public)).has(t, "rename that one first")
	named, err := p.catalog.Named(t.Context(), p.project.ID, []string{s.Name})
	p.must(err)
	p.must(p.catalog.Trash(t.Context(), named[0].ID, noon))
	if got := b.post("/v/stats/trash/restore", "id", string(s.Public)); got.at.Path != "/stats/"+string(s.Public) {
		t.Errorf("restored: %d at %s", got.status, got.at)
	}
	if got := b.post("/v/stats/trash/restore", "id", "nosuch"); got.status != http.StatusNotFound {
		t.Errorf("an unknown one: %d", got.status)
	}
}

func TestWhoSeesAStat(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat("page view", stats.Counter)
	path := "/stats/" + string(s.Public)
	stranger := p.member(0)
	if got := p.browser().get(path); got.at.Path != "/signin" {
		t.Errorf("a visitor: %s", got.at)
	}
	if got := stranger.get(path); got.status != http.StatusNotFound {
		t.Errorf("a stranger: %d", got.status)
	}
	s.Open = true
	p.must(p.catalog.Update(t.Context(), s))
	for _, b := range []*browser{p.browser(), stranger} {
		got := b.get(path)
		if got.status != http.StatusOK || got.at.Path != path {
			t.Errorf("an open stat: %d at %s", got.status, got.at)
		}
		got.has(t, "page view", "Summary", "Times are Europe/Berlin") // as in its chart
		got.lacks(t, path+`/`, string(s.Classic), string(p.project.UKey), "Rename", "Embed key")
	}
	if got := stranger.post(path+"/rename", "name", "mine"); got.status != http.StatusNotFound {
		t.Errorf("a stranger renames: %d", got.status)
	}
	if got := p.browser().post(path+"/rename", "name", "mine"); got.at.Path != "/signin" {
		t.Errorf("a visitor renames: %s", got.at)
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		role              stats.Role
		key, edits, rules bool
	}{
		{stats.ReadOnly, false, false, false}, {stats.Member, true, true, false}, {stats.Admin, true, true, true},
	} {
		p := newPlace(t, nil)
		s := p.stat("page view", stats.Counter)
		b, path := p.member(row.role), "/stats/"+string(s.Public)
		sees := strings.Contains(b.get("/settings").text+b.get("/switch").text, "a%27b") || strings.Contains(b.get("/settings").text, "a&#39;b")
		if sees != row.key {
			t.Errorf("role %d: sees the key %v", row.role, sees)
		}
		controls := strings.Contains(b.get(path).text, path+"/rename") || strings.Contains(b.get(path).text, "stats/"+string(s.Public)+"/rename")
		if controls != row.edits {
			t.Errorf("role %d: sees controls %v", row.role, controls)
		}
		for what, allowed := range map[string]bool{path + "/rename": row.edits, path + "/trash": row.edits, "/access": row.rules,
			"/settings/general": row.rules, "/settings/backup": row.rules, "/access/revoke": row.rules, "/settings/ezkey": row.rules} {
			got := b.post(what, "name", "x", "token", "1", "random", "1")
			if refused := got.status == http.StatusForbidden; refused == allowed {
				t.Errorf("role %d, %s: %d", row.role, what, got.status)
			}
		}
	}
}

func TestPicturesAreSignedWhereTheyMustBe(t *testing.T) {
	t.Parallel()
	p := newPlace(t, func(d *pages.Deps) { d.Signed = true })
	s := p.stat("page view", stats.Counter)
	b := p.signedIn()
	b.get("/stats/"+string(s.Public)).has(t, "h=280&amp;exp=", "curl &#39;"+p.url+"/a.txt?k0=", "&amp;sig=")
}
