package api

import (
	"cmp"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
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

// TestPacked says that whatever a handler answers in one piece arrives as it was
// sent, smaller where its reader takes gzip.
func TestPacked(t *testing.T) {
	long := strings.Repeat("a stat's page ", 1000)
	s := &server{}
	s.writers.New = newGzipWriter
	for _, row := range []struct {
		what, method, accept string
		status               int
		body                 string
		zipped               bool
	}{
		{"a page", "GET", "gzip", 200, long, true},
		{"an error's page", "POST", "gzip, br", 422, long, true},
		{"a page for who takes none", "GET", "", 200, long, false},
		{"a short one", "GET", "gzip", 200, "short", false},
		{"a redirect", "POST", "gzip", 303, "", false},
		{"no body", "HEAD", "gzip", 200, "", false},
		{"no status", "GET", "gzip", 0, long, true},
	} {
		serve := s.packed(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Add("Vary", "Cookie")
			if row.body != "" {
				w.Header().Set("Content-Length", strconv.Itoa(len(row.body)))
			}
			if row.status != 0 {
				w.WriteHeader(row.status)
			}
			if row.body != "" {
				if n, err := w.Write([]byte(row.body)); n != len(row.body) || err != nil {
					t.Errorf("%s: %d bytes, %v", row.what, n, err)
				}
			}
		})
		r := httptest.NewRequestWithContext(t.Context(), row.method, "/stats", nil)
		r.Header.Set("Accept-Encoding", row.accept)
		w := httptest.NewRecorder()
		serve(w, r)
		got := io.Reader(w.Body)
		if length := w.Header().Get("Content-Length"); row.body != "" && length != strconv.Itoa(w.Body.Len()) {
			t.Errorf("%s: %s bytes announced, %d sent", row.what, length, w.Body.Len())
		}
		if zipped := w.Header().Get("Content-Encoding") == "gzip"; zipped != row.zipped {
			t.Errorf("%s: zipped is %v", row.what, zipped)
		} else if zipped {
			var err error
			if got, err = gzip.NewReader(w.Body); err != nil {
				t.Fatal(err)
			}
		}
		text, err := io.ReadAll(got)
		if err != nil || string(text) != row.body || w.Code != cmp.Or(row.status, 200) {
			t.Errorf("%s: %d with %d characters, %v", row.what, w.Code, len(text), err)
		}
		if vary := w.Header()["Vary"]; !slices.Equal(vary, []string{"Accept-Encoding", "Cookie"}) {
			t.Errorf("%s: Vary %q", row.what, vary)
		}
	}
}
