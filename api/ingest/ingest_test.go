package ingest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"chartd/api/ingest"
	"chartd/stats"
	"chartd/stats/statstest/node"
)

// now is when all posts arrive.
const now = 1_700_000_000

// newFace is a face over a fresh node.
func newFace(t testing.TB) (*node.Node, *ingest.Face) {
	t.Helper()
	clock := func() time.Time { return time.Unix(now, 0) }
	n := node.OpenAt(t, filepath.Join(t.TempDir(), "chartd.db"), clock)
	return n, &ingest.Face{Directory: n.Directory, Sink: n.Ingest, Now: clock, Log: slog.New(slog.DiscardHandler)}
}

// ask sends one request; a body that begins with { is JSON.
func ask(f *ingest.Face, method, target, body string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if strings.HasPrefix(body, "{") {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ":")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	serve := map[string]http.HandlerFunc{"/ez": f.EZ, "/c": f.Count, "/v": f.Value}[r.URL.Path]
	serve(w, r)
	return w.Result()
}

func bodyOf(t testing.TB, r *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestAnswers(t *testing.T) {
	n, f := newFace(t)
	counter := n.Stat(t, "a counter", stats.Counter)
	n.Stat(t, "a value", stats.Value)
	const ez = "ezkey=" + node.EZKey
	for _, row := range []struct {
		what, method, target, body string
		status                     int
		want                       string
	}{
		{"a form", "POST", "/ez", ez + "&stat=s&count=1", 204, ""},
		{"a query", "GET", "/ez?" + ez + "&stat=s&count=1", "", 204, ""},
		{"query of a POST", "POST", "/ez?" + ez + "&stat=s&count=1", "", 204, ""},
		{"verbose", "POST", "/ez", ez + "&stat=s&count=1&vb=1", 200, `{"status":200,"msg":"ok"}`},
		{"the old name of ezkey", "POST", "/ez", "email=" + node.EZKey + "&stat=s&count=1", 204, ""},
		{"no key", "POST", "/ez", "stat=s&count=1", 400, `{"status":400,"msg":"no ezkey specified"}`},
		{"an unknown key", "POST", "/ez", "ezkey=nobody&stat=s&count=1", 401, `{"status":401,"msg":"invalid keys"}`},
		{"a ukey is no ezkey", "POST", "/ez", "ezkey=" + node.UKey + "&stat=s&count=1", 401, `{"status":401,"msg":"invalid keys"}`},
		{"no stat", "POST", "/ez", ez + "&count=1", 400, `{"status":400,"msg":"no stat specified"}`},
		{"no number", "POST", "/ez", ez + "&stat=s", 400, `{"status":400,"msg":"no count or value specified"}`},
		{"a decimal comma", "POST", "/ez", ez + "&stat=s&count=1,5", 400, `{"status":400,"msg":"invalid number"}`},
		{"milliseconds", "POST", "/ez", ez + "&stat=s&count=1&t=1700000000000", 400, `{"status":400,"msg":"invalid timestamp"}`},
		{"a long name", "POST", "/ez", ez + "&count=1&stat=" + strings.Repeat("x", 256), 400, `{"status":400,"msg":"stat name too long"}`},
		{"a value for a counter", "POST", "/ez", ez + "&stat=a+counter&value=1", 400, `{"status":400,"msg":"stat is a counter"}`},
		{"a count for a value", "POST", "/ez", ez + "&stat=a+value&count=1", 400, `{"status":400,"msg":"stat is a value stat"}`},
		{"classic, by key", "GET", "/c?ukey=" + node.UKey + "&key=" + string(counter.Classic) + "&count=1", "", 204, ""},
		{"classic, by name", "GET", "/c?ukey=" + node.UKey + "&key=by+name&count=1", "", 204, ""},
		{"classic, with the ezkey", "GET", "/c?ukey=" + node.EZKey + "&key=by+name&count=1", "", 204, ""},
		{"classic, value of a counter", "GET", "/v?ukey=" + node.UKey + "&key=" + string(counter.Classic) + "&value=1", "", 400, `{"status":400,"msg":"stat is a counter"}`},
		{"classic, a key of nobody", "GET", "/c?ukey=" + node.UKey + "&key=" + strings.Repeat("a", 28) + "&count=1", "", 401, `{"status":401,"msg":"invalid keys"}`},
		{"classic, 32 hex digits", "GET", "/c?ukey=" + node.UKey + "&key=" + strings.Repeat("0a", 16) + "&count=1", "", 401, `{"status":401,"msg":"invalid keys"}`},
		{"classic, only a value on /c", "GET", "/c?ukey=" + node.UKey + "&key=s&value=1", "", 400, `{"status":400,"msg":"no count or value specified"}`},
		{"broken JSON", "POST", "/ez", `{"ezkey":`, 400, `{"status":400,"msg":"invalid json"}`},
		{"HEAD", "HEAD", "/ez?" + ez + "&stat=never&count=1", "", 200, ""},
		{"another method", "PUT", "/ez", ez + "&stat=never&count=1", 405, `{"status":405,"msg":"method not allowed"}`},
	} {
		got := ask(f, row.method, row.target, row.body)
		if body := bodyOf(t, got); got.StatusCode != row.status || body != row.want {
			t.Errorf("%s: %d %s, want %d %s", row.what, got.StatusCode, body, row.status, row.want)
		}
	}
	if s := n.Stat(t, "s", stats.Counter); n.Minute(t, s, now/60).N != 5 {
		t.Errorf("stat s got %d points, want 5", n.Minute(t, s, now/60).N)
	}
	if found, _ := n.Catalog.Named(t.Context(), n.Project.ID, []string{"never"}); found[0].ID != 0 {
		t.Error("HEAD or PUT made a stat")
	}
}

func TestBareAnswerHasNoDate(t *testing.T) {
	_, f := newFace(t)
	got := ask(f, "POST", "/ez", "ezkey="+node.EZKey+"&stat=s&count=1")
	if date, ok := got.Header["Date"]; !ok || date != nil || len(got.Header) != 1 {
		t.Errorf("headers %v, want a Date that is taken out and nothing else", got.Header)
	}
}

func TestLegacyErrorsLookLikeStatHats(t *testing.T) {
	_, f := newFace(t)
	want := `{"status":500,"msg":"invalid keys"}`
	got := ask(f, "POST", "/ez", "ezkey=nobody&stat=s&count=1", "X-EzStat-Strict:0")
	if body := bodyOf(t, got); got.StatusCode != 200 || body != want {
		t.Errorf("by header: %d %s", got.StatusCode, body)
	}
	f.Legacy = true
	got = ask(f, "POST", "/ez", "ezkey=nobody&stat=s&count=1")
	if body := bodyOf(t, got); got.StatusCode != 200 || body != want {
		t.Errorf("by setting: %d %s", got.StatusCode, body)
	}
	got = ask(f, "POST", "/ez", `{"ezkey":"`+node.EZKey+`","data":[{"stat":"s"}]}`)
	if body := bodyOf(t, got); got.StatusCode != 200 || !strings.HasPrefix(body, `{"status":500,`) {
		t.Errorf("upload: %d %s", got.StatusCode, body)
	}
}

func TestScriptsOfAnyPageMayPost(t *testing.T) {
	_, f := newFace(t)
	got := ask(f, "OPTIONS", "/ez", "", "Origin:https://elsewhere.example")
	if got.StatusCode != 204 || got.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("preflight: %d %v", got.StatusCode, got.Header)
	}
	for _, from := range []string{"https://elsewhere.example", "null"} { // null is a file's, or a sandboxed frame's
		got = ask(f, "POST", "/ez", "ezkey="+node.EZKey+"&stat=s&count=1", "Origin:"+from, "Sec-Fetch-Site:cross-site")
		if got.StatusCode != 204 || got.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("post of %s: %d %v", from, got.StatusCode, got.Header)
		}
	}
}

// An upload keeps its good items and names its bad ones; an item of several
// stats is kept for all or none.
func TestUpload(t *testing.T) {
	n, f := newFace(t)
	total := n.Stat(t, "sent total", stats.Counter)
	n.Stat(t, "sent wrong", stats.Value)
	body := fmt.Sprintf(`{"ezkey":%q,"data":[
		{"stat":"sent~total,female","count":2},
		{"stat":"sent~total,wrong","count":40},
		{"stat":"no number"},
		{"stat":"time","value":"23.094","t":1699990000},
		{"count":1},]}`, node.EZKey)
	got := ask(f, "POST", "/ez", body)
	var answer struct {
		Status   int
		Msg      string
		Multiple []struct {
			Stat, Msg string
			Status    int
		}
	}
	if err := json.NewDecoder(got.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, one := range answer.Multiple {
		text += fmt.Sprintf("%s: %d %s\n", one.Stat, one.Status, one.Msg)
	}
	want := `sent~total,female: 200 ok
sent~total,wrong: 400 stat is a value stat
no number: 400 no count or value specified
time: 200 ok
: 400 no stat specified
`
	if got.StatusCode != 200 || answer.Status != 200 || answer.Msg != "ok" || text != want {
		t.Errorf("%d, %d %s:\n%swant\n%s", got.StatusCode, answer.Status, answer.Msg, text, want)
	}
	if b := n.Minute(t, total, now/60); b.Total() != 2 {
		t.Errorf("the total is %v, want 2", b.Total())
	}
	if b := n.Minute(t, n.Stat(t, "time", stats.Value), 1699990000/60); b.Mean() != 23.094 {
		t.Errorf("the time is %v, want 23.094", b.Mean())
	}
	got = ask(f, "POST", "/ez", fmt.Sprintf(`{"ezkey":%q,"data":[{"stat":"no number"}]}`, node.EZKey))
	if body := bodyOf(t, got); got.StatusCode != 400 || !strings.HasPrefix(body, `{"status":400,"msg":"no count or value specified","multiple":[`) {
		t.Errorf("only bad items: %d %s", got.StatusCode, body)
	}
}

func TestAnIDCountsOnce(t *testing.T) {
	n, f := newFace(t)
	for range 3 {
		if got := ask(f, "POST", "/ez", "ezkey="+node.EZKey+"&stat=s&count=5&id=order-1"); got.StatusCode != 204 {
			t.Errorf("status %d", got.StatusCode)
		}
	}
	if b := n.Minute(t, n.Stat(t, "s", stats.Counter), now/60); b.N != 1 || b.Total() != 5 {
		t.Errorf("%d points with sum %v, want one of 5", b.N, b.Total())
	}
	if got := ask(f, "POST", "/ez", "ezkey="+node.EZKey+"&stat=s&count=5&id="+strings.Repeat("x", 65)); got.StatusCode != 400 {
		t.Errorf("a long id: status %d", got.StatusCode)
	}
}

func TestKeysAndLimitsOfAProject(t *testing.T) {
	n, f := newFace(t)
	p := n.Project
	change := func() {
		t.Helper()
		if err := n.Catalog.UpdateProject(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	post := func(form string) int { return ask(f, "POST", "/ez", form).StatusCode }
	p.Backup, p.EZKey = p.EZKey, "fresh"
	change()
	if a, b := post("ezkey=fresh&stat=s&count=1"), post("ezkey="+node.EZKey+"&stat=s&count=1"); a != 204 || b != 204 {
		t.Errorf("new key %d, backup key %d", a, b)
	}
	p.Backup = ""
	change()
	if got := post("ezkey=" + node.EZKey + "&stat=s&count=1"); got != 401 {
		t.Errorf("a deleted backup key: %d", got)
	}
	p.MaxStats = 2
	change()
	if a, b := post("ezkey=fresh&stat=two&count=1"), post("ezkey=fresh&stat=three&count=1"); a != 204 || b != 429 {
		t.Errorf("stats up to the limit %d, beyond %d", a, b)
	}
	p.MaxStats, p.MaxNew = 100, 2
	change()
	if got := post("ezkey=fresh&stat=four&count=1"); got != 429 {
		t.Errorf("new stats beyond the minute's limit: %d", got)
	}
	p.EZOn = false
	change()
	if got := post("ezkey=fresh&stat=s&count=1"); got != 403 {
		t.Errorf("EZ API off: %d", got)
	}
	s := n.Stat(t, "s", stats.Counter)
	if got := ask(f, "GET", "/c?ukey="+node.UKey+"&key="+string(s.Classic)+"&count=1", "").StatusCode; got != 204 {
		t.Errorf("a classic post with the EZ API off: %d", got)
	}
}

// A classic key posts with the ukey of its own project only.
func TestClassicKeyOfAnotherProject(t *testing.T) {
	n, f := newFace(t)
	other := stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "other", EZKey: "other-ez", UKey: "other-ukey", EZOn: true, Zone: "UTC",
		MaxStats: 10, MaxNew: 10, Created: time.Unix(now, 0),
	}
	if err := n.Catalog.CreateProject(t.Context(), n.Account.ID, other); err != nil {
		t.Fatal(err)
	}
	s := n.Stat(t, "s", stats.Counter)
	short, err := n.Catalog.Create(t.Context(), n.Project.ID, []stats.NewStat{{Project: n.Project.ID, Name: "short", Kind: stats.Counter, Classic: "short"}})
	if err != nil {
		t.Fatal(err)
	}
	post := func(ukey string, key stats.ClassicKey) int {
		return ask(f, "POST", "/c", "ukey="+ukey+"&key="+string(key)+"&count=7").StatusCode
	}
	for range 2 { // asked for the first time, and known
		if got := post("other-ukey", s.Classic); got != 401 {
			t.Errorf("with another project's ukey: %d, want 401", got)
		}
		// What does not look like a classic key is a name there.
		if got := post("other-ukey", "short"); got != 204 {
			t.Errorf("as a name: %d, want 204", got)
		}
		if got := post(node.UKey, s.Classic); got != 204 {
			t.Errorf("with its own ukey: %d, want 204", got)
		}
	}
	if own, others := n.Minute(t, s, now/60), n.Minute(t, short[0], now/60); own.N != 2 || others.N != 0 {
		t.Errorf("%d and %d points, want 2 and 0", own.N, others.N)
	}
}

// A body of any kind that is too large, and one that breaks off, is the
// client's fault and keeps nothing.
func TestBodiesThatAreRefused(t *testing.T) {
	n, f := newFace(t)
	const start = "ezkey=" + node.EZKey + "&stat=s&count=1&x="
	long := start + strings.Repeat("x", 4<<20)
	for _, row := range []struct {
		what   string
		body   io.Reader
		length int64
		status int
		msg    string
	}{
		{"a length over 4 MB", strings.NewReader(long), int64(len(long)), 413, "the body is over 4 MB"},
		{"a promise of 4 MB and a byte", strings.NewReader(start), 4<<20 + 1, 413, "the body is over 4 MB"},
		{"chunks over 4 MB", strings.NewReader(long), -1, 413, "the body is over 4 MB"},
		{"chunks of 4 MB", strings.NewReader(long[:4<<20]), -1, 204, ""},
		{"a short body that breaks off", strings.NewReader(start), 1000, 400, "the body ended early"},
		{"a long body that breaks off", io.MultiReader(strings.NewReader(start), iotest.ErrReader(io.ErrUnexpectedEOF)), 1 << 20, 400, "the body ended early"},
		{"chunks that break off", io.MultiReader(strings.NewReader(start), iotest.ErrReader(io.ErrUnexpectedEOF)), -1, 400, "the body ended early"},
	} {
		r := httptest.NewRequest("POST", "/ez", row.body)
		r.ContentLength = row.length
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		f.EZ(w, r)
		want := ""
		if row.msg != "" {
			want = fmt.Sprintf(`{"status":%d,"msg":%q}`, row.status, row.msg)
		}
		if w.Code != row.status || w.Body.String() != want {
			t.Errorf("%s: %d %s, want %d %s", row.what, w.Code, w.Body, row.status, want)
		}
		if closes := w.Header().Get("Connection") == "close"; closes != (row.status == 400) {
			t.Errorf("%s: Connection %q", row.what, w.Header().Get("Connection"))
		}
	}
	if b := n.Minute(t, n.Stat(t, "s", stats.Counter), now/60); b.N != 1 {
		t.Errorf("%d points, want that of the good body", b.N)
	}
}

// failing is a sink that fails.
type failing struct{ err error }

func (s failing) Add(context.Context, []stats.Entry) error { return s.err }

// Clients are told when to come again where that can help, and nowhere else.
func TestRetryAfter(t *testing.T) {
	n, f := newFace(t)
	n.Stat(t, "there", stats.Counter)
	n.Project.MaxStats = 1
	if err := n.Catalog.UpdateProject(t.Context(), n.Project); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		what, form string
		sink       error
		status     int
		after      string
	}{
		{"a store that is away", "stat=there&count=1", stats.ErrAway, 503, "5"},
		{"a store that takes too long", "stat=there&count=1", context.DeadlineExceeded, 503, "5"},
		{"a full project", "stat=new&count=1", nil, 429, "5"},
		{"a fault of the client", "stat=there&count=x", nil, 400, ""},
		{"a fault of the program", "stat=there&count=1", errors.New("a fault"), 500, ""},
	} {
		f.Sink = failing{row.sink}
		got := ask(f, "POST", "/ez", "ezkey="+node.EZKey+"&"+row.form)
		if got.StatusCode != row.status || got.Header.Get("Retry-After") != row.after {
			t.Errorf("%s: %d, Retry-After %q, want %d, %q: %s", row.what, got.StatusCode, got.Header.Get("Retry-After"), row.status, row.after, bodyOf(t, got))
		}
	}
}

func BenchmarkPost(b *testing.B) {
	_, f := newFace(b)
	b.ReportAllocs()
	for b.Loop() {
		if got := ask(f, "POST", "/ez", "ezkey="+node.EZKey+"&stat=s&count=1"); got.StatusCode != 204 {
			b.Fatal(got.Status)
		}
	}
}
