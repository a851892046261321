package export

import (
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

	"chartd/alerts/store"
	"chartd/stats"
	"chartd/stats/chunk"
	"chartd/stats/statstest/fresh"
)

// things is what a test needs of a catalog.
type things interface {
	stats.People
	stats.Things
}

// rig is a Face over a store of its own, with a project and two tokens.
type rig struct {
	*Face
	t             testing.TB
	things        things
	chunks        stats.Chunks
	log           *strings.Builder
	project       stats.Project
	write, reader stats.AccessToken
	rev           stats.Seq
}

// noon is when tests take place unless they say otherwise.
var noon = time.Date(2026, 11, 24, 12, 0, 30, 0, time.UTC)

func newRig(t testing.TB) *rig {
	t.Helper()
	db := fresh.SQLite(t)
	r := &rig{t: t, things: db.Catalog(), chunks: db.Chunks(), log: &strings.Builder{}}
	r.project = r.newProject("you@example.com", "UTC")
	r.write, r.reader = r.token(r.project.ID, stats.WriteScope), r.token(r.project.ID, stats.ReadScope)
	r.Face = &Face{
		Access: r.things, Things: r.things, Reader: stats.Grouped{Reader: r.chunks, Grouping: r.things}, Alerts: store.New(db.Catalog()),
		Now: func() time.Time { return noon }, Log: slog.New(slog.NewTextHandler(r.log, nil)),
	}
	return r
}

func (r *rig) newProject(email, zone string) stats.Project {
	r.t.Helper()
	p := stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "stats", EZKey: stats.NewEZKey(), UKey: stats.NewUKey(), EZOn: true, Zone: zone,
		MaxStats: stats.DefaultMaxStats, MaxNew: stats.DefaultMaxNew, Created: noon,
	}
	must(r.t, r.things.CreateAccount(r.t.Context(), stats.Account{ID: stats.AccountID(stats.NewID()), Email: email, Created: noon}, p))
	return p
}

func (r *rig) token(p stats.ProjectID, scope stats.Scope) stats.AccessToken {
	r.t.Helper()
	secret := stats.NewAccessToken()
	_, err := r.things.CreateToken(r.t.Context(), stats.Token{
		Project: p, Name: "test", Scope: scope, Digest: secret.Digest(), Hint: string(secret[:4]), Created: noon,
	})
	must(r.t, err)
	return secret
}

// setZone moves the project's days.
func (r *rig) setZone(zone string) {
	r.t.Helper()
	r.project.Zone = zone
	must(r.t, r.things.UpdateProject(r.t.Context(), r.project))
}

// stat makes a stat with keys that can be foreseen.
func (r *rig) stat(id, name string, kind stats.Kind) stats.Stat {
	r.t.Helper()
	return r.statOf(r.project.ID, id, name, kind)
}

func (r *rig) statOf(p stats.ProjectID, id, name string, kind stats.Kind) stats.Stat {
	r.t.Helper()
	made, err := r.things.Create(r.t.Context(), p, []stats.NewStat{{
		Project: p, Public: stats.PublicID(id), Name: name, Kind: kind, Created: time.Unix(1414232922, 0),
		Classic: stats.ClassicKey(fmt.Sprintf("%028s", id)), EmbedKey: stats.EmbedKey(fmt.Sprintf("%032s", id)),
	}})
	must(r.t, err)
	return made[0]
}

// points are numbers by their moment, in UNIX seconds.
type points map[int64][]float64

// post stores numbers of a stat that has none in their hours.
func (r *rig) post(s stats.Stat, all points) {
	r.t.Helper()
	hours := map[stats.Hour]*stats.Chunk{}
	r.rev++
	for at, values := range all {
		minute := stats.MinuteAt(at)
		hour := minute.Hour()
		if hours[hour] == nil {
			hours[hour] = &stats.Chunk{ChunkKey: stats.ChunkKey{Stat: s.ID, Hour: hour}, Rev: r.rev}
		}
		for _, v := range values {
			hours[hour].Minutes[int(minute-hour.Minute())%chunk.Minutes].Add(v)
		}
	}
	var list []stats.Chunk
	for _, c := range hours {
		list = append(list, *c)
	}
	must(r.t, r.chunks.Put(r.t.Context(), 1, list))
}

// serve is both faces, as the server has them.
func (r *rig) serve(w http.ResponseWriter, req *http.Request) {
	if strings.HasPrefix(req.URL.Path, "/x/") {
		r.Export(w, req)
		return
	}
	r.CLI(w, req)
}

// ask sends a request, TOKEN in its path being the token. Below /a1/ the token
// is in the header.
func (r *rig) ask(method, path string, token stats.AccessToken, body string) *httptest.ResponseRecorder {
	r.t.Helper()
	req := httptest.NewRequestWithContext(r.t.Context(), method, strings.ReplaceAll(path, "TOKEN", string(token)), strings.NewReader(body))
	if strings.HasPrefix(path, "/a1/") && token != "" {
		req.SetBasicAuth(string(token), "")
	}
	w := httptest.NewRecorder()
	r.serve(w, req)
	return w
}

// get is the body of an answer that is 200 and JSON.
func (r *rig) get(path string) string {
	r.t.Helper()
	w := r.ask(http.MethodGet, path, r.reader, "")
	if w.Code != http.StatusOK {
		r.t.Fatalf("GET %s: status %d: %s", path, w.Code, w.Body)
	}
	if !json.Valid(w.Body.Bytes()) {
		r.t.Fatalf("GET %s: no JSON: %s", path, w.Body)
	}
	return w.Body.String()
}

// decoded is the body of an answer as a value.
func decoded[T any](r *rig, path string) (v T) {
	r.t.Helper()
	must(r.t, json.Unmarshal([]byte(r.get(path)), &v))
	return v
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// failing is a Reader that is out of reach from its nth call on.
type failing struct {
	stats.Reader
	after int
	err   error
}

func (f *failing) Series(ctx context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	if f.after--; f.after < 0 {
		return nil, fmt.Errorf("series: %w", f.err)
	}
	return f.Reader.Series(ctx, ids, w)
}

func (f *failing) Latest(ctx context.Context, ids []stats.StatID) ([]stats.Latest, error) {
	if f.after--; f.after < 0 {
		return nil, fmt.Errorf("latest: %w", f.err)
	}
	return f.Reader.Latest(ctx, ids)
}

// over is a body that is read through a real connection.
func over(t *testing.T, h http.HandlerFunc, path, token string) (int, string, error) {
	t.Helper()
	server := httptest.NewServer(h)
	defer server.Close()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
	must(t, err)
	req.SetBasicAuth(token, "")
	answer, err := server.Client().Do(req)
	must(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(body), err
}
