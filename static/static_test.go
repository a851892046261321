package static

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func newSite(t *testing.T, base string) *Site {
	t.Helper()
	site, err := New(base)
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// get asks the site; headers are name, value, name, value.
func get(t *testing.T, site http.Handler, method, path string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path = path
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, from io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
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
		if _, err := New(row.base); (err == nil) != row.ok {
			t.Errorf("%s: New(%q) error = %v", row.what, row.base, err)
		}
	}
}

func TestServe(t *testing.T) {
	site := newSite(t, "https://example.org/charts")
	for _, row := range []struct {
		what, method, path string
		status             int
		header, want       string
	}{
		{"the page is there", "GET", "/", 200, "Content-Type", "text/html; charset=utf-8"},
		{"the page is asked for again", "GET", "/", 200, "Cache-Control", "no-cache"},
		{"the page has a strict policy", "GET", "/", 200, "Content-Security-Policy", policy},
		{"HEAD is GET without the body", "HEAD", "/", 200, "X-Content-Type-Options", "nosniff"},
		{"a prefix without its slash leads to the page", "GET", "", 308, "Location", "/charts/"},
		{"a name without its hash is unknown", "GET", "/static/chart.css", 404, "Cache-Control", ""},
		{"an unknown path is unknown", "GET", "/other", 404, "ETag", ""},
		{"other methods are refused", "POST", "/", 405, "Allow", "GET, HEAD"},
	} {
		r := get(t, site, row.method, row.path)
		if r.StatusCode != row.status || r.Header.Get(row.header) != row.want {
			t.Errorf("%s: status %d, %s %q, want %d, %q", row.what, r.StatusCode, row.header, r.Header.Get(row.header), row.status, row.want)
		}
		if body := text(t, r.Body); row.method == "HEAD" && body != "" {
			t.Errorf("%s: HEAD has a body of %d bytes", row.what, len(body))
		}
	}
}

func TestFilesAreKeptForEver(t *testing.T) {
	site := newSite(t, "")
	routes := site.Routes()
	if len(routes) != 6 || routes[0] != "/" {
		t.Fatalf("Routes = %q, want the page and five files", routes)
	}
	hashed := regexp.MustCompile(`^/static/[a-z]+\.[0-9a-f]{10}\.(css|js|svg)$`)
	for _, path := range routes[1:] {
		r := get(t, site, "GET", path)
		if !hashed.MatchString(path) || r.StatusCode != 200 {
			t.Errorf("%s: status %d, want 200 and a hash in the name", path, r.StatusCode)
		}
		if got := r.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", path, got)
		}
		if len(text(t, r.Body)) == 0 || r.Header.Get("Content-Type") == "" {
			t.Errorf("%s: no content or no type", path)
		}
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

func TestGzip(t *testing.T) {
	site := newSite(t, "")
	plain := get(t, site, "GET", "/")
	packed := get(t, site, "GET", "/", "Accept-Encoding", "br, gzip;q=0.8")
	z, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	if text(t, z) != text(t, plain.Body) {
		t.Error("the packed page is another page")
	}
	if packed.Header.Get("Content-Encoding") != "gzip" || packed.Header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("headers of the packed page: %v", packed.Header)
	}
	if plain.Header.Get("ETag") == packed.Header.Get("ETag") {
		t.Error("plain and packed page share an ETag")
	}
	for accept, want := range map[string]bool{
		"": false, "br": false, "gzip": true, "GZIP": true, "gzip;q=0": false, "gzip; q=0.0": false,
		"gzip;q=x": false, "x-gzip": false, "deflate, gzip": true,
	} {
		if got := takesGzip([]string{accept}); got != want {
			t.Errorf("Accept-Encoding %q takes gzip: %v, want %v", accept, got, want)
		}
	}
}

func TestConditional(t *testing.T) {
	site := newSite(t, "")
	tag := get(t, site, "GET", "/").Header.Get("ETag")
	for _, row := range []struct {
		what, header string
		status       int
	}{
		{"the same tag", tag, 304},
		{"the weak form of the tag", "W/" + tag, 304},
		{"a list with the tag", `"x", ` + tag, 304},
		{"a star", "*", 304},
		{"another tag", `"x"`, 200},
	} {
		r := get(t, site, "GET", "/", "If-None-Match", row.header)
		body := text(t, r.Body)
		if r.StatusCode != row.status || (body == "") != (row.status == 304) {
			t.Errorf("%s: status %d with %d bytes, want %d", row.what, r.StatusCode, len(body), row.status)
		}
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

// FuzzHeaders holds the two header parsers: whatever a reader sends, the answer
// is the page or 304, and what is said to be packed is.
func FuzzHeaders(f *testing.F) {
	f.Add("gzip;q=0.5, br", `W/"x", *`)
	f.Add(";;q=,gzip;q", `",`)
	site, err := New("")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, accept, tags string) {
		r := get(t, site, "GET", "/", "Accept-Encoding", accept, "If-None-Match", tags)
		body := text(t, r.Body)
		packed := strings.HasPrefix(body, "\x1f\x8b")
		if r.StatusCode != 200 && r.StatusCode != 304 || (r.StatusCode == 304) != (body == "") {
			t.Errorf("status %d with %d bytes", r.StatusCode, len(body))
		}
		if packed != (r.Header.Get("Content-Encoding") == "gzip") {
			t.Errorf("Content-Encoding %q, packed: %v", r.Header.Get("Content-Encoding"), packed)
		}
	})
}
