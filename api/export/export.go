// Package export answers programs that read stats and keep alerts the StatHat
// way: /x/TOKEN/… for dashboards and exports, /a1/… for the official command line
// (StatHat contract, sections 3 to 5).
//
// Field names, their order, and what stands in an empty bucket are what old
// clients were written against; nothing here is free to be nicer.
package export

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/api/tries"
	"chartd/stats"
)

// Access finds who a token belongs to; a catalog is one.
type Access interface {
	TokenByDigest(ctx context.Context, d stats.Digest) (stats.Token, error)
	Project(ctx context.Context, id stats.ProjectID) (stats.Project, error)
}

// Things are the stats and what is said of them; a catalog is one.
type Things interface {
	Find(ctx context.Context, by stats.Lookup) (stats.Stat, error)
	Named(ctx context.Context, p stats.ProjectID, names []string) ([]stats.Stat, error)
	List(ctx context.Context, p stats.ProjectID, f stats.Filter) ([]stats.Stat, error)
	Trash(ctx context.Context, id stats.StatID, now time.Time) error
	Comment(ctx context.Context, c stats.Comment) (stats.Comment, error)
}

// Face answers. Its fields are set before the first request.
type Face struct {
	Access    Access
	Things    Things
	Reader    stats.Reader // with merged stats as one: stats.Grouped
	Alerts    alerts.Book
	Now       func() time.Time
	Log       *slog.Logger
	HTTPSOnly bool // tokens that come over plain HTTP are refused

	tries tries.Limit // of tokens that are none
}

// route is a line of a table. In its path "*" is any one segment, and "…" at
// the end is all that follow.
type route struct {
	methods string // as the Allow header lists them
	path    string
	serve   func(*Face, *call) error
}

const reading = "GET, HEAD"

// Everything else changes something, and a token that only reads must not.
var exportTable = []route{
	{reading, "statlist", (*Face).list},
	{reading, "stat", (*Face).byName},
	{"DELETE", "stats/*", (*Face).trash},
	{reading, "data/…", (*Face).data},
	{reading, "alerts", (*Face).listAlerts},
	{"POST", "alerts", (*Face).createAlert},
	{reading, "alerts/*", (*Face).alert},
	{"PUT", "alerts/*", (*Face).updateAlert},
	{"DELETE", "alerts/*", (*Face).deleteAlert},
}

var cliTable = []route{
	{reading, "stats", (*Face).shortList},
	{reading, "stats/*/dataset", (*Face).one},
	{reading, "stats/*/dataset_full", (*Face).full},
	{"POST", "comments", (*Face).comment},
	{reading, "alerts", (*Face).listAlerts},
	{"POST", "alerts", (*Face).createAlert},
}

// call is a request of somebody with a token that is good.
type call struct {
	w       http.ResponseWriter
	r       *http.Request
	project stats.Project
	args    []string // what "*" and "…" of the route stand for
}

// Export answers everything below /x/.
func (f *Face) Export(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Origin") != "" {
		// A dashboard's script may read it: whoever has the token may.
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
	path := segments(r.URL)[1:]
	token := ""
	if len(path) > 0 {
		token, path = path[0], path[1:]
	}
	if err := f.answer(w, r, exportTable, token, path); err != nil {
		f.refuse(w, err)
	}
}

// CLI answers everything below /a1/. The token is the user of HTTP
// Basic (contract, section 5).
func (f *Face) CLI(w http.ResponseWriter, r *http.Request) {
	token, _, _ := r.BasicAuth()
	err := new(http.CrossOriginProtection).Check(r) // a browser that knows the token sends it for any page's form
	if err != nil {
		err = errForeign
	} else {
		err = f.answer(w, r, cliTable, token, segments(r.URL)[1:])
	}
	if err == nil {
		return
	}
	if errors.Is(err, errToken) {
		w.Header().Set("WWW-Authenticate", `Basic realm="chartd"`)
	}
	f.refuse(w, err)
}

// answer finds who asks for what, and serves it.
func (f *Face) answer(w http.ResponseWriter, r *http.Request, table []route, token string, path []string) error {
	if f.HTTPSOnly && r.TLS == nil && r.URL.Scheme != "https" {
		return errHTTPS
	}
	// An address that showed too many tokens that are none waits even with a right
	// one, which would else be told from wrong ones all the same.
	if f.tries.Spent(r.RemoteAddr, f.Now()) {
		return errTries
	}
	t, err := f.Access.TokenByDigest(r.Context(), stats.AccessToken(token).Digest())
	if errors.Is(err, stats.ErrNotFound) {
		f.tries.Miss(r.RemoteAddr, f.Now())
		return errToken
	}
	if err != nil {
		return err
	}
	var allowed []string
	for _, at := range table {
		args, ok := match(at.path, path)
		switch {
		case !ok:
			continue
		case !slices.Contains(strings.Split(at.methods, ", "), r.Method):
			allowed = append(allowed, at.methods)
			continue
		case at.methods != reading && t.Scope != stats.WriteScope:
			return errReads
		}
		p, err := f.Access.Project(r.Context(), t.Project)
		if err != nil {
			return err
		}
		return at.serve(f, &call{w, r, p, args})
	}
	if allowed == nil {
		return errPath
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	return errMethod
}

// segments are the parts of a path, decoded; empty ones, as of a slash at the
// end, are none. There is at least one.
func segments(u *url.URL) []string {
	var list []string
	for part := range strings.SplitSeq(u.EscapedPath(), "/") {
		if part == "" {
			continue
		}
		plain, err := url.PathUnescape(part)
		if err != nil {
			plain = part
		}
		list = append(list, plain)
	}
	if list == nil {
		return []string{""}
	}
	return list
}

// match compares a route's path with one that was asked for.
func match(pattern string, path []string) (args []string, ok bool) {
	for want := range strings.SplitSeq(pattern, "/") {
		switch {
		case want == "…":
			return append(args, path...), true
		case len(path) == 0 || want != "*" && want != path[0]:
			return nil, false
		case want == "*":
			args = append(args, path[0])
		}
		path = path[1:]
	}
	return args, len(path) == 0
}

// find is a stat of the caller's project by its public id. The id of a stat
// that was merged into another is the other's.
func (f *Face) find(c *call, id string) (stats.Stat, error) {
	if id == "" {
		return stats.Stat{}, errStat
	}
	s, err := f.Things.Find(c.r.Context(), stats.Lookup{Public: stats.PublicID(id)})
	if err != nil {
		return stats.Stat{}, err
	}
	if s.Project != c.project.ID {
		return stats.Stat{}, errStat
	}
	return s, nil
}

// WithoutToken is the escaped path of a URL as logs may show it: a token that
// follows /x/ is left out.
func WithoutToken(u *url.URL) string {
	before, after, ok := strings.Cut(u.Path, "/x/")
	if !ok {
		return u.EscapedPath()
	}
	_, rest, more := strings.Cut(strings.TrimLeft(after, "/"), "/")
	if more {
		rest = "/" + rest
	}
	return (&url.URL{Path: before + "/x/-" + rest}).EscapedPath()
}
