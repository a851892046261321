package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
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
		if err := e.demoAlerts(ctx, project); err != nil {
			return fmt.Errorf("alerts of the demo: %w", err)
		}
		users.start("demo", func(ctx context.Context) error { return d.Run(ctx, project, e.ingest.Add) })
		fmt.Fprintf(world.out, "%d days of made-up stats were stored in %.1f s, in %s, which goes with this process.\n", demo.Days, time.Since(began).Seconds(), dir)
		fmt.Fprintf(world.out, "A live picture:\n  %s/a.svg?k0=%s&tf=1w3h&cmp=1&marks=1\n", e.home, string(d.Example().EmbedKey))
		return nil
	})
}

// demoRules are alerts that a small web shop would have. That of the newsletter
// fires.
var demoRules = map[string]alerts.Rule{
	"newsletter read": {Kind: alerts.Value, Window: "1d", Operator: alerts.Greater, Threshold: 1000, SilentEnd: true},
	"error":           {Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Threshold: 3, Repeat: time.Hour},
	"page view":       {Kind: alerts.Data, Window: "5m"},
	"response time":   {Kind: alerts.Value, Window: "1h", Operator: alerts.Greater, Threshold: 80, Margin: 5},
	"sign-up":         {Kind: alerts.Delta, Window: "1d", Ago: "1w", Operator: alerts.Less, Percentage: 50},
}

// demoAlerts makes alerts, somebody who hears of them, and a report. Nothing is
// sent: mail waits for --smtp-url.
func (e *engine) demoAlerts(ctx context.Context, project stats.ProjectID) error {
	if err := e.tellOwner(ctx, "you@example.com", project); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(demoRules)) {
		rule := demoRules[name]
		found, err := e.catalog.Named(ctx, project, []string{name})
		if err != nil {
			return err
		}
		rule.Project, rule.Stat = project, found[0].ID
		if _, err := e.alerts.Create(ctx, rule); err != nil {
			return err
		}
	}
	_, err := e.alerts.CreateReport(ctx, report.Report{
		Project: project, Name: "The shop's week", Period: report.Week, Weekday: time.Monday, Hour: 8, Tag: "shop",
	})
	return err
}
