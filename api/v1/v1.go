// Package v1 answers programs at /api/v1: stats, their series, comments and
// embed keys, alerts and reports, their destinations and messages, the project and
// its tokens, as JSON. What it takes and gives is written down in openapi.json, which is served
// too and which the tests hold it to.
//
// A handler reads the request, asks the stores and returns what to say; one
// place knows the bearer of a token, writes answers and their tags, and makes
// problems (RFC 9457) of errors. The package keeps nothing.
package v1

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

// Projects tells and changes a project's settings.
type Projects interface {
	Project(ctx context.Context, id stats.ProjectID) (stats.Project, error)
	UpdateProject(ctx context.Context, p stats.Project) error
}

// People is what this face asks about projects and tokens.
type People interface {
	stats.Tokens
	Projects
}

// Deps are the parts that answers are made from.
type Deps struct {
	People People
	Things stats.Things
	Grants stats.Grants
	Reader stats.Reader // what was merged reads as one: stats.Grouped
	Alerts Alerts
	// BackTests are those of the server; nil: of Reader's minutes that have settled.
	BackTests *alerts.BackTests
	Wake      func()           // tells a courier of new messages; nil: it looks by itself
	Now       func() time.Time // nil: the clock
	Log       *slog.Logger     // nil: the default one
}

// face is the handler.
type face struct {
	Deps
	mux   *http.ServeMux
	tries tries.Limit // of tokens that are none
}

// request is a request of somebody known.
type request struct {
	*http.Request
	token stats.Token
}

// answer is what to say when nothing is wrong.
type answer struct {
	status   int    // 0: 200
	body     any    // nil: nothing
	location string // of what was made; "" is none
	next     string // where the list goes on; "" is nowhere
}

// route is a row of the table of everything this face serves.
type route struct {
	method, path string
	answer       func(*face, request) (answer, error)
}

// base is where everything lives.
const base = "/api/v1"

// routes lists what the bearer of a token may ask, in the order of the
// document. All but GET needs a token that writes.
var routes = []route{
	{"GET", "/stats", (*face).listStats},
	{"POST", "/stats", (*face).createStat},
	{"GET", "/stats/by-name", (*face).statByName},
	{"POST", "/stats/delete", (*face).deleteMatching},
	{"GET", "/stats/{id}", (*face).stat},
	{"PATCH", "/stats/{id}", (*face).updateStat},
	{"DELETE", "/stats/{id}", (*face).deleteStat},
	{"POST", "/stats/{id}/restore", (*face).restoreStat},
	{"POST", "/stats/{id}/merge", (*face).mergeStat},
	{"DELETE", "/stats/{id}/aliases", (*face).deleteAlias},
	{"GET", "/stats/{id}/series", (*face).statSeries},
	{"GET", "/stats/{id}/comments", (*face).listComments},
	{"POST", "/stats/{id}/comments", (*face).createComment},
	{"DELETE", "/stats/{id}/comments/{comment}", (*face).deleteComment},
	{"GET", "/stats/{id}/embed-keys", (*face).listEmbedKeys},
	{"POST", "/stats/{id}/embed-keys", (*face).createEmbedKey},
	{"DELETE", "/stats/{id}/embed-keys/{key}", (*face).revokeEmbedKey},
	{"GET", "/stats/{id}/automatic", (*face).automatic},
	{"PATCH", "/stats/{id}/automatic", (*face).updateAutomatic},
	{"POST", "/stats/{id}/automatic/deny", (*face).denyAutomatic},
	{"GET", "/series", (*face).manySeries},
	{"GET", "/alerts", (*face).listAlerts},
	{"POST", "/alerts", (*face).createAlert},
	{"POST", "/alerts/back-test", (*face).backTest},
	{"GET", "/alerts/{id}", (*face).alert},
	{"PUT", "/alerts/{id}", (*face).replaceAlert},
	{"PATCH", "/alerts/{id}", (*face).updateAlert},
	{"DELETE", "/alerts/{id}", (*face).deleteAlert},
	{"POST", "/alerts/{id}/snooze", (*face).snoozeAlert},
	{"DELETE", "/alerts/{id}/snooze", (*face).wakeAlert},
	{"GET", "/alerts/{id}/history", (*face).alertHistory},
	{"GET", "/channels", (*face).listChannels},
	{"GET", "/destinations", (*face).listDestinations},
	{"POST", "/destinations", (*face).createDestination},
	{"GET", "/destinations/{id}", (*face).destination},
	{"PATCH", "/destinations/{id}", (*face).updateDestination},
	{"DELETE", "/destinations/{id}", (*face).deleteDestination},
	{"POST", "/destinations/{id}/test", (*face).testDestination},
	{"GET", "/destinations/{id}/attempts", (*face).listAttempts},
	{"GET", "/reports", (*face).listReports},
	{"POST", "/reports", (*face).createReport},
	{"GET", "/reports/{id}", (*face).report},
	{"PATCH", "/reports/{id}", (*face).updateReport},
	{"DELETE", "/reports/{id}", (*face).deleteReport},
	{"POST", "/reports/{id}/send", (*face).sendReport},
	{"GET", "/outbox", (*face).listOutbox},
	{"POST", "/outbox/{key}/retry", (*face).retryMessage},
	{"POST", "/outbox/{key}/drop", (*face).dropMessage},
	{"GET", "/tokens", (*face).listTokens},
	{"POST", "/tokens", (*face).createToken},
	{"DELETE", "/tokens/{token}", (*face).revokeToken},
	{"GET", "/project", (*face).project},
	{"PATCH", "/project", (*face).updateProject},
}

// New returns the handler of everything under /api/v1/.
func New(d Deps) http.Handler {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Log == nil {
		d.Log = slog.Default()
	}
	if d.Wake == nil {
		d.Wake = func() {}
	}
	if d.BackTests == nil {
		d.BackTests = alerts.NewBackTests(d.Reader, alerts.WholeMinutes)
	}
	f := &face{Deps: d, mux: http.NewServeMux()}
	f.mux.HandleFunc("GET "+base+"/openapi.json", serveDocument)
	for _, row := range routes {
		f.mux.HandleFunc(row.method+" "+base+row.path, func(w http.ResponseWriter, r *http.Request) { f.serve(w, r, row) })
	}
	return f
}

// ServeHTTP implements http.Handler.
func (f *face) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Vary", "Authorization")
	h.Set("X-Content-Type-Options", "nosniff")
	lost, pattern := f.mux.Handler(r)
	if pattern != "" {
		f.mux.ServeHTTP(w, r)
		return
	}
	seen := refused{header: http.Header{}}
	lost.ServeHTTP(&seen, r)
	if seen.status == http.StatusMethodNotAllowed {
		h["Allow"] = seen.header["Allow"]
		f.refuse(w, r, errMethod)
		return
	}
	f.refuse(w, r, errNoRoute)
}

// refused takes the answer of a mux that has no route, for its status alone.
type refused struct {
	header http.Header
	status int
}

func (r *refused) Header() http.Header            { return r.header }
func (r *refused) WriteHeader(status int)         { r.status = status }
func (r *refused) Write(text []byte) (int, error) { return len(text), nil }

func (f *face) serve(w http.ResponseWriter, r *http.Request, row route) {
	token, err := f.bearer(r)
	if err == nil && row.method != http.MethodGet && token.Scope < stats.WriteScope {
		err = errReadOnly
	}
	if err != nil {
		f.refuse(w, r, err)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	a, err := row.answer(f, request{r, token})
	if err == nil {
		err = write(w, r, a)
	}
	if err != nil {
		f.refuse(w, r, err)
	}
}

// bearer finds out who asks (RFC 6750). An address that showed too many tokens
// that are none waits even with a right one, which would else be told from wrong
// ones all the same.
func (f *face) bearer(r *http.Request) (stats.Token, error) {
	scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	secret = strings.TrimSpace(secret)
	if !strings.EqualFold(scheme, "Bearer") || secret == "" {
		return stats.Token{}, errNoToken
	}
	if f.tries.Spent(r.RemoteAddr, f.Now()) {
		return stats.Token{}, errTries
	}
	t, err := f.People.TokenByDigest(r.Context(), stats.AccessToken(secret).Digest())
	if errors.Is(err, stats.ErrNotFound) {
		f.tries.Miss(r.RemoteAddr, f.Now())
		return stats.Token{}, errBadToken
	}
	return t, err
}

// query reads the parameters of a URL. Unknown ones are refused, since a
// mistyped one would else silently give another answer.
func query(r request, known ...string) (url.Values, error) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, errQuery
	}
	for name := range q {
		if !slices.Contains(known, name) {
			return nil, invalid(name, "there is no such parameter here")
		}
	}
	return q, nil
}
