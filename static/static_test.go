package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func newSite(t *testing.T, base string) *Site {
	t.Helper()
	site, err := New(Options{Base: base})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// page is the page of a site.
func page(t *testing.T, site *Site) File {
	t.Helper()
	f, ok := site.Find("/")
	if !ok {
		t.Fatal("there is no page")
	}
	return f
}

func TestBaseURL(t *testing.T) {
	for _, row := range []struct {
		what, base string
		ok         bool
	}{
		{"none is allowed", "", true},
		{"a host", "https://charts.example.org", true},
		{"a host and a path with a slash", "http://example.org/charts/", true},
		{"a path alone is refused", "/charts", false},
		{"another scheme is refused", "ftp://example.org", false},
		{"a bad escape is refused", "https://example.org/%zz", false},
	} {
		if _, err := New(Options{Base: row.base}); (err == nil) != row.ok {
			t.Errorf("%s: New(%q) error = %v", row.what, row.base, err)
		}
	}
}

// The page leads to stats where there are any.
func TestStatsAreLinked(t *testing.T) {
	for _, kept := range []bool{false, true} {
		site, err := New(Options{Stats: kept})
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		for n := range parsePage(t, site).Descendants() {
			if link, ok := attr(n, "href"); ok {
				found[link] = true
			}
		}
		if found["stats"] != kept || found["signin"] != kept {
			t.Errorf("stats are kept: %v; linked: %v, %v", kept, found["stats"], found["signin"])
		}
	}
}

func TestFind(t *testing.T) {
	site := newSite(t, "")
	if f := page(t, site); f.Type != "text/html; charset=utf-8" || f.Policy != policy || f.Forever {
		t.Errorf("the page is %s, policy %q, for ever %v", f.Type, f.Policy, f.Forever)
	}
	for _, path := range []string{"", "/static/", "/static/chart.css", "/static/page.html", "/other", "static/chart.css"} {
		if _, ok := site.Find(path); ok {
			t.Errorf("%q is there", path)
		}
	}
	routes := site.Routes()
	if len(routes) != 9 || routes[0] != "/" {
		t.Fatalf("Routes = %q, want the page, five files, and three for pages elsewhere", routes)
	}
	for _, path := range SharedRoutes() {
		f, ok := site.Find(path)
		if !ok || !f.Hourly || f.Forever || f.Type != "text/javascript; charset=utf-8" {
			t.Errorf("%s: found %v, %s, hourly %v", path, ok, f.Type, f.Hourly)
		}
	}
	hashed := regexp.MustCompile(`^/static/[a-z]+\.[0-9a-f]{10}\.(css|js|svg)$`)
	for _, path := range routes[1:] {
		if slices.Contains(SharedRoutes(), path) {
			continue
		}
		f, ok := site.Find(path)
		if !ok || !hashed.MatchString(path) || !f.Forever || f.Policy != "" || len(f.Body) == 0 || f.Type == "" {
			t.Errorf("%s: found %v, %s, %d bytes, for ever %v", path, ok, f.Type, len(f.Body), f.Forever)
		}
	}
}

// The element is loaded by pages that count every byte.
func TestTheElementIsSmall(t *testing.T) {
	f, _ := newSite(t, "").Find("/embed.js")
	if len(f.Packed) > 6<<10 {
		t.Errorf("/embed.js is %d bytes through gzip, at most 6144", len(f.Packed))
	}
	t.Logf("/embed.js: %d bytes, %d through gzip", len(f.Body), len(f.Packed))
}

func TestPackedIsTheSameFile(t *testing.T) {
	site := newSite(t, "")
	tags := map[string]string{}
	for _, path := range site.Routes() {
		f, _ := site.Find(path)
		z, err := gzip.NewReader(bytes.NewReader(f.Packed))
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(z); err != nil || !bytes.Equal(body, f.Body) {
			t.Errorf("%s: unpacked it is another file (%v)", path, err)
		}
		if other, _ := site.Find(tags[f.Tag]); other.Tag == f.Tag && !bytes.Equal(other.Body, f.Body) {
			t.Errorf("%s and %s share a tag", path, tags[f.Tag])
		}
		tags[f.Tag] = path
	}
}

func TestNamesChangeWithContent(t *testing.T) {
	a, b := hashedName("chart.css", []byte("a{}")), hashedName("chart.css", []byte("b{}"))
	if a == b {
		t.Errorf("two contents share the name %s", a)
	}
	if again := hashedName("chart.css", []byte("a{}")); again != a {
		t.Errorf("one content has the names %s and %s", a, again)
	}
}

func TestMinified(t *testing.T) {
	for name, broken := range map[string]string{"a.js": "let = = ;", "a.svg": "<svg"} {
		if got := string(minified(name, []byte(broken))); got != broken {
			t.Errorf("%s that does not parse became %q", name, got)
		}
	}
	if got := string(minified("a.css", []byte("a {  color : red ; }"))); got != "a{color:red}" {
		t.Errorf("minified css = %q", got)
	}
	for _, name := range []string{"chart.css", "page.js", "editor.js", "theme.js", "icon.svg"} {
		body, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if small := minified(name, body); len(small) >= len(body) || strings.Contains(string(small), "// ") {
			t.Errorf("%s: %d bytes of %d are left", name, len(small), len(body))
		}
	}
}
