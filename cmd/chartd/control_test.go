package main

import (
	"context"
	"io"
	"log/slog"
	"testing"

	"chartd/stats"
)

// A command that waits for its input when the server stops has ended before the
// server closes what it works on.
func TestACommandEndsBeforeTheServer(t *testing.T) {
	t.Parallel()
	e, _ := openTest(t, "")
	data := t.TempDir()
	c, err := e.openControl(data, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.run(ctx) }()
	in, never := io.Pipe()
	told := make(chan error, 1)
	go func() {
		world := console{args: []string{"import", "-"}, in: in, out: io.Discard, err: io.Discard, piped: true}
		_, err := world.forward(t.Context(), data)
		told <- err
	}()
	until(t, "the import runs", func() bool { return len(e.importing) == 1 })
	stop()
	if err := <-ended; err != nil {
		t.Errorf("the server's side ended with %v", err)
	}
	if len(e.importing) != 0 {
		t.Error("the import runs on")
	}
	never.Close()
	if err := <-told; err == nil {
		t.Error("the command ended well")
	}
	if err := e.ingest.Add(t.Context(), []stats.Entry{{Points: []stats.Point{{Stat: 1, At: 5, Value: 1}}}}); err != nil {
		t.Errorf("the engine takes no points: %v", err)
	}
}
