package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/store"
	"chartd/api/relay"
	"chartd/stats/statstest/node"
)

const relayToken = "the-token-of-the-relay"

// relaySite is a server for relays over a real store, with a clock moved by
// hand, and a Keybase destination.
type relaySite struct {
	*testing.T
	store *store.Store
	to    alerts.Destination
	ahead atomic.Int64 // seconds: how far the clock was moved
	face  http.Handler
	began time.Time
}

func openRelaySite(t *testing.T) *relaySite {
	t.Helper()
	n := node.Open(t)
	s := &relaySite{T: t, store: store.New(n.Catalog), began: time.Now()}
	target, err := alerts.NewTarget(alerts.Keybase, map[string]string{"team": "ops.alerts"})
	if err != nil {
		t.Fatal(err)
	}
	s.to, err = s.store.CreateDestination(t.Context(), alerts.Destination{Project: n.Project.ID, Name: "ops", Channel: alerts.Keybase, Target: target})
	if err != nil {
		t.Fatal(err)
	}
	f := &relay.Face{Outbox: s.store, Key: s.store.LinkKey, Token: relayToken, Now: s.now, Log: slog.New(slog.DiscardHandler)}
	mux := http.NewServeMux()
	mux.HandleFunc(relay.ClaimPath, f.Claim)
	mux.HandleFunc(relay.SettlePath, f.Settle)
	s.face = mux
	return s
}

func (s *relaySite) now() time.Time {
	return s.began.Add(time.Duration(s.ahead.Load()) * time.Second)
}

// later moves the clock.
func (s *relaySite) later(d time.Duration) { s.ahead.Add(int64(d / time.Second)) }

// listen serves until the test ends.
func (s *relaySite) listen() string {
	srv := httptest.NewServer(s.face)
	s.Cleanup(srv.Close)
	return srv.URL
}

// message puts a message into the outbox that is due.
func (s *relaySite) message() {
	s.Helper()
	if err := s.store.Enqueue(s.Context(), s.to.ID, alerts.NewTest(s.now()), s.now()); err != nil {
		s.Fatal(err)
	}
	s.later(10 * time.Second)
}

// attempts is how tries ended, the newest first.
func (s *relaySite) attempts() string {
	list, err := s.store.Attempts(context.WithoutCancel(s.Context()), s.to.ID, 10)
	if err != nil {
		s.Fatal(err)
	}
	var lines []string
	for _, a := range list {
		lines = append(lines, fmt.Sprintf("%d %s", a.Status, a.Answer))
	}
	return strings.Join(lines, "; ")
}

// standIn is a program in place of the Keybase client. It keeps its words and
// what it reads, a line each, and then does as told.
type standIn struct{ path, sent string }

func newStandIn(t *testing.T, then string) standIn {
	t.Helper()
	dir := t.TempDir()
	s := standIn{filepath.Join(dir, "keybase-stand-in"), filepath.Join(dir, "sent")}
	script := "#!/bin/sh\n{ echo \"$*\"; cat; echo; echo \"token=$CHARTD_RELAY_TOKEN\"; } >> '" + s.sent + "'\n" + then + "\n"
	if err := os.WriteFile(s.path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return s
}

// calls are the JSON texts that the stand-in got.
func (s standIn) calls(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(s.sent)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var calls []string
	for _, part := range strings.Split(string(text), "chat api\n")[1:] {
		body, rest, _ := strings.Cut(part, "\n")
		if rest != "token=\n" {
			t.Errorf("the client was given more than a message: %q", rest)
		}
		calls = append(calls, body)
	}
	return calls
}

const itSends = `echo '{"result":{"message":"message sent","id":7}}'`

// relaying starts a relay in this process and returns what ends it.
func relaying(t *testing.T, server string, client standIn) (end func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	k := &keybaseRelay{
		server: server, token: relayToken, keybase: client.path, deadline: 10 * time.Second,
		idle: 10 * time.Millisecond, retry: 10 * time.Millisecond, http: &http.Client{Timeout: patience}, log: slog.New(slog.DiscardHandler),
	}
	var running sync.WaitGroup
	running.Go(func() { k.run(ctx) })
	end = func() { cancel(); running.Wait() }
	t.Cleanup(end)
	return end
}

func TestRelayCarriesMessages(t *testing.T) {
	t.Parallel()
	s, client := openRelaySite(t), newStandIn(t, itSends)
	relaying(t, s.listen(), client)
	s.message()
	until(t, "a message", func() bool { return s.attempts() == "1 message sent, id 7" })
	calls := client.calls(t)
	if len(calls) != 1 {
		t.Fatalf("calls %q", calls)
	}
	var got any
	if err := json.Unmarshal([]byte(calls[0]), &got); err != nil {
		t.Fatal(err)
	}
	options := got.(map[string]any)["params"].(map[string]any)["options"].(map[string]any)
	text := options["message"].(map[string]any)["body"].(string)
	if !strings.HasPrefix(text, "*Test* This is a test: messages arrive here\n") {
		t.Errorf("text %q", text)
	}
	want, err := json.Marshal(map[string]any{"method": "send", "params": map[string]any{"options": map[string]any{
		"channel": map[string]any{"name": "ops.alerts", "members_type": "team", "topic_name": "general"},
		"message": map[string]any{"body": text},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(got); string(again) != string(want) {
		t.Errorf("got  %s\nwant %s", again, want)
	}
}

func TestRelayTellsWhatFailed(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ what, then, want string }{
		{"an error", `echo '{"error":{"code":2623,"message":"no such team"}}'`, "0 keybase: no such team (code 2623)"},
		{"a client that is not signed in", "echo 'not logged in' >&2; exit 3", "0 keybase: exit status 3: not logged in"},
		{"no JSON", "echo hello", "0 keybase answers no JSON: hello"},
		{"neither", "echo '{}'", "0 keybase answers neither a result nor an error"},
	} {
		t.Run(row.what, func(t *testing.T) {
			t.Parallel()
			s := openRelaySite(t)
			relaying(t, s.listen(), newStandIn(t, row.then))
			s.message()
			until(t, "an attempt", func() bool { return s.attempts() != "" })
			if got := s.attempts(); got != row.want {
				t.Errorf("attempts %q, want %q", got, row.want)
			}
		})
	}
}

func TestRelayHasADeadline(t *testing.T) {
	t.Parallel()
	k := &keybaseRelay{keybase: newStandIn(t, "exec sleep 600").path, deadline: time.Second}
	ctx, cancel := context.WithTimeout(t.Context(), k.deadline)
	defer cancel()
	if _, err := k.send(ctx, relay.Claim{Team: "ops"}); err == nil || err.Error() != "keybase took longer than 1s" {
		t.Errorf("got %v", err)
	}
}

// TestRelayKilledBetweenSendAndSettle: a message may come twice there, and there
// only, with the same key.
func TestRelayKilledBetweenSendAndSettle(t *testing.T) {
	t.Parallel()
	s, client := openRelaySite(t), newStandIn(t, `[ -e "$0.once" ] && exec echo '{"result":{"message":"message sent","id":8}}'
touch "$0.once"; kill -9 $PPID`)
	server := s.listen()
	s.message()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	first := exec.CommandContext(ctx, "chartd", "keybase-relay", "--server", server, "--keybase", client.path)
	first.Env = append(os.Environ(), "CHARTD_RELAY_TOKEN="+relayToken)
	if out, err := first.CombinedOutput(); err == nil || ctx.Err() != nil {
		t.Fatalf("it was not killed: %v: %s", err, out)
	}
	relaying(t, server, client)
	before := len(client.calls(t))
	s.later(59 * time.Second)
	if got := s.attempts(); before != 1 || got != "" {
		t.Errorf("within the lease: %d calls, attempts %q", before, got)
	}
	s.later(2 * time.Second)
	until(t, "the message again", func() bool { return s.attempts() == "1 message sent, id 8" })
	calls := client.calls(t)
	if len(calls) != 2 || calls[0] != calls[1] {
		t.Errorf("calls %q: the same is sent again, key and all", calls)
	}
}

func TestRelayGoesOnWhenTheServerIsBack(t *testing.T) {
	t.Parallel()
	s, client := openRelaySite(t), newStandIn(t, itSends)
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var tries, away atomic.Int64
	away.Store(3)
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tries.Add(1)
		if away.Add(-1) >= 0 {
			panic(http.ErrAbortHandler) // the line goes dead
		}
		s.face.ServeHTTP(w, r)
	})}
	s.message()
	relaying(t, "http://"+port.Addr().String(), client)
	var serving sync.WaitGroup
	serving.Go(func() { _ = srv.Serve(port) }) // it ends with Close
	t.Cleanup(func() { srv.Close(); serving.Wait() })
	until(t, "a message after all", func() bool { return s.attempts() == "1 message sent, id 7" })
	if tries.Load() < 4 {
		t.Errorf("%d tries", tries.Load())
	}
}

// TestRelaySettlesAgain: what was sent is not sent again because the server did
// not hear of it.
func TestRelaySettlesAgain(t *testing.T) {
	t.Parallel()
	s, client := openRelaySite(t), newStandIn(t, itSends)
	var away atomic.Int64
	refusals := []int{http.StatusTooManyRequests, http.StatusBadGateway} // a neighbour guesses tokens, a proxy restarts
	away.Store(int64(len(refusals)))
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == relay.SettlePath {
			if left := away.Add(-1); left >= 0 {
				http.Error(w, "not now", refusals[left])
				return
			}
		}
		s.face.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	s.message()
	relaying(t, srv.URL, client)
	until(t, "an attempt", func() bool { return s.attempts() != "" })
	if calls := client.calls(t); len(calls) != 1 || s.attempts() != "1 message sent, id 7" {
		t.Errorf("calls %q, attempts %s", calls, s.attempts())
	}
}

// TestRelayTokenStaysWithItsServer: neither another host nor a plain line gets it.
func TestRelayTokenStaysWithItsServer(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(other.Close)
	pointing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	}))
	t.Cleanup(pointing.Close)
	client := newStandIn(t, itSends)
	ctx, cancel := context.WithCancel(t.Context())
	log := &output{}
	var running sync.WaitGroup
	running.Go(func() {
		args := []string{"keybase-relay", "--server", pointing.URL + "/charts/", "--token", relayToken, "--keybase", client.path}
		if err := run(ctx, args, console{env: os.LookupEnv, out: log, err: log}); err != nil {
			t.Error(err)
		}
	})
	until(t, "a failure in the log", func() bool { return strings.Contains(log.String(), "307 Temporary Redirect") })
	cancel()
	running.Wait()
	if asked.Load() > 0 {
		t.Error("a redirection was followed")
	}
	if strings.Contains(log.String(), relayToken) {
		t.Errorf("the token is in the log: %s", log)
	}
}

func TestRelayServers(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		server string
		plain  bool
		want   string // "" is an error
	}{
		{"https://charts.example.com/charts/", false, "https://charts.example.com/charts"},
		{"http://127.0.0.1:8080", false, "http://127.0.0.1:8080"},
		{"http://[::1]:8080", false, "http://[::1]:8080"},
		{"http://localhost", false, "http://localhost"},
		{"http://charts.example.com", false, ""},
		{"http://localhost.example.com", false, ""},
		{"http://charts.example.com", true, "http://charts.example.com"},
		{"https://me:pass@charts.example.com", false, ""},
		{"ftp://127.0.0.1", false, ""},
		{"charts.example.com", false, ""},
	} {
		c := keybaseRelayCmd{Server: row.server, PlainHTTP: row.plain}
		if got, err := c.address(); got != row.want || (err == nil) != (row.want != "") {
			t.Errorf("%s, %v: %q, %v, want %q", row.server, row.plain, got, err, row.want)
		}
	}
}
