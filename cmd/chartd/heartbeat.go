package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

// heartbeat tells somebody else that alerts are evaluated on time: who hears
// nothing for some minutes knows that this server is down.
type heartbeat struct {
	url  string // "" is nobody
	log  *slog.Logger
	beat chan struct{} // holds one that is to be sent
}

func newHeartbeat(at secret, log *slog.Logger) *heartbeat {
	return &heartbeat{url: string(at), log: log, beat: make(chan struct{}, 1)}
}

// heartbeatLimit is how long a call may take: the next comes in a minute.
const heartbeatLimit = 20 * time.Second

// onTime says that a look at all alerts has ended. It never waits.
func (h *heartbeat) onTime() {
	select {
	case h.beat <- struct{}{}:
	default: // the last one is still on its way
	}
}

// run calls the address for each beat until ctx ends. What goes wrong is
// logged once.
func (h *heartbeat) run(ctx context.Context) error {
	client := &http.Client{Timeout: heartbeatLimit}
	failing := false
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-h.beat:
		}
		if h.url == "" {
			continue
		}
		err := h.call(ctx, client)
		switch {
		case ctx.Err() != nil:
		case err != nil && !failing:
			h.log.Warn("the heartbeat does not arrive", "error", err)
		case err == nil && failing:
			h.log.Info("the heartbeat arrives again")
		}
		failing = err != nil
	}
}

// call sends one beat. Its error does not name the address, which often is a
// secret.
func (h *heartbeat) call(ctx context.Context, client *http.Client) error {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, h.url, nil)
	if err != nil {
		return fmt.Errorf("--heartbeat-url is no URL")
	}
	ask.Header.Set("User-Agent", "chartd")
	answer, err := client.Do(ask)
	if err != nil {
		if bare, ok := err.(*url.Error); ok { // it repeats the URL
			err = bare.Err
		}
		return err
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, 4096) // so that the connection can be used again
	if answer.StatusCode >= 300 {
		return fmt.Errorf("status %d", answer.StatusCode)
	}
	return nil
}
