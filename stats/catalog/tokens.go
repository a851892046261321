package catalog

import (
	"context"
	"time"

	"chartd/stats"
)

// CreateToken implements stats.Tokens: it invents an ID where there is none.
// An unknown project is stats.ErrNotFound, a digest that is in use
// stats.ErrTaken.
func (c *Catalog) CreateToken(ctx context.Context, t stats.Token) (stats.Token, error) {
	if t.ID == 0 {
		t.ID = stats.NewID()
	}
	t.Created = c.Created(t.Created)
	err := c.change(ctx, "create token", func(tx conn) error {
		_, err := tx.exec(`INSERT INTO token (id, project, name, scope, digest, hint, created)
VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			t.ID, int64(t.Project), t.Name, int64(t.Scope), t.Digest[:], t.Hint, unix(t.Created))
		return err
	})
	if err != nil {
		return stats.Token{}, err
	}
	return t, nil
}

const tokenFields = `t.id, t.project, t.name, t.scope, t.digest, t.hint, t.created`

func scanToken(r row) (t stats.Token, err error) {
	var created int64
	var secret []byte
	if err := r.Scan(&t.ID, &t.Project, &t.Name, &t.Scope, &secret, &t.Hint, &created); err != nil {
		return t, err
	}
	t.Created = moment(created)
	t.Digest, err = digest(secret)
	return t, err
}

// TokenByDigest implements stats.Tokens. The error is stats.ErrNotFound.
func (c *Catalog) TokenByDigest(ctx context.Context, d stats.Digest) (t stats.Token, err error) {
	err = c.ask(ctx, "token", func(q conn) error {
		t, err = one(q, scanToken, `SELECT `+tokenFields+` FROM token t WHERE t.digest = $1`, d[:])
		return err
	})
	return t, err
}

// Tokens implements stats.Tokens; the oldest is the first.
func (c *Catalog) Tokens(ctx context.Context, p stats.ProjectID) (all []stats.Token, err error) {
	err = c.ask(ctx, "tokens", func(q conn) error {
		all, err = list(q, scanToken,
			`SELECT `+tokenFields+` FROM token t WHERE t.project = $1 ORDER BY t.created, t.id`, int64(p))
		return err
	})
	return all, err
}

// RevokeToken implements stats.Tokens. The error is stats.ErrNotFound.
func (c *Catalog) RevokeToken(ctx context.Context, p stats.ProjectID, id int64) error {
	return c.change(ctx, "revoke token", func(tx conn) error {
		if err := tx.must(`DELETE FROM token WHERE project = $1 AND id = $2`, int64(p), id); err != nil {
			return err
		}
		return tx.bump()
	})
}

// CreateLink implements stats.Links. An unknown account is stats.ErrNotFound.
func (c *Catalog) CreateLink(ctx context.Context, d stats.Digest, id stats.AccountID, until time.Time) error {
	return c.change(ctx, "create link", func(tx conn) error {
		_, err := tx.exec(`INSERT INTO link (digest, account, until) VALUES ($1, $2, $3)`, d[:], int64(id), unix(until))
		return err
	})
}

// link is whom a link signs in, and until when.
type link struct{ account, until int64 }

func scanLink(r row) (l link, err error) {
	err = r.Scan(&l.account, &l.until)
	return l, err
}

// UseLink implements stats.Links. A link that is too old is taken out as well.
func (c *Catalog) UseLink(ctx context.Context, d stats.Digest, now time.Time) (stats.AccountID, error) {
	var used link
	err := c.change(ctx, "use link", func(tx conn) (err error) {
		used, err = one(tx, scanLink, `DELETE FROM link WHERE digest = $1 RETURNING account, until`, d[:])
		return err
	})
	if err != nil {
		return 0, err
	}
	if now.Unix() >= used.until {
		return 0, stats.ErrNotFound
	}
	return stats.AccountID(used.account), nil
}
