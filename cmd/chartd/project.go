package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"chartd/stats"
	"chartd/stats/transfer"
)

// projectCmd is about projects and their keys.
type projectCmd struct {
	List        projectListCmd   `cmd:"" help:"List the projects."`
	Create      projectCreateCmd `cmd:"" help:"Make one more project for an account."`
	RotateEzkey projectRotateCmd `cmd:"" name:"rotate-ezkey" help:"Give a project a new ezkey; the old one stays valid as backup key."`
	DropBackup  projectDropCmd   `cmd:"" name:"drop-backup" help:"Make a project's backup key invalid."`
}

func (projectCmd) Help() string { return "Example: chartd project rotate-ezkey 4242" }

type projectListCmd struct {
	listing       `embed:""`
	storeSettings `embed:""`
}

func (projectListCmd) Help() string { return "Example: chartd project list --json" }

// projectRow is a project and one of its people in a list.
type projectRow struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Created moment `json:"created"`
	Zone    string `json:"zone"`
	Email   string `json:"email"`
	Role    string `json:"role"`
}

func (r projectRow) cells() []string {
	return []string{r.ID, r.Name, r.Created.day(), r.Zone, r.Email, r.Role}
}

func (c *projectListCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		accounts, err := e.catalog.Accounts(ctx)
		if err != nil {
			return err
		}
		var rows []projectRow
		for _, a := range accounts { // a project of two people is there twice, once for each
			list, roles, err := e.catalog.Projects(ctx, a.ID)
			if err != nil {
				return err
			}
			for i, p := range list {
				rows = append(rows, projectRow{strconv.FormatInt(int64(p.ID), 10), p.Name, moment{p.Created}, p.Zone, a.Email, roles[i].String()})
			}
		}
		return printList(world.out, c.listing, rows)
	})
}

type projectCreateCmd struct {
	Email         string `arg:"" help:"E-mail address of its owner."`
	Name          string `arg:"" help:"Name of the project."`
	storeSettings `embed:""`
}

func (projectCreateCmd) Help() string {
	return "Example: chartd project create you@example.com website"
}

func (c *projectCreateCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		a, err := e.account(ctx, c.Email)
		if err != nil {
			return err
		}
		p := newProject(c.Name, e.clock.Now())
		if err := e.catalog.CreateProject(ctx, a.ID, p); err != nil {
			return err
		}
		if err := e.tellOwner(ctx, a.Email, p.ID); err != nil {
			return err
		}
		return writeJSON(world.out, map[string]string{
			"project": strconv.FormatInt(int64(p.ID), 10), "ezkey": string(p.EZKey), "ukey": string(p.UKey),
		})
	})
}

// projectWords name one project on a command line.
type projectWords struct {
	Project       string `arg:"" help:"Number of the project, or the e-mail address of an account that has only one."`
	storeSettings `embed:""`
}

// project finds the project that a word names.
func (e *engine) project(ctx context.Context, word string) (stats.Project, error) {
	if id, err := strconv.ParseInt(word, 10, 64); err == nil {
		p, err := e.catalog.Project(ctx, stats.ProjectID(id))
		if errors.Is(err, stats.ErrNotFound) {
			return p, fmt.Errorf("%s: there is no such project; chartd project list shows all", word)
		}
		return p, err
	}
	a, err := e.account(ctx, word)
	if err != nil {
		return stats.Project{}, err
	}
	list, _, err := e.catalog.Projects(ctx, a.ID)
	if err != nil {
		return stats.Project{}, err
	}
	if len(list) != 1 {
		return stats.Project{}, fmt.Errorf("%s has %d projects: give the number of one; chartd project list shows all", word, len(list))
	}
	return list[0], nil
}

// onlyProject finds the project that a word names. Without a word it is the only
// one; where there are several, or none, it has no ID.
func (e *engine) onlyProject(ctx context.Context, word string) (stats.Project, error) {
	if word != "" {
		return e.project(ctx, word)
	}
	list, _, err := e.catalog.Projects(ctx, 0)
	if err != nil || len(list) != 1 {
		return stats.Project{}, err
	}
	return list[0], nil
}

// theProject is onlyProject for who needs one: without a word there must be one,
// and one alone.
func (e *engine) theProject(ctx context.Context, word string) (stats.Project, error) {
	p, err := e.onlyProject(ctx, word)
	if err == nil && p.ID == 0 {
		err = transfer.ErrNoProject
	}
	return p, err
}

type projectRotateCmd struct {
	projectWords `embed:""`
}

func (projectRotateCmd) Help() string { return "Example: chartd project rotate-ezkey you@example.com" }

func (c *projectRotateCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		p, err := e.project(ctx, c.Project)
		if err != nil {
			return err
		}
		p.Backup, p.EZKey = p.EZKey, stats.NewEZKey()
		if err := e.catalog.UpdateProject(ctx, p); err != nil {
			return err
		}
		return writeJSON(world.out, map[string]string{"ezkey": string(p.EZKey), "backup_ezkey": string(p.Backup)})
	})
}

type projectDropCmd struct {
	projectWords `embed:""`
}

func (projectDropCmd) Help() string { return "Example: chartd project drop-backup you@example.com" }

func (c *projectDropCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		p, err := e.project(ctx, c.Project)
		if err != nil {
			return err
		}
		p.Backup = ""
		if err := e.catalog.UpdateProject(ctx, p); err != nil {
			return err
		}
		_, err = fmt.Fprintln(world.out, "the backup key is invalid now")
		return err
	})
}
