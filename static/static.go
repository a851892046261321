// Package static holds the files sent to browsers, under names that change
// with their content: the documentation page at / and what it loads.
//
// It knows no chart and no other route. Everything is made once, by New:
// templates are filled, text is minified, hashed and compressed, and a request
// only picks the finished bytes.
//
// # Why
//
// A hashed name lets a browser keep a file for ever and still see the next
// release at once. All links are relative, so the page works at the root of a
// host and below any path of it, whatever a proxy strips.
package static

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// policy is the content security policy of the page: everything from here,
// nothing inline. Pictures of the editor may be data of its own making.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'"

// Site answers for the page at / and for the files below /static/. It is safe
// for any number of requests at once.
type Site struct {
	home  string           // path of the page as browsers see it, with a final slash
	page  asset            // the page at /
	named map[string]asset // by hashed name
}

// New makes the site. Base is the address under which browsers reach it, such
// as https://charts.example.org/path, and is what the img tags on the page
// begin with; with an empty base they begin with a slash. An error means that
// base is not an absolute http or https URL, or that the embedded files are
// broken, which a test excludes.
func New(base string) (*Site, error) {
	base = strings.TrimSuffix(base, "/")
	at, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("base URL: %w", err)
	}
	if base != "" && (at.Host == "" || at.Scheme != "http" && at.Scheme != "https") {
		return nil, fmt.Errorf("base URL %q: want http:// or https:// and a host", base)
	}
	named, links, err := finish("chart.css", "theme.js", "page.js", "editor.js", "icon.svg")
	if err != nil {
		return nil, err
	}
	page, err := renderPage(base, links)
	if err != nil {
		return nil, err
	}
	return &Site{home: at.Path + "/", page: newAsset("page.html", page), named: named}, nil
}

// Routes lists the paths the site answers, sorted: the page and each file
// under its hashed name.
func (s *Site) Routes() []string {
	paths := []string{"/"}
	for name := range maps.Keys(s.named) {
		paths = append(paths, "/static/"+name)
	}
	slices.Sort(paths)
	return paths
}

// ServeHTTP answers GET and HEAD for the paths of Routes, 404 for others and
// 405 for other methods. An empty path, which is what is left of a prefix that
// was called without its slash, is sent to the page.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	h := w.Header()
	name, isFile := strings.CutPrefix(r.URL.Path, "/static/")
	file, found := s.named[name]
	switch {
	case r.URL.Path == "":
		http.Redirect(w, r, s.home, http.StatusPermanentRedirect)
	case r.URL.Path == "/":
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-cache") // kept, but asked for again: its links change with a release
		s.page.serve(w, r)
	case isFile && found:
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		file.serve(w, r)
	default:
		http.NotFound(w, r)
	}
}

// finish reads, minifies and hashes the named files. The second result maps
// the name in the tree to the relative link under which it is served.
func finish(names ...string) (named map[string]asset, links map[string]string, err error) {
	named, links = map[string]asset{}, map[string]string{}
	for _, name := range names {
		body, err := files.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		a := newAsset(name, minified(name, body))
		served := hashedName(name, a.body)
		named[served] = a
		links[name] = "static/" + served
	}
	return named, links, nil
}

// hashedName puts the first ten hexadecimal digits of the content's SHA-256
// before the ending: chart.css becomes chart.0123456789.css.
func hashedName(name string, body []byte) string {
	stem, ending, _ := strings.Cut(name, ".")
	return cmp.Or(stem, name) + "." + digest(body)[:10] + "." + ending
}
