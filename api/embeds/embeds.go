// Package embeds answers pages that show stats of this server: numbers and
// series for scripts, the scripts of StatHat's old snippets, a page for frames,
// oEmbed, and panels of Status Board. It says which picture a path stands for,
// and leaves drawing it to package api.
//
// Whoever asks shows an embed key, or the id of a public stat in its place.
// What a key does not show is told quietly, as a part of an answer with status
// 200: it stands on somebody's page, whose readers cannot mend it.
//
//	embeds.go   the table of paths, and who asks
//	answer.go   headers and bytes
//	values.go   /embed/v1/values and /embed/v1/series
//	old.go      /embed/{kind}/…: the options of old snippets
//	script.go   the script that fills a page's elements
//	fill.go     what it fills them with
//	chart.go    a chart of what keys show
//	inline.go   an SVG document as a part of a page
//	picture.go  /s/KEY.svg, cards, badges, /graphs/…
//	page.go     /s/KEY for frames, and what links it
//	oembed.go   /oembed
//	panel.go    /sb/…: the panels of Status Board
package embeds

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"chartd/embed"
	"chartd/render/param"
	"chartd/stats"
)

// Deps are the values that a Face is made from.
type Deps struct {
	Keys  *embed.Keys
	Board *embed.Board
	Now   func() time.Time // the clock of both; nil: time.Now
	Log   *slog.Logger     // faults of the program; nil drops them
	Base  string           // public URL, shown in links; "" is that of the request
	Path  string           // base path, a part of shown URLs where Base is ""
}

// Face answers the paths of Paths. It is safe for any number of readers.
type Face struct {
	Deps
	front http.Handler
}

// New makes a face.
func New(d Deps) *Face {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	d.Base, d.Path = strings.TrimSuffix(d.Base, "/"), strings.TrimSuffix(d.Path, "/")
	f := &Face{Deps: d}
	routes := http.NewServeMux()
	routes.HandleFunc("/embed/v1/values", f.handle(f.values))
	routes.HandleFunc("/embed/v1/series", f.handle(f.series))
	routes.HandleFunc("/embed/{kind}/{keys...}", f.handle(f.old))
	routes.HandleFunc("/s/{key}", f.handle(f.page))
	routes.HandleFunc("/s/{key}/badge.json", f.handle(f.badge))
	routes.HandleFunc("/oembed", f.handle(f.oembed))
	routes.HandleFunc("/sb/{rest...}", f.handle(f.panel))
	for _, rest := range []string{"/", "/embed/v1/"} {
		routes.HandleFunc(rest, f.handle(func(*request) (answer, error) { return answer{}, errNoPath }))
	}
	f.front = routes
	return f
}

// Paths are the paths that ServeHTTP answers, as a table of routes wants them:
// one that ends in "/…" stands for all below it.
func (f *Face) Paths() []string {
	return []string{"/embed/…", "/s/…", "/graphs/…", "/sb/…", "/oembed"}
}

// ServeHTTP answers one request. The methods are GET and HEAD.
func (f *Face) ServeHTTP(w http.ResponseWriter, r *http.Request) { f.front.ServeHTTP(w, r) }

// request is one request on its way through a handler.
type request struct {
	*http.Request
	query  query
	origin string // of the page that asks; "" where it does not say, and for pages of this server
	own    string // the public URL of this server, without a final slash
}

// handle decodes, serves and answers.
func (f *Face) handle(serve func(*request) (answer, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := f.request(r)
		a, err := serve(q)
		if err != nil {
			a = f.complain(q, err)
		}
		a.write(w, r)
	}
}

// request reads what all handlers want to know.
func (f *Face) request(r *http.Request) *request {
	q := &request{Request: r, query: readQuery(r.URL.RawQuery), own: f.address(r)}
	if q.origin = asking(r); host(q.origin) == host(q.own) {
		q.origin = ""
	}
	return q
}

// host is that of a URL. The scheme of this server's own is not known behind a
// proxy.
func host(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	return strings.ToLower(host)
}

// address is the public URL of the server, without a final slash.
func (f *Face) address(r *http.Request) string {
	if f.Base != "" {
		return f.Base
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host + f.Path
}

// asking is the origin of the page that a request comes from: scripts say it
// in Origin, pictures and script elements in Referer, if at all. An origin that
// cannot be read, such as that of a file, is one that no key names.
func asking(r *http.Request) string {
	said := r.Header.Get("Origin")
	if said == "" {
		said = r.Header.Get("Referer")
	}
	if said == "" {
		return ""
	}
	if origin, ok := stats.ParseOrigin(said); ok {
		return origin
	}
	return "null"
}

// open opens a key for the page that asks.
func (f *Face) open(q *request, key string) (embed.Shown, error) {
	return f.Keys.Open(q.Context(), key, q.origin)
}

// openAll opens all keys, or none.
func (f *Face) openAll(q *request, keys []string) ([]embed.Shown, error) {
	shown := make([]embed.Shown, len(keys))
	for i, key := range keys {
		var err error
		if shown[i], err = f.open(q, key); err != nil {
			return nil, err
		}
	}
	return shown, nil
}

// query are the parameters of a URL; the first of a name counts.
type query map[string]string

// readQuery reads a raw query as leniently as pictures do: old snippets send
// titles without any escapes.
func readQuery(raw string) query {
	q := query{}
	for s := (param.Scanner{Rest: raw}); ; {
		name, value, ok := s.Next()
		if !ok {
			return q
		}
		if _, has := q[name]; !has {
			q[strings.Clone(name)] = strings.ToValidUTF8(strings.Clone(s.Decode(value)), "\uFFFD")
		}
	}
}

// What can be wrong with a whole request.
var (
	errNoPath = errors.New("there is nothing at this path")
	errNoKeys = errors.New("q: give 1 to 100 of them, each KEY or KEY:TIMEFRAME")
	errMuch   = errors.New("more than 20000 points in one request: take a longer step, or ask for fewer at a time")
	errNoPage = errors.New("url: not a page of this server that shows a stat")
	errFormat = errors.New("format: only json")
)

// quiet reports whether an error only says that there is nothing to show.
func quiet(err error) bool {
	return errors.Is(err, embed.ErrUnavailable) || errors.Is(err, embed.ErrNotPublic)
}

// explain is the status of an error and what a stranger may read of it.
func explain(err error) (int, string) {
	var bad *param.Error
	switch {
	case err == nil:
		return http.StatusOK, ""
	case quiet(err):
		return http.StatusOK, err.Error()
	case errors.As(err, &bad), errors.Is(err, errNoKeys), errors.Is(err, errMuch):
		return http.StatusBadRequest, err.Error()
	case errors.Is(err, errNoPath), errors.Is(err, errNoPage):
		return http.StatusNotFound, err.Error()
	case errors.Is(err, errFormat):
		return http.StatusNotImplemented, err.Error()
	case errors.Is(err, stats.ErrAway):
		return http.StatusServiceUnavailable, stats.ErrAway.Error()
	case errors.Is(err, context.Canceled):
		return http.StatusServiceUnavailable, "the reader has left"
	}
	return http.StatusInternalServerError, "a fault of this program, which is in its log"
}

// report explains an error, and logs a fault of the program.
func (f *Face) report(q *request, err error) (status int, text string) {
	if status, text = explain(err); status == http.StatusInternalServerError {
		f.Log.Error("embed", "path", WithoutKeys(q.URL.EscapedPath()), "fault", err)
	}
	return status, text
}

// complain answers with what went wrong, as an object.
func (f *Face) complain(q *request, err error) answer {
	status, text := f.report(q, err)
	return answer{status: status, media: jsonType, cache: noStore, body: encode(map[string]string{"error": text})}
}

// WithoutKeys is an escaped path as logs may show it: what is long enough to be
// an embed key in a path of Paths is a "-". Other paths stay as they are.
func WithoutKeys(escaped string) string {
	for _, below := range []string{"/s/", "/sb/", "/embed/", "/graphs/"} {
		before, after, ok := strings.Cut(escaped, below)
		if !ok {
			continue
		}
		parts := strings.Split(after, "/")
		for i, part := range parts {
			if stem, ending, more := strings.Cut(part, "."); len(stem) >= secretLength {
				if parts[i] = "-"; more {
					parts[i] += "." + ending
				}
			}
		}
		return before + below + strings.Join(parts, "/")
	}
	return escaped
}

// secretLength is how long a part of a path is that may be a key.
const secretLength = 16
