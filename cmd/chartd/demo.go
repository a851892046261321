package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"chartd/stats/demo"
)

// serveDemo serves made-up stats from a folder that goes with the process.
func serveDemo(ctx context.Context, cfg settings, world console) (err error) {
	if cfg.DatabaseURL != "" || cfg.ChartsOnly {
		return errors.New("--demo makes up a store of its own: leave out --database-url and --charts-only")
	}
	dir, err := os.MkdirTemp("", "chartd-demo-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	cfg.Data, cfg.Durability = dir, "process" // a power cut takes nothing of worth
	return serve(ctx, cfg, world, func(ctx context.Context, e *engine, users *group) error {
		began := time.Now()
		projects, _, err := e.catalog.Projects(ctx, 0)
		if err != nil {
			return err
		}
		project := projects[0].ID // the first start has just made it
		d, err := demo.Fill(ctx, e.catalog, e.chunks, -e.log.Writer(), project, began)
		if err != nil {
			return fmt.Errorf("fill the demo: %w", err)
		}
		users.start("demo", func(ctx context.Context) error { return d.Run(ctx, project, e.ingest.Add) })
		fmt.Fprintf(world.out, "%d days of made-up stats were stored in %.1f s, in %s, which goes with this process.\n", demo.Days, time.Since(began).Seconds(), dir)
		fmt.Fprintf(world.out, "A live picture:\n  %s/a.svg?k0=%s&tf=1w3h&cmp=1&marks=1\n", e.home, string(d.Example().EmbedKey))
		return nil
	})
}
