package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// group runs the long-lived parts of the program. It is the only place that
// starts them, so that the one who starts them also waits for their end.
type group struct {
	ctx    context.Context // ends when Stop is called or a part fails
	cancel context.CancelFunc
	parts  sync.WaitGroup

	mu     sync.Mutex
	failed []error
}

func newGroup(ctx context.Context) *group {
	g := &group{}
	g.ctx, g.cancel = context.WithCancel(ctx)
	return g
}

// start runs a part until the group stops. A part that fails stops all.
func (g *group) start(name string, run func(context.Context) error) {
	g.parts.Go(func() {
		if err := run(g.ctx); err != nil {
			g.mu.Lock()
			g.failed = append(g.failed, fmt.Errorf("%s: %w", name, err))
			g.mu.Unlock()
			g.cancel()
		}
	})
}

// stop ends all parts, waits for them, and returns what failed.
func (g *group) stop() error {
	g.cancel()
	g.parts.Wait()
	return errors.Join(g.failed...)
}
