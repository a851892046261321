package embeds_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"chartd/api"
	"chartd/api/embeds"
	"chartd/embed"
	"chartd/stats"
	"chartd/stats/catalog"
)

func TestWithoutKeys(t *testing.T) {
	key := strings.Repeat("aZ9", 10)
	for path, want := range map[string]string{
		"/s/" + key + ".svg":                          "/s/-.svg",
		"/base/s/" + key + "/card.png":                "/base/s/-/card.png",
		"/sb/" + key + "/JxJz/" + key + "/graph.json": "/sb/-/JxJz/-/graph.json",
		"/embed/text/" + key:                          "/embed/text/-",
		"/graphs/0a/0b/" + key + "_overlay.png":       "/graphs/0a/0b/-.png",
		"/stats/JxJz":                                 "/stats/JxJz",
		"/a.svg":                                      "/a.svg",
		"":                                            "",
	} {
		if got := embeds.WithoutKeys(path); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}

// broken is a catalog with a fault.
type broken struct{ *catalog.Catalog }

func (broken) Granted(context.Context, stats.EmbedKey) (stats.Grant, stats.Stat, error) {
	return stats.Grant{}, stats.Stat{}, errors.New("torn page")
}

// A fault is told without details, and in the log without the key.
func TestFaults(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var log, access bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	face := api.New(api.Deps{Log: logger, Access: &access, Embeds: embeds.New(embeds.Deps{
		Keys: &embed.Keys{Grants: broken{}, Seen: s.Seen, Now: s.now}, Board: &embed.Board{Reader: s.Reader(), Now: s.now}, Now: s.now, Log: logger,
	})})
	key := strings.Repeat("aZ9", 10)
	for _, path := range []string{"/embed/v1/values?q=" + key, "/embed/graph/" + key, "/s/" + key, "/s/" + key + ".svg", "/s/" + key + "/badge.json", "/oembed?url=http://example.com/s/" + key} {
		w := httptest.NewRecorder()
		face.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "torn") || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d, %v, %s", path, w.Code, w.Header(), w.Body)
		}
	}
	if all := log.String() + access.String(); strings.Contains(all, key) || strings.Count(log.String(), "torn page") != 6 {
		t.Errorf("log %s\naccess %s", &log, &access)
	}
}
