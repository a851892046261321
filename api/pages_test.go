package api

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestPages(t *testing.T) {
	face := New(Deps{Pages: pages})
	for _, row := range []struct {
		says, method, path string
		accept, held       string
		status             int
		body               string
		header, want       string
	}{
		{"the page is there", "GET", "/", "", "", 200, "page /", "Content-Type", "text/plain"},
		{"it is asked for again", "GET", "/", "", "", 200, "page /", "Cache-Control", "no-cache"},
		{"it has a policy of its own", "GET", "/", "", "", 200, "page /", "Content-Security-Policy", "default-src 'self'"},
		{"it tells nobody where its reader was", "GET", "/", "", "", 200, "page /", "Referrer-Policy", "no-referrer"},
		{"a file is kept for ever", "GET", "/static/x", "", "", 200, "page /static/x", "Cache-Control", "public, max-age=31536000, immutable"},
		{"packed for who takes it", "GET", "/", "br, gzip;q=0.8", "", 200, "packed", "Content-Encoding", "gzip"},
		{"the packed one has its own tag", "GET", "/", "gzip", "", 200, "packed", "Etag", `"tag-gz"`},
		{"caches are told", "GET", "/", "", "", 200, "page /", "Vary", "Accept-Encoding"},
		{"who has it gets no body", "GET", "/", "", `"x", W/"tag"`, 304, "", "Etag", `"tag"`},
		{"nor who has it packed", "GET", "/", "gzip", `"tag-gz"`, 304, "", "Etag", `"tag-gz"`},
		{"another tag is another file", "GET", "/", "", `"x"`, 200, "page /", "Etag", `"tag"`},
		{"what is not there is not there", "GET", "/static/none", "", "", 404, errNotFound.Error() + "\n", "Cache-Control", "no-store"},
		{"nothing is posted to a page", "POST", "/", "", "", 405, errReadOnly.Error() + "\n", "Allow", "GET, HEAD"},
	} {
		r := httptest.NewRequest(row.method, row.path, nil)
		r.Header.Set("Accept-Encoding", row.accept)
		r.Header.Set("If-None-Match", row.held)
		w := httptest.NewRecorder()
		face.ServeHTTP(w, r)
		if w.Code != row.status || w.Body.String() != row.body || w.Header().Get(row.header) != row.want {
			t.Errorf("%s: %d %q, %s %q; want %d %q, %q", row.says, w.Code, w.Body, row.header, w.Header().Get(row.header), row.status, row.body, row.want)
		}
	}
}

func FuzzPageHeaders(f *testing.F) {
	f.Add("gzip;q=0.5, br", `W/"x", *`)
	f.Add(";;q=,gzip;q", `",`)
	face := New(Deps{Pages: pages})
	f.Fuzz(func(t *testing.T, accept, tags string) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header["Accept-Encoding"], r.Header["If-None-Match"] = []string{accept}, []string{tags}
		w := httptest.NewRecorder()
		face.ServeHTTP(w, r)
		if w.Code != 200 && w.Code != 304 || (w.Code == 304) != (w.Body.Len() == 0) {
			t.Errorf("status %d with %d bytes", w.Code, w.Body.Len())
		}
		if packed := w.Body.String() == "packed"; packed != (w.Header().Get("Content-Encoding") == "gzip") {
			t.Errorf("Content-Encoding %q, packed: %v", w.Header().Get("Content-Encoding"), packed)
		}
	})
}
