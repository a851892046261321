package catalog

import (
	"context"

	"chartd/stats"
)

// CreateAccount implements stats.Accounts. A bad address is stats.ErrEmail.
func (c *Catalog) CreateAccount(ctx context.Context, a stats.Account, p stats.Project) error {
	email, err := stats.ParseEmail(a.Email)
	if err != nil {
		return err
	}
	return c.change(ctx, "create account", func(tx conn) error {
		_, err := tx.exec(`INSERT INTO account (id, email, password, created) VALUES ($1, $2, $3, $4)`,
			int64(a.ID), email, string(a.Password), unix(c.Created(a.Created)))
		if err != nil {
			return err
		}
		return c.insertProject(tx, a.ID, p)
	})
}

const accountFields = `a.id, a.email, a.password, a.created`

func scanAccount(r row) (a stats.Account, err error) {
	var created int64
	err = r.Scan(&a.ID, &a.Email, &a.Password, &created)
	a.Created = moment(created)
	return a, err
}

// Account implements stats.Accounts.
func (c *Catalog) Account(ctx context.Context, id stats.AccountID) (a stats.Account, err error) {
	err = c.ask(ctx, "account", func(q conn) error {
		a, err = one(q, scanAccount, `SELECT `+accountFields+` FROM account a WHERE a.id = $1`, int64(id))
		return err
	})
	return a, err
}

// AccountByEmail implements stats.Accounts. Any case of the address finds it.
func (c *Catalog) AccountByEmail(ctx context.Context, email string) (a stats.Account, err error) {
	email, err = stats.ParseEmail(email)
	if err != nil {
		return a, stats.ErrNotFound
	}
	err = c.ask(ctx, "account by e-mail", func(q conn) error {
		a, err = one(q, scanAccount, `SELECT `+accountFields+` FROM account a WHERE a.email = $1`, email)
		return err
	})
	return a, err
}

// Accounts implements stats.Accounts; the oldest is the first.
func (c *Catalog) Accounts(ctx context.Context) (all []stats.Account, err error) {
	err = c.ask(ctx, "accounts", func(q conn) error {
		all, err = list(q, scanAccount, `SELECT `+accountFields+` FROM account a ORDER BY a.created, a.email`)
		return err
	})
	return all, err
}

// SetPassword implements stats.Accounts.
func (c *Catalog) SetPassword(ctx context.Context, id stats.AccountID, h stats.Hash) error {
	return c.change(ctx, "set password", func(tx conn) error {
		return tx.must(`UPDATE account SET password = $2 WHERE id = $1`, int64(id), string(h))
	})
}

// Those who own a project decide one after another whether they are the last:
// each holds its projects first.
const (
	holdOwned = `SELECT p.id FROM project p
WHERE p.id IN (SELECT m.project FROM member m WHERE m.account = $1 AND m.role = $2)
ORDER BY p.id LOCKED`

	lastOwned = `SELECT m.project FROM member m
WHERE m.account = $1 AND m.role = $2 AND NOT EXISTS (
  SELECT 1 FROM member o WHERE o.project = m.project AND o.role = $2 AND o.account <> $1)`
)

// DeleteAccount implements stats.Membership. First the account and every way to
// its projects go, all or none; then the projects themselves, piece by piece.
// With an error come the ids of the stats that went so far: if that was in the
// second part, Purge removes the rest.
func (c *Catalog) DeleteAccount(ctx context.Context, id stats.AccountID) ([]stats.StatID, error) {
	var projects []int64
	err := c.change(ctx, "delete account", func(tx conn) error {
		if _, err := list(tx, whole, holdOwned, int64(id), int64(stats.Owner)); err != nil {
			return err
		}
		var err error
		if projects, err = list(tx, whole, lastOwned, int64(id), int64(stats.Owner)); err != nil {
			return err
		}
		for _, p := range projects {
			if err := abandon(tx, p); err != nil {
				return err
			}
		}
		if err := tx.must(`DELETE FROM account WHERE id = $1`, int64(id)); err != nil {
			return err
		}
		return tx.bump()
	})
	if err != nil {
		return nil, err
	}
	return c.removeProjects(ctx, projects)
}

// Join implements stats.Membership. An unknown account or project is
// stats.ErrNotFound.
func (c *Catalog) Join(ctx context.Context, id stats.AccountID, p stats.ProjectID, r stats.Role) error {
	return c.change(ctx, "join project", func(tx conn) error {
		return join(tx, id, p, r)
	})
}

func join(tx conn, id stats.AccountID, p stats.ProjectID, r stats.Role) error {
	_, err := tx.exec(`INSERT INTO member (account, project, role) VALUES ($1, $2, $3)
ON CONFLICT (account, project) DO UPDATE SET role = excluded.role`, int64(id), int64(p), int64(r))
	return err
}
