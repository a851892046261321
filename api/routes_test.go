package api

import (
	"bytes"
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chartd/static"
)

// serveMux is the standard router under the same table.
type serveMux struct{ *http.ServeMux }

func (m serveMux) add(path string, h http.Handler) {
	switch prefix, below := strings.CutSuffix(path, "…"); {
	case below:
		m.Handle(prefix, h)
	case path == "/":
		m.Handle("/{$}", h)
	default:
		m.Handle(path, h)
	}
}

func (m serveMux) missing(h http.Handler) { m.Handle("/", h) }

// book is a page at every path but one.
type book struct{}

func (book) Find(path string) (static.File, bool) {
	if path == "/torn" {
		panic("torn page")
	}
	body := []byte("page " + path)
	return static.File{Body: body, Packed: []byte("packed"), Type: "text/plain", Tag: "tag", Policy: "default-src 'self'",
		Forever: path != "/"}, path != "/static/none"
}

var pages book

// tornBook panics at the page everybody asks for.
type tornBook struct{ book }

func (b tornBook) Find(string) (static.File, bool) { return b.book.Find("/torn") }

// asked are paths with what every router must answer.
var asked = map[string]int{
	"/":                     200,
	"/a.svg?v0=1":           200,
	"/a.png?v0=1":           200,
	"/a.txt?v0=1":           200,
	"/a.json?v0=1":          200,
	"/card.svg?v=42&t=x":    200,
	"/card.png?v=42&t=x":    200,
	"/badge.svg?v=ok&t=x":   200,
	"/a.svg":                400,
	"/badge.svg":            400,
	"/healthz":              200,
	"/readyz":               200,
	"/metrics":              200,
	"/static/x.0123.css":    200,
	"/embed.js":             200,
	"/js/embed.js":          200,
	"/javascripts/embed.js": 200,
	"/nothing":              404,
	"/a.svgx":               404,
	"/a.svg/":               404,
}

func TestTableOnBothRouters(t *testing.T) {
	s := New(Deps{Pages: pages}).(*server)
	standard := serveMux{http.NewServeMux()}
	register(s, standard)
	for name, h := range map[string]http.Handler{"front door": s, "mux": s.routes, "ServeMux": standard} {
		for target, want := range asked {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
			if w.Code != want {
				t.Errorf("%s, %s: %d, want %d", name, target, w.Code, want)
			}
		}
	}
	tried := map[string]bool{}
	for target := range asked {
		path, _, _ := strings.Cut(target, "?")
		tried[path] = true
	}
	for _, r := range s.table() {
		if !tried[strings.Replace(r.path, "…", "x.0123.css", 1)] {
			t.Errorf("the route %s is asked by no row of this test", r.path)
		}
	}
}

func TestBasePath(t *testing.T) {
	face := New(Deps{Pages: pages, BasePath: "/charts/"})
	for target, want := range map[string]int{
		"/charts/a.svg?v0=1": 200,
		"/a.svg?v0=1":        200,
		"/charts/healthz":    200,
		"/charts/":           200,
		"/":                  200,
		"/charts":            301,
		"/chartsa.svg?v0=1":  404,
		"/charts/none":       404,
	} {
		w := httptest.NewRecorder()
		face.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
		if w.Code != want {
			t.Errorf("%s: %d, want %d", target, w.Code, want)
		}
		if to := w.Header().Get("Location"); want == 301 && to != "/charts/" {
			t.Errorf("%s leads to %s, want /charts/", target, to)
		}
	}
}

func TestPanicIsAnsweredAndLogged(t *testing.T) {
	var log, access bytes.Buffer
	face := New(Deps{
		Log: slog.New(slog.NewTextHandler(&log, nil)), Access: &access,
		Pages: tornBook{},
	})
	w := httptest.NewRecorder()
	face.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != 500 || strings.Contains(w.Body.String(), "torn") {
		t.Errorf("answered %d %q, want 500 without the reason", w.Code, w.Body)
	}
	if !strings.Contains(log.String(), "torn page") || !strings.Contains(access.String(), " 500 ") {
		t.Errorf("log %q\naccess %q\nwant the reason in the one and 500 in the other", &log, &access)
	}
}

func TestAccessLine(t *testing.T) {
	var access bytes.Buffer
	face := New(Deps{Access: &access})
	for _, tt := range []struct{ says, method, target, want string }{
		{"the query stays out", "GET", "/a.txt?v0=1,2&t=secret", `^\S+Z 192\.0\.2\.1 GET /a\.txt 200 \d{2,} \d+\n$`},
		{"HEAD has no bytes", "HEAD", "/healthz", `^\S+Z 192\.0\.2\.1 HEAD /healthz 200 0 \d+\n$`},
		{"a blank and a line end are escaped", "GET", "/x%20y%0Az", `^\S+Z 192\.0\.2\.1 GET /x%20y%0Az 404 \d+ \d+\n$`},
		{"a long path is cut", "GET", "/" + strings.Repeat("x", 1000), `^\S+Z 192\.0\.2\.1 GET /x{255} 404 \d+ \d+\n$`},
		{"a long method is cut", strings.Repeat("X", 1000), "/a.svg", `^\S+Z 192\.0\.2\.1 X{256} /a\.svg 405 \d+ \d+\n$`},
		{"no path is the root", "GET", "http://example.com", `^\S+Z 192\.0\.2\.1 GET / 404 \d+ \d+\n$`},
	} {
		access.Reset()
		face.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(tt.method, tt.target, nil))
		if got := access.String(); !regexp.MustCompile(tt.want).MatchString(got) {
			t.Errorf("%s: %q, want %s", tt.says, got, tt.want)
		}
	}
}

func TestSlots(t *testing.T) { synctest.Test(t, testSlots) }

// testSlots runs in a bubble: its waits take no time.
func testSlots(t *testing.T) {
	ctx := context.Background()
	s := NewSlots(1, 1, time.Millisecond)
	if err := s.Acquire(ctx); err != nil {
		t.Fatalf("the free slot: %v", err)
	}
	if err := s.Acquire(ctx); err != errBusy {
		t.Errorf("patience that ends: %v, want errBusy", err)
	}
	s.patience = time.Minute
	got := make(chan error)
	go func() { got <- s.Acquire(ctx) }()
	synctest.Wait() // until it waits in the queue
	if err := s.Acquire(ctx); err != errBusy {
		t.Errorf("one too many in the queue: %v, want errBusy", err)
	}
	s.Release()
	if err := <-got; err != nil {
		t.Errorf("the one who waited: %v", err)
	}
	if n := s.waiting.Load(); n != 0 {
		t.Errorf("%d wait at the end, want 0", n)
	}
	left, leave := context.WithCancel(ctx)
	leave()
	if err := s.Acquire(left); err != context.Canceled {
		t.Errorf("a reader who left: %v, want context.Canceled", err)
	}
}

func TestLargePNGsLeaveASlotToOthers(t *testing.T) {
	face := New(Deps{PNGs: NewSlots(2, 0, time.Minute)}).(*server)
	face.large = NewSlots(1, 0, time.Minute)
	if err := face.large.Acquire(t.Context()); err != nil { // a large one is being drawn
		t.Fatal(err)
	}
	for target, want := range map[string]int{
		"/a.png?v0=1,2":                     200,
		"/a.png?v0=1,2&w=2000&h=1000":       200,
		"/a.png?v0=1,2&w=4096&h=1024&dpr=4": 503,
		"/card.png?v=1&w=4096&h=4096&dpr=1": 503,
		"/a.svg?v0=1,2&w=4096&h=4096":       200,
	} {
		w := httptest.NewRecorder()
		face.ServeHTTP(w, httptest.NewRequest("GET", target, nil))
		if w.Code != want {
			t.Errorf("%s: %d, want %d", target, w.Code, want)
		}
	}
	if n := len(face.slots.running); n != 0 {
		t.Errorf("%d slots are taken at the end, want 0", n)
	}
}

func TestFewLargeFormsAreReadAtOnce(t *testing.T) {
	face := New(Deps{}).(*server)
	face.forms = NewSlots(1, 0, time.Minute)
	if err := face.forms.Acquire(t.Context()); err != nil { // one is being read
		t.Fatal(err)
	}
	post := func(size int) int {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("POST", "/a.svg", strings.NewReader("v0=1,2&x="+strings.Repeat("x", size)))
		face.ServeHTTP(w, r)
		return w.Code
	}
	if small, large := post(100), post(smallForm); small != 200 || large != 503 {
		t.Errorf("a small form is answered %d and a large one %d, want 200 and 503", small, large)
	}
	face.forms.Release()
	if large := post(smallForm); large != 200 {
		t.Errorf("a large form alone is answered %d, want 200", large)
	}
}

func TestPNGCacheKeepsTheLatest(t *testing.T) {
	c := newPNGCache(8 * 1024)
	holds := func(i byte) bool {
		t.Helper()
		got, ok := c.find([]byte("before"), pngKey{i})
		if ok && !bytes.Equal(got, append([]byte("before"), bytes.Repeat([]byte{i}, len(got)-6)...)) {
			t.Errorf("picture %d came back as another", i)
		}
		return ok
	}
	for i := range byte(8) {
		c.keep(pngKey{i}, bytes.Repeat([]byte{i}, 1024))
	}
	if !holds(0) || !holds(7) {
		t.Fatal("a picture is gone although all fit")
	}
	c.keep(pngKey{8}, bytes.Repeat([]byte{8}, 700))
	if holds(0) || !holds(1) || !holds(8) {
		t.Error("want the oldest picture out for the new one, and no other")
	}
	c.keep(pngKey{9}, bytes.Repeat([]byte{9}, 700))
	if holds(1) || !holds(2) || !holds(9) {
		t.Error("want the next oldest out for a picture that reaches into it")
	}
	c.keep(pngKey{10}, make([]byte, 1025))
	if holds(10) {
		t.Error("a picture over an eighth of the room was kept")
	}
	body := []byte{11}
	c.keep(pngKey{11}, body)
	body[0] = 2
	if !holds(11) {
		t.Error("a kept picture changed with the bytes it was made from")
	}
	none := newPNGCache(0)
	none.keep(pngKey{1}, body)
	if _, ok := none.find(nil, pngKey{1}); ok {
		t.Error("a cache without room kept a picture")
	}
}

// Whatever is kept, what is found is what was kept last under that key, and
// no two pictures share a byte.
func TestPNGCacheMixesNothingUp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	c := newPNGCache(10_000)
	size := map[pngKey]int{}
	for i := range 20_000 {
		key := pngKey{byte(i), byte(i >> 8)}
		size[key] = 1 + r.IntN(1250)
		c.keep(key, bytes.Repeat(key[:1], size[key]))
		if len(c.queue)-c.first != len(c.byKey) {
			t.Fatalf("%d keys in the queue, %d in the map", len(c.queue)-c.first, len(c.byKey))
		}
		for key, l := range c.byKey {
			if got, _ := c.find(nil, key); l.to-l.from != size[key] || bytes.Count(got, key[:1]) != size[key] {
				t.Fatalf("after %d pictures one of %d bytes is another", i+1, size[key])
			}
		}
	}
	if held := len(c.byKey); held < 8 {
		t.Errorf("only %d pictures of at most 1250 bytes are kept in 10,000", held)
	}
}
