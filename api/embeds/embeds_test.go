package embeds_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chartd/api"
	"chartd/api/embeds"
	"chartd/api/export"
	"chartd/embed"
	"chartd/static"
	"chartd/stats"
	"chartd/stats/statstest/node"
)

// site is a whole face over a node, at a time that stands still unless a test
// moves it.
type site struct {
	*node.Node
	t    testing.TB
	at   atomic.Int64
	face http.Handler
}

// noon is when a site begins, in the middle of a minute.
const noon = 1_700_000_010

// base is the public URL of a site.
const base = "https://charts.example/base"

func newSite(t testing.TB, changes ...func(*embeds.Deps)) *site {
	s := &site{Node: node.Open(t), t: t}
	s.at.Store(noon)
	d := embeds.Deps{
		Keys:  &embed.Keys{Grants: s.Catalog, Finder: s.Catalog, Homes: s.Catalog, Seen: s.Seen, Now: s.now},
		Board: &embed.Board{Reader: s.Reader(), Now: s.now},
		Now:   s.now, Base: base, Log: slog.New(slog.NewTextHandler(failing{t}, nil)),
	}
	for _, change := range changes {
		change(&d)
	}
	pages, err := static.New(static.Options{Base: base})
	if err != nil {
		t.Fatal(err)
	}
	s.face = api.New(api.Deps{
		Embeds: embeds.New(d), Pages: pages, Log: d.Log,
		Export: &export.Face{Access: s.Catalog, Things: s.Catalog, Reader: s.Reader(), Now: s.now, Log: d.Log},
	})
	return s
}

// failing fails the test with whatever is logged: only faults are.
type failing struct{ testing.TB }

func (f failing) Write(line []byte) (int, error) {
	f.Errorf("logged %s", line)
	return len(line), nil
}

func (s *site) now() time.Time       { return time.Unix(s.at.Load(), 0) }
func (s *site) minute() stats.Minute { return stats.MinuteAt(s.at.Load()) }

// get asks for a path, with pairs of headers.
func (s *site) get(path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "/", nil)
	path, r.URL.RawQuery, _ = strings.Cut(path, "?") // raw, as browsers send it
	r.URL.Path = path
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.face.ServeHTTP(w, r)
	return w
}

// ok ends the test unless a path answers with a status, and returns the body.
func (s *site) ok(status int, path string, headers ...string) string {
	s.t.Helper()
	w := s.get(path, headers...)
	if w.Code != status {
		s.t.Fatalf("%s: status %d, want %d\n%s", path, w.Code, status, w.Body)
	}
	return w.Body.String()
}

// open makes a stat public.
func (s *site) open(one stats.Stat) stats.Stat {
	s.t.Helper()
	one.Open = true
	if err := s.Catalog.Update(s.t.Context(), one); err != nil {
		s.t.Fatal(err)
	}
	return one
}

// grant makes a key.
func (s *site) grant(g stats.Grant) string {
	s.t.Helper()
	g, err := s.Catalog.Grant(s.t.Context(), g)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(g.Key)
}

// object reads JSON into a map.
func object(t testing.TB, body string) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal([]byte(body), &out); err != nil {
		t.Fatalf("%v\n%s", err, body)
	}
	return out
}

// What is not a picture goes out as gzip to who takes it, under one tag.
func TestAnswersArePacked(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.Stat(t, "visits", stats.Counter)
	s.Post(t, visits, s.minute()-1, 3)
	key := string(visits.EmbedKey)
	for _, path := range []string{"/embed/v1/series?q=" + key + ":1d1m", "/embed/data/" + key + "?tf=day", "/sb/" + key + "/graph.json", "/s/" + key} {
		plain := s.get(path)
		packed := s.get(path, "Accept-Encoding", "gzip, br")
		if plain.Header().Get("Content-Encoding") != "" || packed.Header().Get("Content-Encoding") != "gzip" ||
			packed.Header().Get("Content-Length") != strconv.Itoa(packed.Body.Len()) || packed.Body.Len() >= plain.Body.Len() {
			t.Errorf("%s: %v, and packed %v, %d bytes of %d", path, plain.Header(), packed.Header(), packed.Body.Len(), plain.Body.Len())
			continue
		}
		z, err := gzip.NewReader(packed.Body)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(z); err != nil || string(body) != plain.Body.String() {
			t.Errorf("%s: unpacked it is another, %v", path, err)
		}
		if vary := packed.Header().Values("Vary"); len(vary) != 2 || vary[0] != "Accept-Encoding" {
			t.Errorf("%s: varies by %q", path, vary)
		}
		tag := packed.Header().Get("Etag")
		if w := s.get(path, "If-None-Match", `"other", `+tag); tag != plain.Header().Get("Etag") || w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s: tags %s, %s; status %d", path, tag, plain.Header().Get("Etag"), w.Code)
		}
	}
	if w := s.get("/s/"+key+".svg", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "gzip" || len(w.Header().Values("Content-Encoding")) != 1 {
		t.Errorf("a picture: %v", w.Header())
	} else if z, err := gzip.NewReader(w.Body); err != nil {
		t.Error(err)
	} else if body, _ := io.ReadAll(z); !strings.HasPrefix(string(body), "<svg") {
		t.Errorf("a picture is packed twice: %.20q", body)
	}
}
