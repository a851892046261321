package catalog

import (
	"context"
	"errors"

	"chartd/stats"
)

// CreateProject implements stats.Projects. A limit of 0 is the default. An
// unknown owner is stats.ErrNotFound, a key that is in use stats.ErrTaken.
func (c *Catalog) CreateProject(ctx context.Context, owner stats.AccountID, p stats.Project) error {
	return c.change(ctx, "create project", func(tx conn) error {
		return c.insertProject(tx, owner, p)
	})
}

func (c *Catalog) insertProject(tx conn, owner stats.AccountID, p stats.Project) error {
	if p.MaxStats == 0 {
		p.MaxStats = stats.DefaultMaxStats
	}
	if p.MaxNew == 0 {
		p.MaxNew = stats.DefaultMaxNew
	}
	_, err := tx.exec(`INSERT INTO project (id, name, ez_on, zone, max_stats, max_new, created)
VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		int64(p.ID), p.Name, bit(p.EZOn), p.Zone, p.MaxStats, p.MaxNew, unix(c.Created(p.Created)))
	if err != nil {
		return err
	}
	if err := insertKeys(tx, p); err != nil {
		return err
	}
	return join(tx, owner, p.ID, stats.Owner)
}

// insertKeys writes a project's keys; a key that is "" is none.
func insertKeys(tx conn, p stats.Project) error {
	for _, k := range []struct {
		kind stats.KeyKind
		key  string
	}{
		{stats.EZKind, string(p.EZKey)}, {stats.BackupKind, string(p.Backup)}, {stats.UKind, string(p.UKey)},
	} {
		if k.key == "" {
			continue
		}
		_, err := tx.exec(`INSERT INTO key_of (key, project, kind) VALUES ($1, $2, $3)`,
			k.key, int64(p.ID), int64(k.kind))
		if err != nil {
			return err
		}
	}
	return nil
}

// The numbers of the keys are those of stats.KeyKind.
const projectFields = `p.id, p.name, p.ez_on, p.zone, p.max_stats, p.max_new, p.created,
  COALESCE((SELECT k.key FROM key_of k WHERE k.project = p.id AND k.kind = 1), ''),
  COALESCE((SELECT k.key FROM key_of k WHERE k.project = p.id AND k.kind = 2), ''),
  COALESCE((SELECT k.key FROM key_of k WHERE k.project = p.id AND k.kind = 3), '')`

// projectAs is a project as somebody sees it: number is the kind of the key
// they have, or their role.
type projectAs struct {
	stats.Project
	number int64
}

func scanProject(r row) (p projectAs, err error) {
	var on, created int64
	err = r.Scan(&p.ID, &p.Name, &on, &p.Zone, &p.MaxStats, &p.MaxNew, &created,
		&p.EZKey, &p.Backup, &p.UKey, &p.number)
	p.EZOn, p.Created = on == 1, moment(created)
	return p, err
}

// Project implements stats.Projects.
func (c *Catalog) Project(ctx context.Context, id stats.ProjectID) (stats.Project, error) {
	var p projectAs
	err := c.ask(ctx, "project", func(q conn) (err error) {
		p, err = one(q, scanProject, `SELECT `+projectFields+`, 0 FROM project p WHERE p.id = $1`, int64(id))
		return err
	})
	return p.Project, err
}

// ProjectByKey implements stats.Projects.
func (c *Catalog) ProjectByKey(ctx context.Context, key string) (stats.Project, stats.KeyKind, error) {
	if !storable(key) {
		return stats.Project{}, 0, stats.ErrKeys
	}
	var p projectAs
	err := c.ask(ctx, "project by key", func(q conn) (err error) {
		p, err = one(q, scanProject, `SELECT `+projectFields+`, o.kind
FROM key_of o JOIN project p ON p.id = o.project WHERE o.key = $1`, key)
		return err
	})
	if errors.Is(err, stats.ErrNotFound) {
		err = stats.ErrKeys
	}
	return p.Project, stats.KeyKind(p.number), err
}

// Projects implements stats.Membership; the oldest is the first. Account 0 has
// no role, so all of its roles are 0.
func (c *Catalog) Projects(ctx context.Context, id stats.AccountID) ([]stats.Project, []stats.Role, error) {
	var found []projectAs
	err := c.ask(ctx, "projects", func(q conn) (err error) {
		if id == 0 {
			found, err = list(q, scanProject, `SELECT `+projectFields+`, 0 FROM project p ORDER BY p.created, p.id`)
			return err
		}
		found, err = list(q, scanProject, `SELECT `+projectFields+`, m.role
FROM member m JOIN project p ON p.id = m.project WHERE m.account = $1 ORDER BY p.created, p.id`, int64(id))
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	projects, roles := make([]stats.Project, len(found)), make([]stats.Role, len(found))
	for i, p := range found {
		projects[i], roles[i] = p.Project, stats.Role(p.number)
	}
	return projects, roles, nil
}

// UpdateProject implements stats.Projects. All of a project's keys are
// replaced: one that is left out stops working.
func (c *Catalog) UpdateProject(ctx context.Context, p stats.Project) error {
	return c.change(ctx, "update project", func(tx conn) error {
		// The project's row is held from here on, so nobody else changes its keys.
		err := tx.must(`UPDATE project SET name = $2, ez_on = $3, zone = $4, max_stats = $5, max_new = $6 WHERE id = $1`,
			int64(p.ID), p.Name, bit(p.EZOn), p.Zone, p.MaxStats, p.MaxNew)
		if err != nil {
			return err
		}
		if _, err := tx.exec(`DELETE FROM key_of WHERE project = $1`, int64(p.ID)); err != nil {
			return err
		}
		if err := insertKeys(tx, p); err != nil {
			return err
		}
		return tx.bump()
	})
}
