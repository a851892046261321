package api_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"

	"chartd/api"
)

// aapl is golden URL 5: an SVG of more than 1 KB.
const aapl = "/a.svg?w=580&h=180&d0=SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst&ymin=94.48&ymax=103.3&ol=1&t=AAPL+(past+2+months)"

func TestHeadersOfAPicture(t *testing.T) {
	face := api.New(api.Deps{})
	for path, want := range map[string]map[string]string{
		"/a.svg":  {"Content-Type": "image/svg+xml", "Vary": "Accept-Encoding"},
		"/a.png":  {"Content-Type": "image/png", "Vary": ""},
		"/a.txt":  {"Content-Type": "text/plain; charset=utf-8", "Vary": "Accept-Encoding"},
		"/a.json": {"Content-Type": "application/json", "Vary": "Accept-Encoding"},
	} {
		want["Cache-Control"] = "public, max-age=31536000, immutable"
		want["Access-Control-Allow-Origin"] = "*"
		want["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
		want["X-Content-Type-Options"] = "nosniff"
		want["X-Chartd-Error"] = ""
		want["Content-Encoding"] = ""
		got := ask(face, http.MethodGet, path+"?v0=1,2,3", nil)
		for name, value := range want {
			if h := got.Header.Get(name); h != value {
				t.Errorf("%s: %s is %q, want %q", path, name, h, value)
			}
		}
		if tag := got.Header.Get("ETag"); !strings.HasPrefix(tag, `"`) || len(tag) < 20 {
			t.Errorf("%s: ETag is %s, want a strong tag", path, tag)
		}
		if n := len(read(t, got)); got.ContentLength != int64(n) {
			t.Errorf("%s: Content-Length is %d, want %d", path, got.ContentLength, n)
		}
	}
}

func TestFormIsNotCached(t *testing.T) {
	got := ask(api.New(api.Deps{}), http.MethodPost, "/a.svg", strings.NewReader("v0=1,2"))
	if c := got.Header.Get("Cache-Control"); c != "no-store" {
		t.Errorf("Cache-Control of a POST is %q, want no-store", c)
	}
	if tag := got.Header.Get("ETag"); tag != "" {
		t.Errorf("a POST has the ETag %s, want none", tag)
	}
}

func TestFormFieldsStandBeforeTheURLs(t *testing.T) {
	face := api.New(api.Deps{})
	both := read(t, ask(face, http.MethodPost, "/a.json?v0=9,9&t=URL", strings.NewReader("v0=1,2")))
	want := read(t, ask(face, http.MethodGet, "/a.json?v0=1,2&t=URL", nil))
	if !bytes.Equal(both, want) {
		t.Errorf("a form with v0=1,2 sent to a URL with v0=9,9 gives\n%s\nwant\n%s", both, want)
	}
}

func TestPlainTextForm(t *testing.T) {
	face := api.New(api.Deps{})
	got := read(t, ask(face, http.MethodPost, "/a.json", strings.NewReader("v0=1,2\r\nt=Lines\r\n"),
		"Content-Type", "text/plain"))
	want := read(t, ask(face, http.MethodGet, "/a.json?v0=1,2&t=Lines", nil))
	if !bytes.Equal(got, want) {
		t.Errorf("a plain form gives\n%s\nwant\n%s", got, want)
	}
}

func TestETagNamesThePicture(t *testing.T) {
	face := api.New(api.Deps{})
	tag := func(target string) string {
		return ask(face, http.MethodGet, target, nil).Header.Get("ETag")
	}
	first := tag("/a.svg?w=300&h=100&d0=AJOb9HG&t=A+title")
	for says, same := range map[string]string{
		"another order":        "/a.svg?t=A+title&d0=AJOb9HG&h=100&w=300",
		"an unknown parameter": "/a.svg?w=300&h=100&foo=bar&d0=AJOb9HG&t=A+title",
		"a repeated parameter": "/a.svg?w=300&w=700&h=100&d0=AJOb9HG&t=A+title&t=B",
		"another escape":       "/a.svg?w=300&h=100&d0=AJO%629HG&t=A%20title",
	} {
		if got := tag(same); got != first {
			t.Errorf("%s gives the tag %s, want %s", says, got, first)
		}
	}
	for says, other := range map[string]string{
		"another point":  "/a.svg?w=300&h=100&d0=AJOb9HH&t=A+title",
		"another format": "/a.png?w=300&h=100&d0=AJOb9HG&t=A+title",
		"no title":       "/a.svg?w=300&h=100&d0=AJOb9HG",
	} {
		if got := tag(other); got == first {
			t.Errorf("%s gives the same tag %s", says, got)
		}
	}
}

func TestUnchangedIsNotSentAgain(t *testing.T) {
	face := api.New(api.Deps{})
	tag := ask(face, http.MethodGet, aapl, nil).Header.Get("ETag")
	zipped := ask(face, http.MethodGet, aapl, nil, "Accept-Encoding", "gzip").Header.Get("ETag")
	for _, tt := range []struct {
		says, match, accept string
		status              int
		tag                 string
	}{
		{"the tag", tag, "", 304, tag},
		{"a weak form of it", "W/" + tag, "", 304, tag},
		{"a list with it", `"a,b", ` + tag + `, "c"`, "", 304, tag},
		{"a star", "*", "", 304, tag},
		{"the gzip tag from a reader of gzip", zipped, "gzip", 304, zipped},
		{"the gzip tag from a reader who takes no gzip", zipped, "", 200, tag},
		{"another tag", `"other"`, "", 200, tag},
		{"the tag without quotes", strings.Trim(tag, `"`), "", 200, tag},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			got := ask(face, method, aapl, nil, "If-None-Match", tt.match, "Accept-Encoding", tt.accept)
			if got.StatusCode != tt.status || got.Header.Get("ETag") != tt.tag {
				t.Errorf("%s, %s: %d with %s, want %d with %s",
					method, tt.says, got.StatusCode, got.Header.Get("ETag"), tt.status, tt.tag)
			}
			if got.StatusCode == 304 && (len(read(t, got)) > 0 || got.Header.Get("Cache-Control") == "" || got.Header.Get("Vary") == "") {
				t.Errorf("%s: want no body, Cache-Control and Vary in a 304", tt.says)
			}
		}
	}
	post := ask(face, http.MethodPost, aapl, strings.NewReader(""), "If-None-Match", "*")
	if post.StatusCode != 200 {
		t.Errorf("a POST with If-None-Match gives %d, want 200", post.StatusCode)
	}
}

func TestGzip(t *testing.T) {
	face := api.New(api.Deps{})
	plain := ask(face, http.MethodGet, aapl, nil)
	got := ask(face, http.MethodGet, aapl, nil, "Accept-Encoding", "br;q=1, gzip;q=0.5")
	if got.Header.Get("Content-Encoding") != "gzip" || got.Header.Get("ETag") == plain.Header.Get("ETag") {
		t.Fatalf("want gzip with a tag of its own, got %v", got.Header)
	}
	zr, err := gzip.NewReader(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(zr)
	if err != nil {
		t.Fatal(err)
	}
	if want := read(t, plain); !bytes.Equal(body, want) {
		t.Errorf("unpacked %d bytes that differ from the %d sent plain", len(body), len(want))
	}
	for says, target := range map[string]string{
		"a PNG":            strings.Replace(aapl, "svg", "png", 1),
		"a body of 1 KB":   "/a.json?v0=1,2",
		"an error picture": "/a.svg?w=3",
	} {
		if e := ask(face, http.MethodGet, target, nil, "Accept-Encoding", "gzip").Header.Get("Content-Encoding"); e != "" {
			t.Errorf("%s is sent as %s, want plain", says, e)
		}
	}
}

func TestPNGCache(t *testing.T) {
	face := api.New(api.Deps{PNGCache: 1 << 20})
	first := read(t, ask(face, http.MethodGet, "/a.png?v0=1,2,3&t=x", nil))
	again := read(t, ask(face, http.MethodGet, "/a.png?t=x&v0=1,2,3", nil))
	if !bytes.Equal(first, again) {
		t.Error("the picture from the cache differs")
	}
	page := string(read(t, ask(face, http.MethodGet, "/metrics", nil)))
	for _, line := range []string{
		`chartd_png_cache_total{result="hit"} 1`,
		`chartd_png_cache_total{result="miss"} 1`,
		`chartd_pictures_total{format="png",status="200"} 2`,
		`chartd_pngs_waiting 0`,
		`chartd_picture_seconds_count{format="png"} 2`,
	} {
		if !strings.Contains(page, line+"\n") {
			t.Errorf("/metrics lacks %s", line)
		}
	}
}

func TestCardsAndBadges(t *testing.T) {
	face := api.New(api.Deps{PNGCache: 1 << 20})
	for target, media := range map[string]string{
		"/card.svg?v=42.5&t=Visits&p=%2B3&d0=AJOb9HG&w=300&h=150": "image/svg+xml",
		"/card.png?v=42.5&t=Visits&w=300&h=150":                   "image/png",
		"/badge.svg?v=passing&t=build":                            "image/svg+xml",
	} {
		got := ask(face, http.MethodGet, target, nil)
		if got.StatusCode != 200 || got.Header.Get("Content-Type") != media {
			t.Fatalf("%s: %d %s", target, got.StatusCode, got.Header.Get("Content-Type"))
		}
		again := ask(face, http.MethodGet, target, nil, "If-None-Match", got.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified {
			t.Errorf("%s with its ETag: %d, want 304", target, again.StatusCode)
		}
	}
	bad := ask(face, http.MethodGet, "/card.svg?w=500&h=200", nil, "Accept", asImage)
	if body := string(read(t, bad)); bad.StatusCode != 400 || !strings.Contains(body, `width="500"`) {
		t.Errorf("a card without a value: %d\n%.300s\nwant 400 and a picture 500 wide", bad.StatusCode, body)
	}
}
