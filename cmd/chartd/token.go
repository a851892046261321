package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"chartd/stats"
)

// tokenCmd is about access tokens, which programs show.
type tokenCmd struct {
	Create tokenCreateCmd `cmd:"" help:"Make a token, and print it once."`
	List   tokenListCmd   `cmd:"" help:"List the tokens of a project."`
	Revoke tokenRevokeCmd `cmd:"" help:"Make a token invalid."`
}

func (tokenCmd) Help() string { return "Example: chartd token create you@example.com --read-only" }

type tokenCreateCmd struct {
	projectWords `embed:""`
	Name         string `default:"token" help:"What it is for."`
	ReadOnly     bool   `help:"It sees everything and changes nothing."`
}

func (tokenCreateCmd) Help() string {
	return "Example: chartd token create you@example.com --name dashboard --read-only"
}

func (c *tokenCreateCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		p, err := e.project(ctx, c.Project)
		if err != nil {
			return err
		}
		secret, scope := stats.NewAccessToken(), stats.WriteScope
		if c.ReadOnly {
			scope = stats.ReadScope
		}
		_, err = e.catalog.CreateToken(ctx, stats.Token{
			Project: p.ID, Name: c.Name, Scope: scope,
			Digest: secret.Digest(), Hint: string(secret[:4]), Created: time.Now(),
		})
		if err != nil {
			return err
		}
		return writeJSON(world.out, map[string]string{"access_token": string(secret)})
	})
}

type tokenListCmd struct {
	projectWords `embed:""`
}

func (tokenListCmd) Help() string { return "Example: chartd token list you@example.com" }

func (c *tokenListCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		p, err := e.project(ctx, c.Project)
		if err != nil {
			return err
		}
		list, err := e.catalog.Tokens(ctx, p.ID)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(world.out, 0, 0, 2, ' ', 0)
		for _, t := range list {
			can := "read-write"
			if t.Scope == stats.ReadScope {
				can = "read-only"
			}
			fmt.Fprintf(table, "%d\t%s…\t%s\t%s\t%s\n", t.ID, t.Hint, can, t.Created.UTC().Format(time.DateOnly), t.Name)
		}
		return table.Flush()
	})
}

type tokenRevokeCmd struct {
	projectWords `embed:""`
	ID           int64 `arg:"" help:"Number of the token, from chartd token list."`
}

func (tokenRevokeCmd) Help() string { return "Example: chartd token revoke you@example.com 42" }

func (c *tokenRevokeCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		p, err := e.project(ctx, c.Project)
		if err != nil {
			return err
		}
		err = e.catalog.RevokeToken(ctx, p.ID, c.ID)
		if errors.Is(err, stats.ErrNotFound) {
			return fmt.Errorf("%d: the project has no such token; chartd token list %s shows all", c.ID, c.Project)
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(world.out, "the token is invalid now")
		return err
	})
}
