package catalog

import (
	"context"
	"strings"

	"chartd/stats"
)

const grantFields = `e.key, e.stat, e.number, e.name, e.frame, e.single, e.origins, e.created, e.revoked`

func scanGrant(r row) (g stats.Grant, err error) {
	var single, created, revoked int64
	var origins string
	err = r.Scan(&g.Key, &g.Stat, &g.Number, &g.Name, &g.Frame, &single, &origins, &created, &revoked)
	g.Single, g.Created, g.Revoked = single == 1, moment(created), moment(revoked)
	if origins != "" {
		g.Origins = strings.Split(origins, " ")
	}
	return g, err
}

// Grant implements stats.Grants.
func (c *Catalog) Grant(ctx context.Context, g stats.Grant) (stats.Grant, error) {
	if g.Key == "" {
		g.Key = stats.NewEmbedKey()
	}
	g.Created = c.Created(g.Created)
	err := c.changeStat(ctx, "grant embed key", g.Stat, func(tx conn, _ stats.Stat) (err error) {
		if g.Number, err = nextNumber(tx, g.Stat); err != nil {
			return err
		}
		if g.Number >= stats.MaxGrants {
			return stats.ErrTooManyGrants
		}
		_, err = tx.exec(`INSERT INTO embed_key (key, stat, number, name, frame, single, origins, created)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, string(g.Key), int64(g.Stat), g.Number, g.Name, g.Frame, bit(g.Single),
			strings.Join(g.Origins, " "), unix(g.Created))
		return err
	})
	if err != nil {
		return stats.Grant{}, err
	}
	return g, nil
}

// nextNumber is one that no key of a held stat has had.
func nextNumber(tx conn, id stats.StatID) (int64, error) {
	return one(tx, whole, `SELECT COALESCE(MAX(number), 0) + 1 FROM embed_key WHERE stat = $1`, int64(id))
}

// Grants implements stats.Grants.
func (c *Catalog) Grants(ctx context.Context, id stats.StatID) (all []stats.Grant, err error) {
	err = c.ask(ctx, "embed keys", func(q conn) error {
		all, err = list(q, scanGrant, `SELECT `+grantFields+` FROM embed_key e WHERE e.stat = $1 ORDER BY e.number`, int64(id))
		return err
	})
	if err == nil && len(all) == 0 { // every stat has one of its own
		return nil, stats.ErrNotFound
	}
	return all, err
}

// Revoke implements stats.Grants. The stat's own key leaves its number to the
// one that follows it.
func (c *Catalog) Revoke(ctx context.Context, id stats.StatID, key stats.EmbedKey) error {
	if !storable(string(key)) {
		return stats.ErrNotFound
	}
	return c.changeStat(ctx, "revoke embed key", id, func(tx conn, s stats.Stat) error {
		g, err := one(tx, scanGrant, `SELECT `+grantFields+` FROM embed_key e WHERE e.stat = $1 AND e.key = $2`, int64(id), string(key))
		if err != nil || !g.Revoked.IsZero() {
			return err
		}
		number := g.Number
		if number == 0 {
			if number, err = nextNumber(tx, id); err != nil {
				return err
			}
		}
		err = tx.must(`UPDATE embed_key SET revoked = $2, number = $3 WHERE key = $1`, string(key), unix(c.now()), number)
		if err != nil {
			return err
		}
		if g.Number == 0 {
			s.EmbedKey, s.Created = stats.NewEmbedKey(), c.now()
			if err := insertEmbedKeys(tx, []stats.Stat{s}); err != nil {
				return err
			}
		}
		return tx.bump()
	})
}

// Granted implements stats.Grants.
func (c *Catalog) Granted(ctx context.Context, key stats.EmbedKey) (g stats.Grant, s stats.Stat, err error) {
	if !storable(string(key)) {
		return g, s, stats.ErrNotFound
	}
	err = c.ask(ctx, "find embed key", func(q conn) error {
		g, err = one(q, scanGrant, `SELECT `+grantFields+` FROM embed_key e WHERE e.key = $1 AND e.revoked = 0`, string(key))
		if err != nil {
			return err
		}
		s, err = one(q, scanOneStat, `SELECT `+statFields+` FROM stat a JOIN stat s ON s.id = COALESCE(a.into_id, a.id)
WHERE a.id = $1 AND s.trashed = 0`, int64(g.Stat))
		return err
	})
	return g, s, err
}
