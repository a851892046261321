package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chartd/api"
)

const asImage, forCurl = "image/avif,image/webp,image/*;q=0.8", "*/*"

func TestRefusals(t *testing.T) {
	face := api.New(api.Deps{})
	long := strings.Repeat("A", 17<<10)
	for _, tt := range []struct {
		says, method, target, form string
		status                     int
		problem                    string
	}{
		{"no data", "GET", "/a.svg?w=580&h=180", "", 400, "missing parameter: d0"},
		{"no size", "GET", "/a.svg?d0=Am9", "", 400, "missing parameter: w"},
		{"a bad width", "HEAD", "/a.png?w=x&h=1&d0=Am9", "", 400, "bad parameter w: not a number"},
		{"too many points", "GET", "/a.svg?w=1&h=1&d0=" + long[:8193], "", 400, "bad parameter d0: more than 8192 points"},
		{"a URL over 16 KB", "GET", "/a.svg?w=580&h=180&d0=" + long, "", 414, "the URL is over 16 KB: send the same parameters as a form, by POST"},
		{"a form over 1 MB", "POST", "/a.svg", "d0=" + strings.Repeat("A", 1<<20), 413, "the form is over 1 MB"},
		{"another method", "PUT", "/a.svg?v0=1", "", 405, "use GET, HEAD or POST"},
		{"a form for the health page", "POST", "/healthz", "x=1", 405, "use GET or HEAD"},
		{"an unknown path", "GET", "/b.svg?v0=1", "", 404, "nothing here: charts are at /a.svg and /a.png, everything about them is at /"},
		{"an unclean path", "GET", "//a.svg?v0=1", "", 404, "nothing here: charts are at /a.svg and /a.png, everything about them is at /"},
		{"a header in a parameter", "GET", "/a.svg?v0=1%0D%0ASet-Cookie:+x%01%C3%A9", "", 400, "bad parameter v0: item 1 is not a number"},
	} {
		t.Run(tt.says, func(t *testing.T) {
			var form io.Reader
			if tt.form != "" {
				form = strings.NewReader(tt.form)
			}
			got := ask(face, tt.method, tt.target, form)
			if got.StatusCode != tt.status {
				t.Errorf("status %d, want %d", got.StatusCode, tt.status)
			}
			if p := got.Header.Get("X-Chartd-Error"); p != tt.problem {
				t.Errorf("X-Chartd-Error %q, want %q", p, tt.problem)
			}
			if c := got.Header.Get("Cache-Control"); c != "no-store" {
				t.Errorf("Cache-Control %q, want no-store", c)
			}
			if body := string(read(t, got)); body != tt.problem+"\n" {
				t.Errorf("body %q, want the problem as one line", body)
			}
		})
	}
}

func TestRefusedMethodNamesOthers(t *testing.T) {
	face := api.New(api.Deps{})
	for path, allow := range map[string]string{"/a.png": "GET, HEAD, POST", "/readyz": "GET, HEAD"} {
		if got := ask(face, "DELETE", path, nil).Header.Get("Allow"); got != allow {
			t.Errorf("%s: Allow is %q, want %q", path, got, allow)
		}
	}
	pre := ask(face, "OPTIONS", "/a.svg", nil, "Origin", "https://x.test", "Access-Control-Request-Method", "POST")
	if pre.StatusCode != 204 || pre.Header.Get("Access-Control-Allow-Methods") != "GET, HEAD, POST" ||
		pre.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("the preflight answer is %d %v", pre.StatusCode, pre.Header)
	}
}

func TestErrorsAsPictures(t *testing.T) {
	face := api.New(api.Deps{})
	for _, tt := range []struct {
		says, target string
		headers      []string
		media, holds string
	}{
		{"an img gets an SVG", "/a.svg?w=400&h=100", []string{"Accept", asImage}, "image/svg+xml", "missing parameter: d0"},
		{"an img of another browser too", "/a.svg?w=400&h=100", []string{"Sec-Fetch-Dest", "image"}, "image/svg+xml", `width="400"`},
		{"without a size it is 300 wide", "/a.svg", []string{"Accept", asImage}, "image/svg+xml", `width="300"`},
		{"a long URL still says its size", "/a.svg?w=400&h=100&d0=" + strings.Repeat("A", 17<<10), []string{"Accept", asImage}, "image/svg+xml", `width="400"`},
		{"curl gets a line", "/a.svg?w=400&h=100", []string{"Accept", forCurl}, "text/plain; charset=utf-8", "missing parameter: d0\n"},
		{"a terminal always gets a line", "/a.txt?w=4", []string{"Accept", asImage}, "text/plain; charset=utf-8", "missing parameter: "},
	} {
		got := ask(face, http.MethodGet, tt.target, nil, tt.headers...)
		body := string(read(t, got))
		if got.Header.Get("Content-Type") != tt.media || !strings.Contains(body, tt.holds) {
			t.Errorf("%s: %s\n%.300s\nwant %s with %q", tt.says, got.Header.Get("Content-Type"), body, tt.media, tt.holds)
		}
	}
	got := ask(face, http.MethodGet, "/a.png?w=400&h=100", nil, "Accept", asImage)
	img, err := png.Decode(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds().Size(); b.X != 800 || b.Y != 200 {
		t.Errorf("the error PNG is %v, want 800x200", b)
	}
}

func TestErrorAsObject(t *testing.T) {
	got := ask(api.New(api.Deps{}), http.MethodGet, "/a.json?w=1&h=1", nil, "Accept", asImage)
	var body struct{ Error string }
	if err := json.NewDecoder(got.Body).Decode(&body); err != nil {
		t.Fatal(err)
	}
	if body.Error != "missing parameter: d0" || got.Header.Get("Content-Type") != "application/json" {
		t.Errorf("got %q as %s", body.Error, got.Header.Get("Content-Type"))
	}
}

func TestFullHouse(t *testing.T) {
	slots := api.NewSlots(1, 0, time.Minute)
	face := api.New(api.Deps{PNGs: slots, PNGCache: 1 << 20})
	const cached, fresh = "/a.png?v0=1,2", "/a.png?v0=3,4"
	ask(face, http.MethodGet, cached, nil)
	if err := slots.Acquire(context.Background()); err != nil {
		t.Fatal(err)
	}
	busy := ask(face, http.MethodGet, fresh, nil, "Accept", asImage)
	if busy.StatusCode != 503 || busy.Header.Get("Retry-After") != "1" || busy.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("a PNG without a free slot: %d %v", busy.StatusCode, busy.Header)
	}
	if _, err := png.Decode(bytes.NewReader(read(t, busy))); err != nil {
		t.Errorf("the busy picture: %v", err)
	}
	for target, want := range map[string]int{cached: 200, "/a.svg?v0=3,4": 200, "/a.png?w=1": 400} {
		if got := ask(face, http.MethodGet, target, nil, "Accept", asImage); got.StatusCode != want {
			t.Errorf("%s without a free slot: %d, want %d", target, got.StatusCode, want)
		}
	}
	slots.Release()
	if got := ask(face, http.MethodGet, fresh, nil); got.StatusCode != 200 {
		t.Errorf("with a free slot again: %d, want 200", got.StatusCode)
	}
}

func TestReaderWhoLeavesTheQueue(t *testing.T) {
	slots := api.NewSlots(1, 1, time.Minute)
	face := api.New(api.Deps{PNGs: slots})
	if err := slots.Acquire(context.Background()); err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(context.Background())
	leave()
	w := httptest.NewRecorder()
	face.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/a.png?v0=1", nil).WithContext(ctx))
	if w.Code != 499 {
		t.Errorf("status %d, want 499 for a reader who left", w.Code)
	}
}

func TestFormThatEndsEarly(t *testing.T) {
	got := ask(api.New(api.Deps{}), http.MethodPost, "/a.svg", io.MultiReader(strings.NewReader("v0=1,"), cut{}))
	if got.StatusCode != 400 || got.Header.Get("X-Chartd-Error") != "the form ended early" {
		t.Errorf("got %d %q", got.StatusCode, got.Header.Get("X-Chartd-Error"))
	}
	files := ask(api.New(api.Deps{}), http.MethodPost, "/a.svg", strings.NewReader("--x"),
		"Content-Type", "multipart/form-data; boundary=x")
	if files.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("a form of files gives %d, want 415", files.StatusCode)
	}
}

// cut is a connection that breaks.
type cut struct{}

func (cut) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
