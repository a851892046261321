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
	"net/url"
	"slices"
	"strings"
)

// policy is the content security policy of the page: everything from here,
// nothing inline. Pictures of the editor may be data of its own making.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'"

// Site holds the page at / and the files below /static/. It is safe for any
// number of readers at once.
type Site struct {
	files map[string]File // by path
}

// File is one finished file and what must be said with it. Its bytes must not
// be changed.
type File struct {
	Body, Packed []byte // Packed is Body through gzip
	Type         string // Content-Type
	Tag          string // names the content: the same bytes have the same tag
	Policy       string // Content-Security-Policy of a page, empty for what is none
	Forever      bool   // its path changes with its content, so it may be kept for ever
	Hourly       bool   // its path stays as its content changes: pages elsewhere load it
}

// Options are what a site differs by.
type Options struct {
	// Base is the address under which browsers reach the site, such as
	// https://charts.example.org/path, and is what the img tags on the page begin
	// with; with an empty base they begin with a slash.
	Base  string
	Stats bool // the server keeps stats: the page leads to them
}

// New makes the site. An error means that the base is not an absolute http or
// https URL, or that the embedded files are broken, which a test excludes.
func New(o Options) (*Site, error) {
	base := strings.TrimSuffix(o.Base, "/")
	at, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("base URL: %w", err)
	}
	if base != "" && (at.Host == "" || at.Scheme != "http" && at.Scheme != "https") {
		return nil, fmt.Errorf("base URL %q: want http:// or https:// and a host", base)
	}
	all, links, err := finish("chart.css", "theme.js", "page.js", "editor.js", "icon.svg")
	if err != nil {
		return nil, err
	}
	body, err := renderPage(base, o.Stats, links)
	if err != nil {
		return nil, err
	}
	page := newFile("page.html", body)
	page.Policy = policy
	all["/"] = page
	return &Site{all}, shared(all)
}

// sharedNames are the files that pages elsewhere load, by path: the address of
// none may ever change. The last two are where StatHat's snippets find theirs.
var sharedNames = map[string]string{
	"/embed.js":             "embed.js",
	"/js/embed.js":          "stathat.js",
	"/javascripts/embed.js": "stathat.js",
}

// SharedRoutes lists the paths of files that pages elsewhere load, sorted.
func SharedRoutes() []string { return slices.Sorted(maps.Keys(sharedNames)) }

// shared adds the files that pages elsewhere load.
func shared(all map[string]File) error {
	for at, name := range sharedNames {
		body, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		f := newFile(name, minified(name, body))
		f.Hourly = true
		all[at] = f
	}
	return nil
}

// Routes lists the paths that Find knows, sorted: the page, each file under its
// hashed name, and SharedRoutes.
func (s *Site) Routes() []string { return slices.Sorted(maps.Keys(s.files)) }

// Find returns the file at a path, if there is one.
func (s *Site) Find(path string) (File, bool) {
	f, ok := s.files[path]
	return f, ok
}

// finish reads, minifies and hashes the named files. The second result maps
// the name in the tree to the relative link under which it is found.
func finish(names ...string) (all map[string]File, links map[string]string, err error) {
	all, links = map[string]File{}, map[string]string{}
	for _, name := range names {
		body, err := files.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		f := newFile(name, minified(name, body))
		f.Forever = true
		links[name] = "static/" + hashedName(name, f.Body)
		all["/"+links[name]] = f
	}
	return all, links, nil
}

// hashedName puts the first ten hexadecimal digits of the content's SHA-256
// before the ending: chart.css becomes chart.0123456789.css.
func hashedName(name string, body []byte) string {
	stem, ending, _ := strings.Cut(name, ".")
	return cmp.Or(stem, name) + "." + digest(body)[:10] + "." + ending
}
