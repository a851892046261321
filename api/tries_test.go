package api_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"chartd/api"
	v1 "chartd/api/v1"
	"chartd/stats"
	"chartd/stats/statstest/node"
)

// TestTriesOfTokens says that tokens can't be guessed at /api/v1 for long, that
// the guesser alone waits, and that a proxy's readers are told apart by the word
// of a trusted proxy only.
func TestTriesOfTokens(t *testing.T) {
	n := node.Open(t)
	proxies, err := api.ParseProxies("10.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Unix(1_800_000_000, 0)
	face := api.New(api.Deps{Proxies: proxies, V1: v1.New(v1.Deps{
		People: n.Catalog, Things: n.Catalog, Reader: n.Reader(), Now: func() time.Time { return now },
	})})
	ask := func(token stats.AccessToken, peer, reader string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1/stats", nil)
		r.RemoteAddr = peer
		r.Header.Set("X-Forwarded-For", reader)
		r.Header.Set("Authorization", "Bearer "+string(token))
		w := httptest.NewRecorder()
		face.ServeHTTP(w, r)
		return w
	}
	const proxy, guesser, other = "10.0.0.1:1", "192.0.2.7", "192.0.2.8"
	for range 50 {
		if got := ask(n.Token, proxy, guesser).Code; got != http.StatusOK {
			t.Fatalf("right tokens are counted: %d", got)
		}
	}
	wrong := 0
	for ask("nonsense", proxy, guesser).Code == http.StatusUnauthorized {
		if wrong++; wrong > 1000 {
			t.Fatal("guessing has no end")
		}
	}
	for _, row := range []struct {
		what, peer, reader string
		want               int
	}{
		{"the guesser, with a right token", proxy, guesser, http.StatusTooManyRequests},
		{"another reader behind the proxy", proxy, other, http.StatusOK},
		{"a stranger who says to be the guesser", "192.0.2.9:1", guesser, http.StatusOK},
	} {
		got := ask(n.Token, row.peer, row.reader)
		if got.Code != row.want || (got.Header().Get("Retry-After") == "60") != (row.want == http.StatusTooManyRequests) {
			t.Errorf("%s: %d %v, want %d", row.what, got.Code, got.Header(), row.want)
		}
	}
	now = now.Add(time.Minute)
	if got := ask(n.Token, proxy, guesser).Code; got != http.StatusOK {
		t.Errorf("a minute later: %d", got)
	}
}
