// Package pages is what people see of their stats in a browser: signing in,
// lists, a stat's page, settings. Every page is made on the server and complete
// without script; its pictures are the live charts that readers embed.
//
// It draws nothing, stores nothing and reads no points by itself: those come in
// as small interfaces, and out go HTML, redirects and a session cookie.
//
//	pages.go    the table of paths, and what is refused before it
//	visitor.go  who asks, and what that person may do
//	signin.go   links, passwords, sessions
//	list.go     all stats; trash.go those in the trash
//	stat.go     one stat; edit.go what is changed there; summary.go its table
//	embed.go    what shows a stat elsewhere, and the keys for that
//	settings.go project, password; access.go tokens; switch.go moving here
//	alerts.go   all alerts; alert.go one, with its form; trial.go what it would have done
//	automatic.go what automatic alerts did; maintenance.go times without alerts, as text
//	destinations.go, channels.go  who hears of alerts; outbox.go what waits
//	reports.go  mails of figures: list, one, preview, send
//	links.go    signed links of messages
//	answer.go   templates → bytes, errors → pages
//
// # Why
//
// All links are relative, as on the documentation page, so that pages work below
// any path whatever a proxy strips. Forms that change something answer with a
// redirect, so that a reload never does it twice; the one exception shows a new
// token, because it is shown once and kept nowhere.
package pages

import (
	"context"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/alexedwards/scs/v2"

	"chartd/alerts"
	"chartd/api/tries"
	"chartd/static"
	"chartd/stats"
)

// Deps are the values that pages are made from.
type Deps struct {
	People   stats.People
	Things   stats.Things
	Grants   stats.Grants
	Reader   stats.Reader     // with merged stats as one: stats.Grouped
	Sessions scs.Store        // of the browsers that are signed in
	Site     *static.Site     // whose style and scripts are used; nil: one of its own
	Base     string           // public URL, shown in lines to copy; "" is that of the request
	Path     string           // base path, a part of shown URLs where Base is ""
	Now      func() time.Time // nil: time.Now
	Log      *slog.Logger     // faults of the program; nil drops them
	Secure   bool             // the cookie goes over https only; so it does when Base is https
	Signed   bool             // live pictures need a signature: --require-signature
	// Alerts keeps alerts, destinations, messages and reports; nil: there are no pages of them.
	Alerts    AlertStore
	BackTests *alerts.BackTests                             // those of the server; nil: of Reader's minutes that have settled
	LinkKey   func(context.Context) (alerts.LinkKey, error) // signs links in messages; asked once
	Wake      func()                                        // tells a courier of new messages; nil: nobody need be told
	Letter    func(alerts.Message) (html string, err error) // a mail as a page that holds its pictures
	MailReady bool                                          // this server can send e-mail; without, it waits
	// Preview is what stands in the head of a public stat's page, at a public URL
	// of the server, for tools that show links; nil: nothing.
	Preview func(ctx context.Context, s stats.Stat, base string) (template.HTML, error)
}

// Pages serves the paths of Paths. It is safe for any number of readers.
type Pages struct {
	Deps
	front     http.Handler
	sessions  *scs.SessionManager
	templates *template.Template
	files     map[string]static.File // by path
	links     map[string]string      // name of a file → path without its first slash
	tries     tries.Limit
	guesses   chan struct{} // a password is hashed only by who has a place here
	linkKey   atomic.Pointer[alerts.LinkKey]
}

// maxGuesses is how many passwords are hashed at once: each takes 19 MiB.
const maxGuesses = 4

// sessionLife is how long a browser stays signed in.
const sessionLife = 30 * 24 * time.Hour

// New makes the pages. An error means that Base is no URL or that the embedded
// files are broken, which a test excludes.
func New(d Deps) (*Pages, error) {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.BackTests == nil {
		d.BackTests = alerts.NewBackTests(d.Reader, alerts.WholeMinutes)
	}
	d.Base = strings.TrimSuffix(d.Base, "/")
	d.Path = strings.TrimSuffix(d.Path, "/")
	p := &Pages{Deps: d, guesses: make(chan struct{}, maxGuesses)}
	if err := p.load(); err != nil {
		return nil, err
	}
	p.sessions = p.newSessions()
	guard := http.NewCrossOriginProtection()
	if at, err := url.Parse(d.Base); err == nil && at.Host != "" {
		if err := guard.AddTrustedOrigin(at.Scheme + "://" + at.Host); err != nil {
			return nil, err
		}
	}
	// Mail programs press these buttons from elsewhere; they use no cookie.
	guard.AddInsecureBypassPattern("POST /l/{token}")
	guard.SetDenyHandler(http.HandlerFunc(p.refuseCrossOrigin))
	routes := http.NewServeMux()
	table := p.table()
	if p.Alerts != nil {
		table = slices.Concat(table, p.alertTable(), p.reportTable())
	}
	for _, r := range table {
		routes.Handle(r.pattern, p.handle(r.serve))
	}
	routes.HandleFunc("GET /pages/{file}", p.file)
	routes.Handle("/", p.handle(p.missing))
	p.front = guard.Handler(routes)
	return p, nil
}

// Paths are the paths that ServeHTTP answers, as a table of routes wants them:
// one that ends in "/…" stands for all below it.
func (p *Pages) Paths() []string {
	return []string{"/signin", "/signout", "/stats", "/stats/…", "/v/stats/trash", "/v/stats/trash/…",
		"/access", "/access/…", "/settings", "/settings/…", "/switch", "/pages/…",
		"/alerts", "/alerts/…", "/destinations", "/destinations/…", "/reports", "/reports/…", "/outbox", "/outbox/…", "/l/…"}
}

// line is a line of the table.
type line struct {
	pattern string
	serve   func(*request) error
}

// table lists every page and every form, in reading order.
func (p *Pages) table() []line {
	return []line{
		{"GET /signin", p.signinPage},
		{"POST /signin", p.signIn},
		{"POST /signout", p.signOut},
		{"GET /stats", p.as(stats.ReadOnly, p.listPage)},
		{"GET /stats/{id}", p.statPage},
		{"POST /stats/{id}/rename", p.edit(p.rename)},
		{"POST /stats/{id}/merge", p.edit(p.merge)},
		{"POST /stats/{id}/about", p.edit(p.about)},
		{"POST /stats/{id}/comment", p.edit(p.comment)},
		{"POST /stats/{id}/uncomment", p.edit(p.uncomment)},
		{"POST /stats/{id}/trash", p.edit(p.trash)},
		{"GET /stats/{id}/embed", p.team(p.embedPage)},
		{"POST /stats/{id}/embed", p.edit(p.grantKey)},
		{"POST /stats/{id}/embed/revoke", p.edit(p.revokeKey)},
		{"GET /v/stats/trash", p.as(stats.ReadOnly, p.trashPage)},
		{"POST /v/stats/trash/restore", p.as(stats.Member, p.restore)},
		{"GET /access", p.as(stats.Admin, p.accessPage)},
		{"POST /access", p.as(stats.Admin, p.createToken)},
		{"POST /access/revoke", p.as(stats.Admin, p.revokeToken)},
		{"GET /settings", p.as(stats.ReadOnly, p.settingsPage)},
		{"POST /settings/password", p.as(stats.ReadOnly, p.setPassword)},
		{"POST /settings/project", p.as(stats.ReadOnly, p.chooseProject)},
		{"POST /settings/ezkey", p.as(stats.Admin, p.changeEZKey)},
		{"POST /settings/backup", p.as(stats.Admin, p.deleteBackup)},
		{"POST /settings/general", p.as(stats.Admin, p.changeGeneral)},
		{"GET /switch", p.as(stats.ReadOnly, p.switchPage)},
	}
}

// maxForm is the most bytes that a form may have.
const maxForm = 64 << 10

// ServeHTTP answers one request.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	p.front.ServeHTTP(w, r)
}

// handle loads the session, serves, and turns an error into a page.
func (p *Pages) handle(serve func(*request) error) http.Handler {
	return p.sessions.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := &request{Request: r, w: w}
		if r.Method == http.MethodPost {
			if err := r.ParseForm(); err != nil {
				p.complain(q, errForm)
				return
			}
		}
		if err := serve(q); err != nil {
			p.complain(q, err)
		}
	}))
}

// request is one request on its way through a handler.
type request struct {
	*http.Request
	w      http.ResponseWriter
	who    visitor // filled in by as, team, edit and statPage
	stat   stats.Stat
	home   stats.Project // of the stat, where it is not one of the visitor's; shown times are its
	head   template.HTML // of the page, for tools that show links
	frames bool          // the page shows pages of this server in frames
}

// missing answers for paths that are none, to whoever is signed in as that.
func (p *Pages) missing(q *request) (err error) {
	if q.who, err = p.visitor(q); err != nil {
		return err
	}
	return stats.ErrNotFound
}

// zone is the one in which times are shown.
func (q *request) zone() *time.Location {
	if q.home.ID != 0 {
		return q.home.Location()
	}
	return q.who.project().Location()
}

// root is the relative way from a request's path to the root.
func (q *request) root() string {
	if up := strings.Count(q.URL.Path, "/") - 1; up > 0 {
		return strings.Repeat("../", up)
	}
	return "./"
}

// done sends the browser to a path, whose page says what was done.
func (p *Pages) done(q *request, path, said string) error {
	p.sessions.Put(q.Context(), sessionSaid, said)
	return q.redirect(path)
}

// redirect sends the browser to a path, given without its first slash.
func (q *request) redirect(path string) error {
	h := q.w.Header()
	h.Set("Location", q.root()+path)
	h.Set("Cache-Control", "no-store")
	q.w.WriteHeader(http.StatusSeeOther)
	return nil
}

// address is the public URL of the server, without a final slash.
func (p *Pages) address(q *request) string {
	if p.Base != "" {
		return p.Base
	}
	scheme := "http"
	if q.TLS != nil || p.Secure {
		scheme = "https"
	}
	return scheme + "://" + q.Host + p.Path
}
