package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"chartd/stats/postgres/pgtest"
)

// TestServeWatches is a server whose minutes take a second: it evaluates alerts
// and tells of them, calls its heartbeat, learns what is usual, and keeps its own
// figures. It sends to no private address that it was not told of.
func TestServeWatches(t *testing.T) {
	for name, store := range databases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			watches(t, store(t))
		})
	}
}

// databases are the flags of a server with a store of its own, by its kind.
var databases = map[string]func(testing.TB) []string{
	"sqlite": func(t testing.TB) []string { return []string{"--data", t.TempDir()} },
	"postgres": func(t testing.TB) []string {
		return []string{"--data", t.TempDir(), "--database-url", pgtest.DSN(t), "--share-every", "1s"}
	},
}

func watches(t *testing.T, store []string) {
	calls := newCalls(t)
	o := newOwner(t, "ada@example.com", store...)
	now := time.Now()
	clock := runningClock(now.AddDate(0, 0, 2).Truncate(time.Hour), now, 60) // what goes by the machine's clock is seen
	s := startBy(t, clock, append(store,
		"--heartbeat-url", calls.url+"/beat", "--self-stats", o.EZKey, "--allow-networks", "127.0.0.0/8")...)
	if err := post(o, s, "orders", "count", 500, clock.Now().Unix()); err != nil {
		t.Fatal(err)
	}
	stat, err := o.stat(s.address, "orders")
	if err != nil {
		t.Fatal(err)
	}
	hook := o.call(t, s, "POST", "/api/v1/destinations", fmt.Sprintf(`{"name":"hook","channel":"webhook","settings":{"url":%q},"manual":true}`, calls.url+"/hook"))
	o.call(t, s, "POST", "/api/v1/alerts", fmt.Sprintf(`{"stat_id":%q,"kind":"value","time_window":"1d","operator":"greater than","threshold":100}`, stat.ID))

	eventually(t, "the heartbeat", func() string { return calls.all() }, has("GET /beat"))
	eventually(t, "the alert", func() string { return calls.all() }, has(`"message":"orders: total for 1 day is 500, greater than 100"`))
	eventually(t, "its own figures", func() string { return o.held(s.address, "chartd: posts") }, has("count "))
	eventually(t, "what is usual", func() string { return o.call(t, s, "GET", "/api/v1/stats/"+stat.ID+"/automatic", "") }, has(`"scored":"`))
	s.end(t)

	s = startBy(t, clock, store...)
	var made struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal([]byte(hook), &made); err != nil {
		t.Fatal(err)
	}
	o.call(t, s, "POST", "/api/v1/destinations/"+made.ID+"/test", "")
	attempts := func() string { return o.call(t, s, "GET", "/api/v1/destinations/"+made.ID+"/attempts", "") }
	eventually(t, "a refused address", attempts, has("--allow-networks"))
	s.end(t)
}

// has is whether a text is in what something says.
func has(text string) func(string) bool {
	return func(got string) bool { return strings.Contains(got, text) }
}

// call asks the API with the owner's token and returns the body.
func (o owner) call(t *testing.T, s *server, method, path, body string) string {
	t.Helper()
	ask, err := http.NewRequestWithContext(t.Context(), method, (&url.URL{Scheme: "http", Host: s.address, Path: path}).String(), strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	ask.Header.Set("Authorization", "Bearer "+o.Token)
	if body != "" {
		ask.Header.Set("Content-Type", "application/json")
	}
	answer, err := http.DefaultClient.Do(ask)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 300 {
		t.Fatalf("%s %s: %s, %s, error %v", method, path, answer.Status, text, err)
	}
	return string(text)
}

// calls is a server that keeps what it is asked.
type calls struct {
	url string
	mu  sync.Mutex
	log strings.Builder
}

func newCalls(t *testing.T) *calls {
	t.Helper()
	c := &calls{}
	there := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		fmt.Fprintf(&c.log, "%s %s\n%s\n", r.Method, r.URL.Path, body)
	}))
	t.Cleanup(there.Close)
	c.url = there.URL
	return c
}

// all is everything that was asked so far.
func (c *calls) all() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.log.String()
}
