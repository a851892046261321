package api

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"chartd/api/export"
)

// A token in a path is in no line, neither of the access log nor of a fault.
func TestTokensStayOutOfLogs(t *testing.T) {
	var log, access bytes.Buffer
	face := New(Deps{
		Log: slog.New(slog.NewTextHandler(&log, nil)), Access: &access, BasePath: "/charts",
		Export: &export.Face{}, // without a catalog, which is a fault
	})
	for _, path := range []string{"/x/SECRET/statlist", "/charts/x/SECRET/data/JxJz", "/x//SECRET", "/%78/SECRET/statlist"} {
		w := httptest.NewRecorder()
		face.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		if w.Code != http.StatusInternalServerError {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if all := log.String() + access.String(); strings.Contains(all, "SECRET") || strings.Count(access.String(), "/x/-") != 4 || strings.Count(log.String(), "/x/-") != 4 {
		t.Errorf("log %q\naccess %q", &log, &access)
	}
}

// A path that nothing answers may be a mistyped one, with a key in it.
func TestUnknownPathsStayOutOfLogs(t *testing.T) {
	for path, want := range map[string]string{
		"/nosuch": " /nosuch 404 ", "/nosuch/SECRET": " /nosuch/- 404 ", "/ezz/SECRET/statlist": " /ezz/- 404 ", "//SECRET": " //- 404 ",
	} {
		var access bytes.Buffer
		New(Deps{Access: &access}).ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://host"+path, nil))
		if line := access.String(); strings.Contains(line, "SECRET") || !strings.Contains(line, want) {
			t.Errorf("%s: %q, want%s", path, line, want)
		}
	}
}
