package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// process is chartd as a program of its own, with a clock on which a minute
// takes a second.
func process(ctx context.Context, clock string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "chartd", args...)
	cmd.Env = append(os.Environ(), clockName+"="+clock)
	return cmd
}

// TestServerKilledBetweenSendAndSettle: a message may come twice there, and
// there only, with the same id.
func TestServerKilledBetweenSendAndSettle(t *testing.T) {
	t.Parallel()
	const limit = time.Minute // many times the second or two that a lease takes on this clock
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	came, answer := make(chan string, 10), make(chan int)
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body struct{ ID string }
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		came <- body.ID
		select {
		case status := <-answer:
			w.WriteHeader(status)
		case <-t.Context().Done():
		}
	}))
	t.Cleanup(hook.Close)
	data, file := t.TempDir(), filepath.Join(t.TempDir(), "url")
	if err := os.WriteFile(file, []byte(hook.URL), 0o600); err != nil {
		t.Fatal(err)
	}
	clock := fmt.Sprintf("%s 60 %d", time.Now().UTC().Format(time.RFC3339), time.Now().UnixMilli())
	say := func(args ...string) string {
		out, err := process(ctx, clock, append(args, "--data", data)...).CombinedOutput()
		if err != nil {
			t.Fatalf("chartd %q: %v: %s", args, err, out)
		}
		return string(out)
	}
	say("account", "create", "you@example.com")
	say("destination", "create", "hook", "--kind", "webhook", "--set-file", "url="+file)
	say("destination", "test", "hook")

	serve := func() *exec.Cmd {
		cmd := process(ctx, clock, "serve", "--listen", "127.0.0.1:0", "--data", data, "--allow-networks", "127.0.0.0/8")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	first := serve()
	id := next(ctx, t, came)
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait() // it says that it was killed
	answer <- http.StatusNoContent

	second := serve()
	if again := next(ctx, t, came); again != id || id == "" {
		t.Errorf("it came again as %q, at first as %q", again, id)
	}
	answer <- http.StatusNoContent
	for !strings.Contains(say("destination", "attempts", "hook"), "delivered") {
		time.Sleep(20 * time.Millisecond)
	}
	if err := second.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := second.Wait(); err != nil {
		t.Error(err)
	}
	if len(came) > 0 {
		t.Errorf("%d more came", len(came))
	}
}

// next is what comes next.
func next(ctx context.Context, t *testing.T, from <-chan string) string {
	t.Helper()
	select {
	case text := <-from:
		return text
	case <-ctx.Done():
		t.Fatal("nothing came")
	}
	return ""
}
