package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"chartd/embed"
	"chartd/stats"
)

// statWords name a stat on the command line.
type statWords struct {
	Name          string `arg:"" help:"Name of the stat."`
	Project       string `placeholder:"PROJECT" help:"Its project: a number, or the e-mail address of an account with one project. Without it, the only project."`
	storeSettings `embed:""`
}

// stat finds it.
func (w *statWords) stat(ctx context.Context, e *engine) (stats.Stat, error) {
	p, err := e.theProject(ctx, w.Project)
	if err != nil {
		return stats.Stat{}, err
	}
	return e.namedStat(ctx, p, w.Name)
}

type snippetCmd struct {
	statWords `embed:""`
	Frame     string `name:"tf" default:"1w3h" placeholder:"TIMEFRAME" help:"A length and a step, such as 1w3h."`
	Key       string `placeholder:"KEY" help:"One of the stat's embed keys (chartd embed list); its own by default."`
	BaseURL   string `name:"base-url" placeholder:"URL" help:"Public URL of the server; the running one knows its own."`
}

func (snippetCmd) Help() string {
	return "Example: chartd snippet 'page view' --base-url https://charts.example.com --tf 1d1h"
}

func (c *snippetCmd) Run(ctx context.Context, world console) error {
	if _, err := stats.ParseTimeframe(c.Frame); err != nil {
		return fmt.Errorf("--tf %s: %w", c.Frame, err)
	}
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		s, err := c.stat(ctx, e)
		if err != nil {
			return err
		}
		g, err := c.grant(ctx, e, s)
		if err != nil {
			return err
		}
		for _, one := range embed.Snippets(e.address(c.BaseURL), g, s.Name, c.Frame) {
			if one.Note != "" {
				one.Title += ". " + one.Note
			}
			if _, err := fmt.Fprintf(world.out, "# %s\n%s\n\n", one.Title, one.Text); err != nil {
				return err
			}
		}
		return nil
	})
}

// grant is the key to paste: one that works.
func (c *snippetCmd) grant(ctx context.Context, e *engine, s stats.Stat) (stats.Grant, error) {
	list, err := e.catalog.Grants(ctx, s.ID)
	if err != nil {
		return stats.Grant{}, err
	}
	key := cmp.Or(stats.EmbedKey(c.Key), s.EmbedKey)
	at := slices.IndexFunc(list, func(g stats.Grant) bool { return g.Key == key && g.Revoked.IsZero() })
	if at < 0 {
		return stats.Grant{}, fmt.Errorf("--key: %s has no such embed key, or it was revoked", s.Name)
	}
	return list[at], nil
}

// embedCmd is about embed keys, by which other pages show a stat.
type embedCmd struct {
	Create embedCreateCmd `cmd:"" help:"Make a further embed key of a stat."`
	List   embedListCmd   `cmd:"" help:"List the embed keys of a stat."`
	Revoke embedRevokeCmd `cmd:"" help:"Make an embed key show nothing."`
}

func (embedCmd) Help() string {
	return "Example: chartd embed create 'page view' --origin https://blog.example.com"
}

type embedCreateCmd struct {
	statWords `embed:""`
	Label     string   `placeholder:"TEXT" help:"What it is for."`
	Frame     string   `name:"tf" placeholder:"TIMEFRAME" help:"The only timeframe it shows; any by default."`
	Number    bool     `help:"It shows the number of a timeframe, and no points."`
	Origin    []string `placeholder:"URL" help:"Page that may show it, such as https://blog.example.com; any by default. May be repeated."`
}

func (embedCreateCmd) Help() string {
	return "A key with --tf, --number or --origin shows what it may at /s/KEY and on pages; k0 of a chart URL takes keys without. " +
		"Example: chartd embed create 'page view' --label blog --tf 1w3h --origin https://blog.example.com"
}

func (c *embedCreateCmd) Run(ctx context.Context, world console) error {
	g, err := stats.Grant{Name: c.Label, Frame: c.Frame, Single: c.Number, Origins: c.Origin}.Check()
	if err != nil {
		return err
	}
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		s, err := c.stat(ctx, e)
		if err != nil {
			return err
		}
		g.Stat = s.ID
		made, err := e.catalog.Grant(ctx, g)
		if err != nil {
			return err
		}
		return writeJSON(world.out, map[string]string{"embed_key": string(made.Key)})
	})
}

type embedListCmd struct {
	statWords `embed:""`
	listing   `embed:""`
}

func (embedListCmd) Help() string { return "Example: chartd embed list 'page view' --json" }

// grantRow is an embed key in a list.
type grantRow struct {
	Key     string `json:"embed_key"`
	Created moment `json:"created"`
	Shows   string `json:"shows"` // in words
	Label   string `json:"label"`
}

func (r grantRow) cells() []string { return []string{r.Key, r.Created.day(), r.Shows, r.Label} }

func (c *embedListCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		s, err := c.stat(ctx, e)
		if err != nil {
			return err
		}
		list, err := e.catalog.Grants(ctx, s.ID)
		if err != nil {
			return err
		}
		var rows []grantRow
		for _, g := range list {
			rows = append(rows, grantRow{string(g.Key), moment{g.Created}, g.Shows(), g.Name})
		}
		return printList(world.out, c.listing, rows)
	})
}

type embedRevokeCmd struct {
	statWords `embed:""`
	Key       string `arg:"" help:"The key, from chartd embed list. In place of the stat's own there is a new one."`
}

func (embedRevokeCmd) Help() string {
	return "Example: chartd embed revoke 'page view' K6xI3hBsBACxjF9nAd7IhOPw8RbKH5XJ"
}

func (c *embedRevokeCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		s, err := c.stat(ctx, e)
		if err != nil {
			return err
		}
		err = e.catalog.Revoke(ctx, s.ID, stats.EmbedKey(c.Key))
		if errors.Is(err, stats.ErrNotFound) {
			return fmt.Errorf("%s has no such embed key", s.Name)
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(world.out, "the key shows nothing now")
		return err
	})
}
