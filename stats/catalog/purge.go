package catalog

import (
	"context"
	"slices"
	"time"

	"chartd/stats"
)

// purgeBatch is how many stats one transaction removes, with all that is
// theirs: others that write wait for it.
const purgeBatch = 100

// Purge implements stats.Grouping. What was merged into a stat goes with it.
// So does what an interrupted DeleteAccount left. With an error come the ids of
// those that are gone already.
func (c *Catalog) Purge(ctx context.Context, before time.Time) ([]stats.StatID, error) {
	gone, err := c.batches(ctx, "purge stats", func(tx conn) ([]stats.StatID, bool, error) {
		batch, err := purgeSome(tx, before)
		return batch, len(batch) == 0, err
	})
	if err != nil {
		return gone, err
	}
	var abandoned []int64
	err = c.ask(ctx, "abandoned projects", func(q conn) error {
		abandoned, err = list(q, whole, `SELECT p.id FROM project p
WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.project = p.id)`)
		return err
	})
	if err != nil {
		return gone, err
	}
	more, err := c.removeProjects(ctx, abandoned)
	return append(gone, more...), err
}

// batches runs transactions until one says that it was the last, and returns
// the ids of what all of them removed.
func (c *Catalog) batches(ctx context.Context, what string, remove func(conn) ([]stats.StatID, bool, error)) ([]stats.StatID, error) {
	var gone []stats.StatID
	for {
		var batch []stats.StatID
		var last bool
		err := c.change(ctx, what, func(tx conn) (err error) {
			batch, last, err = remove(tx)
			return err
		})
		if err != nil {
			return gone, err
		}
		gone = append(gone, batch...)
		if last {
			return gone, nil
		}
	}
}

// purgeSome removes a batch. The moment is looked at again by the statement
// that removes, as somebody may just have restored a stat.
func purgeSome(tx conn, before time.Time) ([]stats.StatID, error) {
	old, err := list(tx, statID, `SELECT id FROM stat WHERE trashed > 0 AND trashed < $1 ORDER BY trashed, id LIMIT $2`,
		unix(before), purgeBatch)
	if err != nil || len(old) == 0 {
		return nil, err
	}
	groups, err := members(tx, old)
	if err != nil {
		return nil, err
	}
	removed, err := list(tx, statID, `DELETE FROM stat
WHERE id IN (SELECT CAST(r.value->>0 AS BIGINT) FROM ROWS($1)) AND trashed > 0 AND trashed < $2 RETURNING id`,
		column(old), unix(before))
	if err != nil {
		return nil, err
	}
	groups = slices.DeleteFunc(groups, func(g []stats.StatID) bool { return !slices.Contains(removed, g[0]) })
	return slices.Concat(groups...), tx.bump()
}

// abandon takes every way to a project away. A project without members is one
// that is being removed.
func abandon(tx conn, p int64) error {
	for _, query := range []string{
		`DELETE FROM key_of WHERE project = $1`, `DELETE FROM token WHERE project = $1`, `DELETE FROM member WHERE project = $1`,
	} {
		if _, err := tx.exec(query, p); err != nil {
			return err
		}
	}
	return nil
}

// removeProjects removes projects that were abandoned.
func (c *Catalog) removeProjects(ctx context.Context, projects []int64) ([]stats.StatID, error) {
	var gone []stats.StatID
	for _, p := range projects {
		some, err := c.batches(ctx, "remove project", func(tx conn) ([]stats.StatID, bool, error) { return removeSome(tx, p) })
		gone = append(gone, some...)
		if err != nil {
			return gone, err
		}
	}
	return gone, nil
}

// removeSome removes some stats of a project, or the last ones and the project.
// A node that has not heard yet may still make new ones, so it holds the project.
func removeSome(tx conn, p int64) (gone []stats.StatID, last bool, err error) {
	if _, err := list(tx, whole, `SELECT id FROM project WHERE id = $1 LOCKED`, p); err != nil {
		return nil, false, err
	}
	some, err := list(tx, statID, `SELECT id FROM stat WHERE project = $1 LIMIT $2`, p, purgeBatch)
	if err != nil {
		return nil, false, err
	}
	groups, err := members(tx, some)
	if err != nil {
		return nil, false, err
	}
	gone = slices.Concat(groups...) // those merged into one of them go as well
	slices.Sort(gone)
	gone = slices.Compact(gone)
	if _, err := tx.exec(`DELETE FROM stat WHERE id IN (SELECT CAST(r.value->>0 AS BIGINT) FROM ROWS($1))`, column(gone)); err != nil {
		return nil, false, err
	}
	if len(some) == purgeBatch {
		return gone, false, tx.bump()
	}
	if _, err := tx.exec(`DELETE FROM project WHERE id = $1`, p); err != nil {
		return nil, false, err
	}
	return gone, true, tx.bump()
}
