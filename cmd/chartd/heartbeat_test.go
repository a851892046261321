package main

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Each look on time is a call; what goes wrong is said once, without the
// address, and once that it is over.
func TestHeartbeat(t *testing.T) {
	t.Parallel()
	status := []int{200, 500, 500, 200}
	called := make(chan string, len(status))
	i := 0
	there := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(status[i])
		i++
		called <- r.Method + " " + r.URL.Path + " by " + r.UserAgent()
	}))
	defer there.Close()
	said := &output{line: make(chan string, 16)}
	h := newHeartbeat(secret(there.URL+"/ping/s3cret"), slog.New(slog.NewTextHandler(said, nil)))
	ctx, stop := context.WithCancel(t.Context())
	over := make(chan error)
	go func() { over <- h.run(ctx) }()
	for range status {
		h.onTime()
		if got := <-called; got != "GET /ping/s3cret by chartd" {
			t.Errorf("called %s", got)
		}
	}
	if first, second := <-said.line, <-said.line; !strings.Contains(first, "does not arrive") || !strings.Contains(first, "status 500") || !strings.Contains(second, "arrives again") {
		t.Errorf("said %s", said)
	}
	stop()
	if err := <-over; err != nil {
		t.Error(err)
	}
	there.Close()
	if err := h.call(t.Context(), http.DefaultClient); err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("a server that is gone: %v", err)
	}
	if strings.Contains(said.String(), "s3cret") {
		t.Errorf("the log has the address: %s", said)
	}
}

// Nobody is called without an address.
func TestHeartbeatOff(t *testing.T) {
	t.Parallel()
	h := newHeartbeat("", slog.New(slog.DiscardHandler))
	ctx, stop := context.WithCancel(t.Context())
	over := make(chan error)
	go func() { over <- h.run(ctx) }()
	for range 3 {
		h.onTime()
	}
	stop()
	if err := <-over; err != nil {
		t.Error(err)
	}
}
