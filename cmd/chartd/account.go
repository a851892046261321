package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"chartd/stats"
)

// accountCmd is about people.
type accountCmd struct {
	Create accountCreateCmd `cmd:"" help:"Make an account with a project of its own, and print its keys as JSON."`
	List   accountListCmd   `cmd:"" help:"List the accounts."`
	Delete accountDeleteCmd `cmd:"" help:"Delete an account, and every project of which it is the last owner."`
	Link   accountLinkCmd   `cmd:"" help:"Print a link that signs in once, within an hour."`
}

func (accountCmd) Help() string { return "Example: chartd account create you@example.com" }

type accountCreateCmd struct {
	Email         string `arg:"" help:"E-mail address of the person."`
	EZKey         string `name:"ezkey" placeholder:"KEY" help:"The ezkey that old clients send; otherwise one is made up."`
	UKey          string `name:"ukey" placeholder:"KEY" help:"The user key that old clients send; otherwise one is made up."`
	JSON          bool   `name:"json" help:"Print JSON (which it always does)."`
	storeSettings `embed:""`
}

func (accountCreateCmd) Help() string {
	return "Example: chartd account create you@example.com --ezkey you@example.com"
}

func (c *accountCreateCmd) Run(ctx context.Context, world console) error {
	return world.begin(ctx, c.storeSettings, func(e *engine) error {
		made, err := e.createAccount(ctx, newAccount{c.Email, stats.EZKey(c.EZKey), stats.UKey(c.UKey)})
		if errors.Is(err, stats.ErrTaken) {
			return fmt.Errorf("%s: the e-mail address or one of the keys is in use", c.Email)
		}
		if err != nil {
			return err
		}
		return writeJSON(world.out, map[string]string{
			"email": made.account.Email, "ezkey": string(made.project.EZKey),
			"ukey": string(made.project.UKey), "access_token": string(made.token),
		})
	})
}

// writeJSON writes a value as people read it.
func writeJSON(to io.Writer, v any) error {
	out := json.NewEncoder(to)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(v)
}

type accountListCmd struct {
	listing       `embed:""`
	storeSettings `embed:""`
}

func (accountListCmd) Help() string { return "Example: chartd account list --json" }

// accountRow is an account in a list.
type accountRow struct {
	Email    string   `json:"email"`
	Created  moment   `json:"created"`
	Projects []string `json:"projects"` // their names
}

func (r accountRow) cells() []string {
	return []string{r.Email, r.Created.day(), strings.Join(r.Projects, ", ")}
}

func (c *accountListCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		list, err := e.catalog.Accounts(ctx)
		if err != nil {
			return err
		}
		var rows []accountRow
		for _, a := range list {
			projects, _, err := e.catalog.Projects(ctx, a.ID)
			if err != nil {
				return err
			}
			rows = append(rows, accountRow{a.Email, moment{a.Created}, names(projects)})
		}
		return printList(world.out, c.listing, rows)
	})
}

type accountDeleteCmd struct {
	Email         string `arg:"" help:"E-mail address of the account."`
	Yes           bool   `help:"Delete without asking for the address again."`
	storeSettings `embed:""`
}

func (accountDeleteCmd) Help() string {
	return "What goes is gone: chartd backup first keeps it.\n\nExample: chartd account delete you@example.com --yes"
}

func (c *accountDeleteCmd) Run(ctx context.Context, world console) error {
	if !c.Yes {
		return fmt.Errorf("%s: this deletes its projects with all their stats; say --yes if that is meant", c.Email)
	}
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		a, err := e.account(ctx, c.Email)
		if err != nil {
			return err
		}
		gone, err := e.catalog.DeleteAccount(ctx, a.ID)
		if err := errors.Join(err, e.chunks.Drop(ctx, gone)); err != nil { // with an error come those that went before it
			return err
		}
		_, err = fmt.Fprintf(world.out, "%s is deleted, with %d stats\n", c.Email, len(gone))
		return err
	})
}

func names(projects []stats.Project) []string {
	list := make([]string, len(projects))
	for i, p := range projects {
		list[i] = p.Name
	}
	return list
}

// account finds an account by its e-mail address.
func (e *engine) account(ctx context.Context, email string) (stats.Account, error) {
	a, err := e.catalog.AccountByEmail(ctx, email)
	if errors.Is(err, stats.ErrNotFound) {
		return a, fmt.Errorf("%s: there is no such account; chartd account list shows all", email)
	}
	return a, err
}

type accountLinkCmd struct {
	Email         string `arg:"" help:"E-mail address of the account."`
	BaseURL       string `setting:"" name:"base-url" placeholder:"URL" help:"Address of the server; the running one knows its own."`
	storeSettings `embed:""`
}

func (accountLinkCmd) Help() string { return "Example: chartd account link you@example.com" }

func (c *accountLinkCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		a, err := e.account(ctx, c.Email)
		if err != nil {
			return err
		}
		link, err := e.signInLink(ctx, a.ID)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(world.out, "%s/signin?link=%s\n", e.address(c.BaseURL), link)
		return err
	})
}
