package v1_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/store"
	v1 "chartd/api/v1"
	"chartd/stats"
	"chartd/stats/sqlite"
	"chartd/stats/statstest/fresh"
)

// now is when all requests of the tests are made.
var now = time.Unix(1_700_000_000, 0)

// house is a server over a file of its own, with a project and its tokens.
type house struct {
	t       *testing.T
	db      *sqlite.DB
	project stats.Project
	read    stats.AccessToken
	write   stats.AccessToken
	handler http.Handler
	log     *bytes.Buffer
	seen    []exchange
	alerts  *store.Store
	woken   int // how often a courier was
}

// exchange is a request and its answer.
type exchange struct {
	method, target, body string
	header               http.Header
	status               int
	answer               http.Header
	text                 []byte
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, db: fresh.SQLite(t), log: new(bytes.Buffer)}
	h.project = h.newProject("ann@example.com")
	h.read, h.write = h.newToken(h.project.ID, stats.ReadScope), h.newToken(h.project.ID, stats.WriteScope)
	h.serve(v1.Deps{})
	return h
}

// serve sets up the handler; what d lacks is real.
func (h *house) serve(d v1.Deps) {
	things := h.db.Catalog()
	if d.People == nil {
		d.People = things
	}
	if d.Things == nil {
		d.Things = things
	}
	d.Grants = things
	if h.alerts = store.New(things); d.Alerts == nil {
		d.Alerts = h.alerts
	}
	d.Wake = func() { h.woken++ }
	if d.Reader == nil {
		d.Reader = stats.Grouped{Reader: h.db.Chunks(), Grouping: things}
	}
	d.Now = func() time.Time { return now }
	d.Log = slog.New(slog.NewTextHandler(h.log, nil))
	h.handler = v1.New(d)
}

func (h *house) newProject(email string) stats.Project {
	h.t.Helper()
	p := stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "Shop", EZKey: stats.NewEZKey(), UKey: stats.NewUKey(), EZOn: true, Zone: "UTC",
		MaxStats: stats.DefaultMaxStats, MaxNew: stats.DefaultMaxNew, Created: now,
	}
	a := stats.Account{ID: stats.AccountID(stats.NewID()), Email: email, Created: now}
	if err := h.db.Catalog().CreateAccount(h.t.Context(), a, p); err != nil {
		h.t.Fatal(err)
	}
	return p
}

func (h *house) newToken(p stats.ProjectID, scope stats.Scope) stats.AccessToken {
	h.t.Helper()
	secret := stats.NewAccessToken()
	t := stats.Token{Project: p, Name: "test", Scope: scope, Digest: secret.Digest(), Hint: string(secret[:4]), Created: now}
	if _, err := h.db.Catalog().CreateToken(h.t.Context(), t); err != nil {
		h.t.Fatal(err)
	}
	return secret
}

// do makes a request with the token that writes. more is names and values of
// headers; an empty value takes the header away.
func (h *house) do(method, target, body string, more ...string) exchange {
	h.t.Helper()
	x := h.ask(method, target, body, more...)
	h.seen = append(h.seen, x)
	return x
}

// ask is do without a trace of it, for many at once.
func (h *house) ask(method, target, body string, more ...string) exchange {
	h.t.Helper()
	r := httptest.NewRequestWithContext(h.t.Context(), method, "/api/v1"+target, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+string(h.write))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(more); i += 2 {
		r.Header.Del(more[i])
		if more[i+1] != "" {
			r.Header.Set(more[i], more[i+1])
		}
	}
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	return exchange{method, target, body, r.Header, w.Code, w.Header(), w.Body.Bytes()}
}

// want makes a request that must have a status, and reads its answer.
func (h *house) want(status int, method, target, body string, more ...string) map[string]any {
	h.t.Helper()
	x := h.do(method, target, body, more...)
	if x.status != status {
		h.t.Fatalf("%s %s %s: status %d, want %d: %s", method, target, body, x.status, status, x.text)
	}
	return x.object(h.t)
}

// object is the answer's body; nil is none.
func (x exchange) object(t *testing.T) map[string]any {
	t.Helper()
	if len(x.text) == 0 {
		return nil
	}
	var out map[string]any
	if err := json.Unmarshal(x.text, &out); err != nil {
		t.Fatalf("%s %s: %v in %s", x.method, x.target, err, x.text)
	}
	return out
}

// make creates a stat and returns its id.
func (h *house) make(name, kind string) string {
	h.t.Helper()
	body, err := json.Marshal(map[string]string{"name": name, "kind": kind})
	if err != nil {
		h.t.Fatal(err)
	}
	return h.want(http.StatusCreated, "POST", "/stats", string(body))["id"].(string)
}

// post stores points of a stat: minutes before now and values.
func (h *house) post(id string, points map[int]float64) {
	h.t.Helper()
	s, err := h.db.Catalog().Find(h.t.Context(), stats.Lookup{Public: stats.PublicID(id)})
	if err != nil {
		h.t.Fatal(err)
	}
	hours := map[stats.Hour]*stats.Chunk{}
	for ago, v := range points {
		m := stats.MinuteAt(now.Unix()) - stats.Minute(ago)
		c := hours[m.Hour()]
		if c == nil {
			c = &stats.Chunk{ChunkKey: stats.ChunkKey{Stat: s.ID, Hour: m.Hour()}, Rev: 1}
			hours[m.Hour()] = c
		}
		c.Minutes[m-m.Hour().Minute()].Add(v)
	}
	var list []stats.Chunk
	for _, c := range hours {
		list = append(list, *c)
	}
	if err := h.db.Chunks().Put(h.t.Context(), 1, list); err != nil {
		h.t.Fatal(err)
	}
}

// names lists a field of the objects of a list.
func names(list any, field string) string {
	var out []string
	for _, item := range list.([]any) {
		out = append(out, item.(map[string]any)[field].(string))
	}
	return strings.Join(out, " ")
}

// stories are the tests that talk to a server, so that every exchange can also
// be held against the document.
var stories = map[string]func(*testing.T, *house){
	"tokens sign in":        signIn,
	"stats":                 statsStory,
	"bad stats":             badStats,
	"pages":                 pages,
	"merge":                 mergeStory,
	"trash":                 trashStory,
	"delete by pattern":     patternStory,
	"series":                seriesStory,
	"comments":              commentsStory,
	"embed keys":            embedKeysStory,
	"tokens":                tokensStory,
	"project":               projectStory,
	"alerts":                alertsStory,
	"bad alerts":            badAlerts,
	"pages of alerts":       alertPages,
	"snooze":                snoozeStory,
	"history":               historyStory,
	"back-tests":            backTestStory,
	"automatic alerts":      automaticStory,
	"destinations":          destinationsStory,
	"bad destinations":      badDestinations,
	"reports":               reportsStory,
	"outbox":                outboxStory,
	"alerts of strangers":   alertStrangers,
	"a full project":        fullProject,
	"tags and conditions":   conditions,
	"strangers":             strangers,
	"what is not there":     notThere,
	"a store that is away":  away,
	"a store with a fault":  fault,
	"a body that is no use": badBodies,
}

// keepsSecrets looks for secrets in the log.
func (h *house) keepsSecrets() {
	for _, secret := range []string{string(h.read), string(h.write), string(h.project.UKey), string(h.project.EZKey)} {
		if strings.Contains(h.log.String(), secret) {
			h.t.Errorf("the log has a secret: %s", h.log)
		}
	}
}

func signIn(t *testing.T, h *house) {
	for _, row := range []struct {
		auth   string
		method string
		status int
		header string
	}{
		{"", "GET", 401, `Bearer realm="chartd"`},
		{"Basic abc", "GET", 401, `Bearer realm="chartd"`},
		{"Bearer ", "GET", 401, `Bearer realm="chartd"`},
		{"Bearer nonsense", "GET", 401, `Bearer realm="chartd", error="invalid_token"`},
		{"bearer " + string(h.read), "GET", 200, ""},
		{"Bearer " + string(h.read), "POST", 403, `Bearer realm="chartd", error="insufficient_scope"`},
		{"Bearer " + string(h.write), "POST", 201, ""},
	} {
		body := ""
		if row.method == "POST" {
			body = `{"name":"a","kind":"counter"}`
		}
		x := h.do(row.method, "/stats", body, "Authorization", row.auth)
		if got := x.answer.Get("WWW-Authenticate"); x.status != row.status || got != row.header {
			t.Errorf("%s %.12q: %d %s, want %d %s", row.method, row.auth, x.status, got, row.status, row.header)
		}
		if x.answer.Get("Cache-Control") != "private, no-cache" || x.answer.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("headers %v", x.answer)
		}
	}
}

func conditions(t *testing.T, h *house) {
	id := h.make("a", "counter")
	get := h.do("GET", "/stats/"+id, "")
	tag := get.answer.Get("ETag")
	if len(tag) != 24 || strings.HasPrefix(tag, "W/") {
		t.Errorf("tag %s", tag)
	}
	for header, status := range map[string]int{tag: 304, "W/" + tag: 304, `"x", ` + tag: 304, "*": 304, `"x"`: 200} {
		x := h.do("GET", "/stats/"+id, "", "If-None-Match", header)
		if x.status != status || x.answer.Get("ETag") != tag || (status == 304) != (len(x.text) == 0) {
			t.Errorf("If-None-Match %s: %d, want %d", header, x.status, status)
		}
	}
	if other := h.do("GET", "/stats/"+id, "", "Authorization", "Bearer "+string(h.read)).answer.Get("ETag"); other == tag {
		t.Error("the shorter form for tokens that read has the same tag")
	}
	changed := h.do("PATCH", "/stats/"+id, `{"unit":"ms"}`, "If-Match", tag)
	if changed.status != 200 || changed.answer.Get("ETag") != h.do("GET", "/stats/"+id, "").answer.Get("ETag") {
		t.Errorf("status %d: the answer to a change has the tag of the next GET", changed.status)
	}
	h.want(412, "PATCH", "/stats/"+id, `{"unit":"s"}`, "If-Match", tag)
	h.want(412, "PATCH", "/project", `{"name":"b"}`, "If-Match", tag)
	h.want(200, "PATCH", "/project", `{"name":"b"}`, "If-Match", h.do("GET", "/project", "").answer.Get("ETag"))
}

func strangers(t *testing.T, h *house) {
	id := h.make("a", "counter")
	key := h.want(200, "GET", "/stats/"+id, "")["embed_key"].(string)
	other := h.newToken(h.newProject("bob@example.com").ID, stats.WriteScope)
	as := []string{"Authorization", "Bearer " + string(other)}
	for _, row := range []struct{ method, target, body string }{
		{"GET", "/stats/" + id, ""},
		{"GET", "/stats/by-name?name=a", ""},
		{"PATCH", "/stats/" + id, `{"unit":"x"}`},
		{"DELETE", "/stats/" + id, ""},
		{"POST", "/stats/" + id + "/restore", ""},
		{"POST", "/stats/" + id + "/merge", `{"into":"` + id + `"}`},
		{"DELETE", "/stats/" + id + "/aliases?name=a", ""},
		{"GET", "/stats/" + id + "/series?tf=1d1h", ""},
		{"GET", "/series?tf=1d1h&id=" + id, ""},
		{"GET", "/stats/" + id + "/comments", ""},
		{"POST", "/stats/" + id + "/comments", `{"text":"x"}`},
		{"DELETE", "/stats/" + id + "/comments/1", ""},
		{"GET", "/stats/" + id + "/embed-keys", ""},
		{"POST", "/stats/" + id + "/embed-keys", `{}`},
		{"DELETE", "/stats/" + id + "/embed-keys/" + key, ""},
	} {
		h.want(404, row.method, row.target, row.body, as...)
	}
	if list := h.want(200, "GET", "/stats", "", as...)["stats"]; len(list.([]any)) != 0 {
		t.Errorf("a stranger sees %v", list)
	}
	for _, token := range h.want(200, "GET", "/tokens", "")["tokens"].([]any) {
		h.want(404, "DELETE", "/tokens/"+token.(map[string]any)["id"].(string), "", as...)
	}
}

func notThere(t *testing.T, h *house) {
	for _, row := range []struct {
		method, target string
		status         int
		allow          string
	}{
		{"GET", "/", 404, ""},
		{"GET", "/stat", 404, ""},
		{"GET", "/stats/a/b", 404, ""},
		{"PUT", "/stats", 405, "GET, HEAD, POST"},
		{"POST", "/project", 405, "GET, HEAD, PATCH"},
		{"DELETE", "/openapi.json", 405, "GET, HEAD"},
		{"GET", "/stats/zzzzz", 404, ""},
		{"DELETE", "/tokens/12x", 404, ""},
	} {
		x := h.do(row.method, row.target, "")
		problem := x.object(t)
		if x.status != row.status || x.answer.Get("Allow") != row.allow || problem["status"] != float64(row.status) ||
			x.answer.Get("Content-Type") != "application/problem+json" || problem["title"] != http.StatusText(row.status) {
			t.Errorf("%s %s: %d %v %s", row.method, row.target, x.status, x.answer, x.text)
		}
	}
	x := h.do("GET", "/openapi.json", "", "Authorization", "")
	if x.status != 200 || x.object(t)["openapi"] != "3.1.0" || x.answer.Get("Cache-Control") != "public, max-age=300" {
		t.Errorf("document: %d %v", x.status, x.answer)
	}
}

// broken is a catalog whose lists fail.
type broken struct {
	stats.Things
	err error
}

func (b broken) List(context.Context, stats.ProjectID, stats.Filter) ([]stats.Stat, error) {
	return nil, b.err
}

func away(t *testing.T, h *house) {
	h.serve(v1.Deps{Things: broken{h.db.Catalog(), stats.ErrAway}})
	x := h.do("GET", "/stats", "")
	if x.status != 503 || x.answer.Get("Retry-After") != "1" || x.object(t)["detail"] != stats.ErrAway.Error() {
		t.Errorf("%d %v %s", x.status, x.answer, x.text)
	}
	if h.log.Len() > 0 {
		t.Errorf("logged: %s", h.log)
	}
}

func fault(t *testing.T, h *house) {
	h.serve(v1.Deps{Things: broken{h.db.Catalog(), io.ErrUnexpectedEOF}})
	x := h.do("GET", "/stats", "")
	if x.status != 500 || strings.Contains(string(x.text), "EOF") {
		t.Errorf("%d %s", x.status, x.text)
	}
	if log := h.log.String(); !strings.Contains(log, "unexpected EOF") || !strings.Contains(log, "GET /api/v1/stats") {
		t.Errorf("logged: %s", log)
	}
}

func badBodies(t *testing.T, h *house) {
	for _, row := range []struct {
		body, media   string
		status        int
		field, detail string
	}{
		{"", "", 400, "", "the body is no JSON object"},
		{"[]", "", 400, "", "the body is no JSON object"},
		{"null", "", 400, "", "the body is no JSON object"},
		{`{"name":`, "", 400, "", "the body is no JSON object"},
		{`{"name":"a"} {}`, "", 400, "", "the body is no JSON object"},
		{`{"name":"a","kind":"counter"}`, "text/plain", 415, "", "send the body as application/json"},
		{`{"name":"` + strings.Repeat("a", 64<<10) + `"}`, "", 413, "", "the body is over 64 KB"},
		{`{"name":"a","kind":"counter","Unit":"x"}`, "", 400, "Unit", "Unit: there is no such field here"},
		{`{"name":"a","kind":"counter","` + strings.Repeat("x", 200) + `":1}`, "", 400, "body", "body: has a field whose name is over 100 bytes"},
		{`{"name":1,"kind":"counter"}`, "", 400, "name", "name: must be a text"},
		{`{"name":null,"kind":"counter"}`, "", 400, "name", "name: must be a text"},
	} {
		x := h.do("POST", "/stats", row.body, "Content-Type", row.media)
		problem := x.object(t)
		field, _ := problem["field"].(string)
		if x.status != row.status || field != row.field || problem["detail"] != row.detail {
			t.Errorf("%.60s: %d %s, want %d %s: %s", row.body, x.status, x.text, row.status, row.field, row.detail)
		}
	}
	h.want(201, "POST", "/stats", `{"name":"a","kind":"counter"}`, "Content-Type", "application/json; charset=utf-8")
}

// TestIfMatchAtOnce has several programs change what all of them have seen: one does.
func TestIfMatchAtOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for path, change := range map[string]string{
		"/alerts/" + h.over(h.make("visits", "counter"), "")["id"].(string):                               `{"checks":%d}`,
		"/destinations/" + h.webhook()["id"].(string):                                                     `{"name":"team %d"}`,
		"/reports/" + h.want(201, "POST", "/reports", `{"name":"morning","period":"day"}`)["id"].(string): `{"name":"report %d"}`,
	} {
		tag := h.do("GET", path, "").answer.Get("ETag")
		const programs = 8
		done := make(chan int, programs)
		for i := range programs {
			go func() { done <- h.ask("PATCH", path, fmt.Sprintf(change, 2+i), "If-Match", tag).status }()
		}
		statuses := map[int]int{}
		for range programs {
			statuses[<-done]++
		}
		if statuses[200] != 1 || statuses[412] != programs-1 {
			t.Errorf("%s: statuses and how many had them: %v", path, statuses)
		}
	}
}

// A back-test ends where all that is in ends: with several nodes before what has
// settled on one.
func TestBackTestEndsWithWhatIsIn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	body := `{"stat_id":"` + h.make("visits", "counter") + `","kind":"data","time_window":"1h"}`
	things := h.db.Catalog()
	end, away := stats.MinuteAt(now.Unix())-30, error(nil)
	h.serve(v1.Deps{BackTests: alerts.NewBackTests(stats.Grouped{Reader: h.db.Chunks(), Grouping: things},
		func(context.Context, time.Time) (stats.Minute, error) { return end, away })})
	if got := h.want(200, "POST", "/alerts/back-test", body)["to"]; got != "2023-11-14T21:43:00Z" {
		t.Errorf("to %s", got)
	}
	away = stats.ErrAway
	h.want(503, "POST", "/alerts/back-test", body)
}
