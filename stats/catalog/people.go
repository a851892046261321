package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"chartd/stats"
)

// maxEmail is how many characters an address may have (RFC 5321).
const maxEmail = 254

// address is an e-mail address as it is stored: small letters, so that it is
// found however it was typed.
func address(text string) (string, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if at := strings.IndexByte(text, '@'); at < 1 || at == len(text)-1 || len(text) > maxEmail || strings.ContainsAny(text, " \t\r\n<>") {
		return "", fmt.Errorf("email: %q is no address: it needs an @ and has at most %d characters", text, maxEmail)
	}
	return text, nil
}

// CreateAccount implements stats.Accounts.
func (c *Catalog) CreateAccount(ctx context.Context, a stats.Account, p stats.Project) error {
	email, err := address(a.Email)
	if err != nil {
		return err
	}
	return c.change(ctx, "create account", func(tx *sql.Tx) error {
		err := c.run(ctx, tx, `INSERT INTO account (id, email, password, created) VALUES ($1, $2, $3, $4)`,
			a.ID, email, string(a.Password), a.Created.Unix())
		if err != nil {
			return err
		}
		return c.createProject(ctx, tx, a.ID, p)
	})
}

const accountColumns = `id, email, password, created`

func scanAccount(row interface{ Scan(...any) error }) (a stats.Account, err error) {
	var created int64
	var password string
	err = row.Scan(&a.ID, &a.Email, &password, &created)
	a.Password, a.Created = stats.Hash(password), time.Unix(created, 0)
	return a, err
}

// Account implements stats.Accounts.
func (c *Catalog) Account(ctx context.Context, id stats.AccountID) (stats.Account, error) {
	a, err := scanAccount(c.read.QueryRowContext(ctx, c.sql(`SELECT `+accountColumns+` FROM account WHERE id = $1`), id))
	return a, c.wrap("account", err)
}

// AccountByEmail implements stats.Accounts.
func (c *Catalog) AccountByEmail(ctx context.Context, email string) (stats.Account, error) {
	email = strings.ToLower(strings.TrimSpace(email))
	a, err := scanAccount(c.read.QueryRowContext(ctx, c.sql(`SELECT `+accountColumns+` FROM account WHERE email = $1`), email))
	return a, c.wrap("account", err)
}

// Accounts implements stats.Accounts.
func (c *Catalog) Accounts(ctx context.Context) (all []stats.Account, err error) {
	err = c.each(ctx, c.read, `SELECT `+accountColumns+` FROM account ORDER BY created, id`, nil, func(rows *sql.Rows) error {
		a, err := scanAccount(rows)
		all = append(all, a)
		return err
	})
	return all, c.wrap("accounts", err)
}

// SetPassword implements stats.Accounts.
func (c *Catalog) SetPassword(ctx context.Context, id stats.AccountID, h stats.Hash) error {
	return c.wrap("password", c.exec(ctx, c.write, `UPDATE account SET password = $1 WHERE id = $2`, string(h), id))
}

// CreateProject implements stats.Projects.
func (c *Catalog) CreateProject(ctx context.Context, owner stats.AccountID, p stats.Project) error {
	return c.change(ctx, "create project", func(tx *sql.Tx) error { return c.createProject(ctx, tx, owner, p) })
}

func (c *Catalog) createProject(ctx context.Context, tx *sql.Tx, owner stats.AccountID, p stats.Project) error {
	err := c.run(ctx, tx, `INSERT INTO project (id, name, ez_on, zone, max_stats, max_new, created) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		p.ID, p.Name, flag(p.EZOn), p.Zone, p.MaxStats, p.MaxNew, p.Created.Unix())
	if err != nil {
		return err
	}
	if err := c.putKeys(ctx, tx, p); err != nil {
		return err
	}
	return c.run(ctx, tx, `INSERT INTO member (account, project, role) VALUES ($1, $2, $3)`, owner, p.ID, stats.Owner)
}

// putKeys writes the keys of a project anew.
func (c *Catalog) putKeys(ctx context.Context, tx *sql.Tx, p stats.Project) error {
	if err := c.run(ctx, tx, `DELETE FROM project_key WHERE project = $1`, p.ID); err != nil {
		return err
	}
	for kind, key := range map[stats.KeyKind]string{stats.EZKind: string(p.EZKey), stats.BackupKind: string(p.Backup), stats.UKind: string(p.UKey)} {
		if key == "" {
			continue
		}
		if err := c.run(ctx, tx, `INSERT INTO project_key (key, project, kind) VALUES ($1, $2, $3)`, key, p.ID, kind); err != nil {
			return err
		}
	}
	return nil
}

const projectColumns = `p.id, p.name, p.ez_on, p.zone, p.max_stats, p.max_new, p.created,
	COALESCE((SELECT key FROM project_key k WHERE k.project = p.id AND k.kind = 1), ''),
	COALESCE((SELECT key FROM project_key k WHERE k.project = p.id AND k.kind = 2), ''),
	COALESCE((SELECT key FROM project_key k WHERE k.project = p.id AND k.kind = 3), '')`

// scanProject reads projectColumns, and what follows them.
func scanProject(row interface{ Scan(...any) error }, more ...any) (p stats.Project, err error) {
	var created int64
	var on int
	var ez, backup, u string
	err = row.Scan(append([]any{&p.ID, &p.Name, &on, &p.Zone, &p.MaxStats, &p.MaxNew, &created, &ez, &backup, &u}, more...)...)
	p.EZOn, p.Created = on != 0, time.Unix(created, 0)
	p.EZKey, p.Backup, p.UKey = stats.EZKey(ez), stats.EZKey(backup), stats.UKey(u)
	return p, err
}

// Project implements stats.Projects.
func (c *Catalog) Project(ctx context.Context, id stats.ProjectID) (stats.Project, error) {
	p, err := scanProject(c.read.QueryRowContext(ctx, c.sql(`SELECT `+projectColumns+` FROM project p WHERE p.id = $1`), id))
	return p, c.wrap("project", err)
}

// ProjectByKey implements stats.Projects.
func (c *Catalog) ProjectByKey(ctx context.Context, key string) (stats.Project, stats.KeyKind, error) {
	var kind stats.KeyKind
	row := c.read.QueryRowContext(ctx, c.sql(`SELECT `+projectColumns+`, o.kind FROM project_key o JOIN project p ON p.id = o.project WHERE o.key = $1`), key)
	p, err := scanProject(row, &kind)
	if errors.Is(err, sql.ErrNoRows) {
		return p, 0, stats.ErrKeys
	}
	return p, kind, c.wrap("project of a key", err)
}

// UpdateProject implements stats.Projects.
func (c *Catalog) UpdateProject(ctx context.Context, p stats.Project) error {
	return c.change(ctx, "update project", func(tx *sql.Tx) error {
		err := c.exec(ctx, tx, `UPDATE project SET name = $1, ez_on = $2, zone = $3, max_stats = $4, max_new = $5 WHERE id = $6`,
			p.Name, flag(p.EZOn), p.Zone, p.MaxStats, p.MaxNew, p.ID)
		if err != nil {
			return err
		}
		if err := c.putKeys(ctx, tx, p); err != nil {
			return err
		}
		return c.bump(ctx, tx)
	})
}

// Projects implements stats.Membership.
func (c *Catalog) Projects(ctx context.Context, id stats.AccountID) (all []stats.Project, roles []stats.Role, err error) {
	text, args := `SELECT `+projectColumns+`, m.role FROM member m JOIN project p ON p.id = m.project WHERE m.account = $1 ORDER BY p.created, p.id`, []any{id}
	if id == 0 {
		text, args = `SELECT `+projectColumns+`, 4 FROM project p ORDER BY p.created, p.id`, nil
	}
	err = c.each(ctx, c.read, text, args, func(rows *sql.Rows) error {
		var role stats.Role
		p, err := scanProject(rows, &role)
		all, roles = append(all, p), append(roles, role)
		return err
	})
	return all, roles, c.wrap("projects", err)
}

// Join implements stats.Membership.
func (c *Catalog) Join(ctx context.Context, id stats.AccountID, p stats.ProjectID, r stats.Role) error {
	return c.wrap("join", c.run(ctx, c.write, `INSERT INTO member (account, project, role) VALUES ($1, $2, $3)
		ON CONFLICT (account, project) DO UPDATE SET role = excluded.role`, id, p, r))
}

// DeleteAccount implements stats.Membership.
func (c *Catalog) DeleteAccount(ctx context.Context, id stats.AccountID) (gone []stats.StatID, err error) {
	err = c.change(ctx, "delete account", func(tx *sql.Tx) error {
		var lone []int64
		err := c.each(ctx, tx, `SELECT m.project FROM member m WHERE m.account = $1 AND m.role = 4
			AND NOT EXISTS (SELECT 1 FROM member o WHERE o.project = m.project AND o.role = 4 AND o.account <> m.account)`, []any{id}, func(rows *sql.Rows) error {
			var p int64
			err := rows.Scan(&p)
			lone = append(lone, p)
			return err
		})
		if err != nil {
			return err
		}
		for _, p := range lone {
			ids, err := c.deleteProject(ctx, tx, p)
			if err != nil {
				return err
			}
			gone = append(gone, ids...)
		}
		for _, text := range []string{`DELETE FROM member WHERE account = $1`, `DELETE FROM link WHERE account = $1`} {
			if err := c.run(ctx, tx, text, id); err != nil {
				return err
			}
		}
		if err := c.exec(ctx, tx, `DELETE FROM account WHERE id = $1`, id); err != nil {
			return err
		}
		return c.bump(ctx, tx)
	})
	return gone, err
}

// deleteProject removes a project with all that is its own.
func (c *Catalog) deleteProject(ctx context.Context, tx *sql.Tx, p int64) (ids []stats.StatID, err error) {
	err = c.each(ctx, tx, `SELECT id FROM stat WHERE project = $1`, []any{p}, func(rows *sql.Rows) error {
		var id stats.StatID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, text := range []string{
		`DELETE FROM comment WHERE stat_id IN (SELECT id FROM stat WHERE project = $1)`,
		`DELETE FROM tag WHERE stat_id IN (SELECT id FROM stat WHERE project = $1)`,
		`DELETE FROM embed_key WHERE stat_id IN (SELECT id FROM stat WHERE project = $1)`,
		`DELETE FROM trash_name WHERE stat_id IN (SELECT id FROM stat WHERE project = $1)`,
		`DELETE FROM stat_name WHERE project = $1`, `DELETE FROM stat WHERE project = $1`,
		`DELETE FROM token WHERE project = $1`, `DELETE FROM project_key WHERE project = $1`,
		`DELETE FROM member WHERE project = $1`, `DELETE FROM project WHERE id = $1`,
	} {
		if err := c.run(ctx, tx, text, p); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// CreateToken implements stats.Tokens.
func (c *Catalog) CreateToken(ctx context.Context, t stats.Token) (stats.Token, error) {
	t.ID = stats.NewID()
	err := c.run(ctx, c.write, `INSERT INTO token (id, project, name, scope, digest, hint, created) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		t.ID, t.Project, t.Name, t.Scope, t.Digest[:], t.Hint, t.Created.Unix())
	return t, c.wrap("create token", err)
}

const tokenColumns = `id, project, name, scope, digest, hint, created`

func scanToken(row interface{ Scan(...any) error }) (t stats.Token, err error) {
	var created int64
	var digest []byte
	err = row.Scan(&t.ID, &t.Project, &t.Name, &t.Scope, &digest, &t.Hint, &created)
	copy(t.Digest[:], digest)
	t.Created = time.Unix(created, 0)
	return t, err
}

// TokenByDigest implements stats.Tokens.
func (c *Catalog) TokenByDigest(ctx context.Context, d stats.Digest) (stats.Token, error) {
	t, err := scanToken(c.read.QueryRowContext(ctx, c.sql(`SELECT `+tokenColumns+` FROM token WHERE digest = $1`), d[:]))
	return t, c.wrap("token", err)
}

// Tokens implements stats.Tokens.
func (c *Catalog) Tokens(ctx context.Context, p stats.ProjectID) (all []stats.Token, err error) {
	err = c.each(ctx, c.read, `SELECT `+tokenColumns+` FROM token WHERE project = $1 ORDER BY created, id`, []any{p}, func(rows *sql.Rows) error {
		t, err := scanToken(rows)
		all = append(all, t)
		return err
	})
	return all, c.wrap("tokens", err)
}

// RevokeToken implements stats.Tokens.
func (c *Catalog) RevokeToken(ctx context.Context, p stats.ProjectID, id int64) error {
	return c.change(ctx, "revoke token", func(tx *sql.Tx) error {
		if err := c.exec(ctx, tx, `DELETE FROM token WHERE project = $1 AND id = $2`, p, id); err != nil {
			return err
		}
		return c.bump(ctx, tx)
	})
}

// CreateLink implements stats.Links.
func (c *Catalog) CreateLink(ctx context.Context, d stats.Digest, id stats.AccountID, until time.Time) error {
	return c.wrap("create link", c.run(ctx, c.write, `INSERT INTO link (digest, account, until) VALUES ($1, $2, $3)`, d[:], id, until.Unix()))
}

// UseLink implements stats.Links.
func (c *Catalog) UseLink(ctx context.Context, d stats.Digest, now time.Time) (id stats.AccountID, err error) {
	err = c.change(ctx, "use link", func(tx *sql.Tx) error {
		var until int64
		err := tx.QueryRowContext(ctx, c.sql(`DELETE FROM link WHERE digest = $1 RETURNING account, until`), d[:]).Scan(&id, &until)
		if err == nil && now.Unix() > until {
			id, err = 0, sql.ErrNoRows
		}
		return err
	})
	return id, err
}
