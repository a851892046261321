package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

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
			Digest: secret.Digest(), Hint: string(secret[:4]), Created: e.clock.Now(),
		})
		if err != nil {
			return err
		}
		return writeJSON(world.out, map[string]string{"access_token": string(secret)})
	})
}

type tokenListCmd struct {
	projectWords `embed:""`
	listing      `embed:""`
}

func (tokenListCmd) Help() string { return "Example: chartd token list you@example.com --json" }

// tokenRow is a token in a list.
type tokenRow struct {
	ID      string `json:"id"`
	Hint    string `json:"hint"`  // how it begins
	Scope   string `json:"scope"` // read or write
	Created moment `json:"created"`
	Name    string `json:"name"`
}

func (r tokenRow) cells() []string {
	can := map[string]string{"read": "read-only", "write": "read-write"}[r.Scope]
	return []string{r.ID, r.Hint + "…", can, r.Created.day(), r.Name}
}

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
		var rows []tokenRow
		for _, t := range list {
			scope := "write"
			if t.Scope == stats.ReadScope {
				scope = "read"
			}
			rows = append(rows, tokenRow{strconv.FormatInt(t.ID, 10), t.Hint, scope, moment{t.Created}, t.Name})
		}
		return printList(world.out, c.listing, rows)
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
