package api_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"chartd/api"
)

// FuzzRequest: whatever is asked, the answer is a picture or a refusal, its
// headers are one line each, and it comes in bounded time.
func FuzzRequest(f *testing.F) {
	f.Add("GET", uint8(0), "w=580&h=180&d0=Am9&t=%41+b", "image/*", "", "")
	f.Add("POST", uint8(1), "w=4096&h=4096&dpr=2", "", "d0=Am9", "application/x-www-form-urlencoded")
	f.Add("HEAD", uint8(2), "v0=1,2,&color=1&t=%1b[2J", "", "", "")
	f.Add("PUT", uint8(3), ";;&&=%zz&%", "*/*", "", "")
	f.Add("POST", uint8(4), "\r\n\x00", "image/png", "\n\nv0=1", "text/plain")
	face := api.New(api.Deps{PNGCache: 1 << 20})
	paths := []string{"/a.svg", "/a.png", "/a.txt", "/a.json", "/healthz", "/x"}
	f.Fuzz(func(t *testing.T, method string, path uint8, query, accept, form, media string) {
		r := &http.Request{
			Method: method, Header: http.Header{"Accept": {accept}, "Content-Type": {media}},
			URL:  &url.URL{Path: paths[int(path)%len(paths)], RawQuery: query},
			Body: http.NoBody,
		}
		if form != "" {
			r.Body = readCloser{strings.NewReader(form)}
		}
		start := time.Now()
		w := httptest.NewRecorder()
		face.ServeHTTP(w, r)
		if w.Code != 200 && w.Code != 204 && (w.Code < 400 || w.Code > 499) {
			t.Errorf("%s %s?%q: status %d", method, r.URL.Path, query, w.Code)
		}
		for name, values := range w.Header() {
			if strings.ContainsAny(strings.Join(values, ""), "\r\n\x00") {
				t.Errorf("%s: %q holds a control character", name, values)
			}
		}
		// Far above any picture, even one of 67 million pixels on a slow machine:
		// this catches an endless loop, not a slow one.
		if spent := time.Since(start); spent > time.Minute {
			t.Errorf("%s %s?%q took %s", method, r.URL.Path, query, spent)
		}
	})
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }
