package catalog

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"chartd/stats"
)

// alter changes the names of a stat in a transaction that every node hears of.
func (c *Catalog) alter(ctx context.Context, what string, id stats.StatID, work func(tx *sql.Tx, s stats.Stat) error) error {
	return c.change(ctx, what, func(tx *sql.Tx) error {
		s, err := scanStat(tx.QueryRowContext(ctx, c.sql(`SELECT `+statColumns+` FROM stat s WHERE s.id = $1`), id))
		if err != nil {
			return err
		}
		if err := work(tx, s); err != nil {
			return err
		}
		return c.bump(ctx, tx)
	})
}

// claim gives a stat a name that is free or its own.
func (c *Catalog) claim(ctx context.Context, tx *sql.Tx, s stats.Stat, name string) (bool, error) {
	err := c.run(ctx, tx, `INSERT INTO stat_name (project, name, stat_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, s.Project, name, s.ID)
	if err != nil {
		return false, err
	}
	var has stats.StatID
	err = tx.QueryRowContext(ctx, c.sql(`SELECT stat_id FROM stat_name WHERE project = $1 AND name = $2`), s.Project, name).Scan(&has)
	return has == s.ID, err
}

// Rename implements stats.Names.
func (c *Catalog) Rename(ctx context.Context, id stats.StatID, name string) error {
	return c.alter(ctx, "rename", id, func(tx *sql.Tx, s stats.Stat) error {
		if !s.Trashed.IsZero() {
			return sql.ErrNoRows
		}
		ok, err := c.claim(ctx, tx, s, name)
		if err == nil && !ok {
			return stats.ErrNameTaken
		}
		if err != nil {
			return err
		}
		return c.run(ctx, tx, `UPDATE stat SET name = $1 WHERE id = $2`, name, id)
	})
}

// Trash implements stats.Names.
func (c *Catalog) Trash(ctx context.Context, id stats.StatID, now time.Time) error {
	return c.alter(ctx, "trash", id, func(tx *sql.Tx, s stats.Stat) error {
		if !s.Trashed.IsZero() {
			return sql.ErrNoRows
		}
		for _, text := range []string{
			`INSERT INTO trash_name (stat_id, name) SELECT stat_id, name FROM stat_name WHERE stat_id = $1`,
			`DELETE FROM stat_name WHERE stat_id = $1`,
		} {
			if err := c.run(ctx, tx, text, id); err != nil {
				return err
			}
		}
		return c.run(ctx, tx, `UPDATE stat SET trashed = $1 WHERE id = $2`, now.Unix(), id)
	})
}

// Restore implements stats.Names.
func (c *Catalog) Restore(ctx context.Context, id stats.StatID) (lost []string, err error) {
	err = c.alter(ctx, "restore", id, func(tx *sql.Tx, s stats.Stat) error {
		if s.Trashed.IsZero() {
			return sql.ErrNoRows
		}
		names, err := c.names(ctx, tx, `SELECT name FROM trash_name WHERE stat_id = $1 ORDER BY name`, id)
		if err != nil {
			return err
		}
		var kept []string
		for _, name := range names {
			ok, err := c.claim(ctx, tx, s, name)
			if err != nil {
				return err
			}
			if ok {
				kept = append(kept, name)
			} else {
				lost = append(lost, name)
			}
		}
		if len(kept) == 0 {
			return stats.ErrNameTaken
		}
		name := s.Name
		if !slices.Contains(kept, name) {
			name = kept[0]
		}
		if err := c.run(ctx, tx, `DELETE FROM trash_name WHERE stat_id = $1`, id); err != nil {
			return err
		}
		return c.run(ctx, tx, `UPDATE stat SET trashed = 0, name = $1 WHERE id = $2`, name, id)
	})
	return lost, err
}

func (c *Catalog) names(ctx context.Context, from runner, text string, args ...any) (all []string, err error) {
	err = c.each(ctx, from, text, args, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		all = append(all, name)
		return err
	})
	return all, err
}

// Merge implements stats.Names.
func (c *Catalog) Merge(ctx context.Context, from, into stats.StatID) error {
	return c.alter(ctx, "merge", from, func(tx *sql.Tx, s stats.Stat) error {
		target, err := scanStat(tx.QueryRowContext(ctx, c.sql(`SELECT `+statColumns+` FROM stat s WHERE s.id = $1`), into))
		switch {
		case err != nil:
			return err
		case !s.Trashed.IsZero() || !target.Trashed.IsZero() || s.Into != 0 || target.Into != 0:
			return sql.ErrNoRows
		case from == into || s.Project != target.Project || s.Kind != target.Kind:
			return errOtherKind
		}
		// What was merged into it before goes along, so that no chain grows.
		return c.run(ctx, tx, `UPDATE stat SET into_id = $1 WHERE id = $2 OR into_id = $2`, into, from)
	})
}

// Aliases implements stats.Names.
func (c *Catalog) Aliases(ctx context.Context, id stats.StatID) ([]string, error) {
	all, err := c.names(ctx, c.read, `SELECT n.name FROM stat_name n JOIN stat s ON s.id = n.stat_id
		WHERE (s.id = $1 OR s.into_id = $1) AND n.name <> (SELECT name FROM stat WHERE id = $1) ORDER BY n.name`, id)
	return all, c.wrap("aliases", err)
}

// Members implements stats.Grouping.
func (c *Catalog) Members(ctx context.Context, ids []stats.StatID) ([][]stats.StatID, error) {
	more := map[stats.StatID][]stats.StatID{}
	for part := range slices.Chunk(ids, most) {
		err := c.each(ctx, c.read, `SELECT into_id, id FROM stat WHERE into_id <> 0 AND into_id IN `+list(1, len(part))+` ORDER BY id`, anys(part), func(rows *sql.Rows) error {
			var into, id stats.StatID
			err := rows.Scan(&into, &id)
			more[into] = append(more[into], id)
			return err
		})
		if err != nil {
			return nil, c.wrap("members", err)
		}
	}
	groups := make([][]stats.StatID, len(ids))
	for i, id := range ids {
		groups[i] = append([]stats.StatID{id}, more[id]...)
	}
	return groups, nil
}

// Purge implements stats.Grouping.
func (c *Catalog) Purge(ctx context.Context, before time.Time) (gone []stats.StatID, err error) {
	err = c.change(ctx, "purge", func(tx *sql.Tx) error {
		err := c.each(ctx, tx, `SELECT id FROM stat WHERE trashed <> 0 AND trashed < $1
			UNION SELECT m.id FROM stat m JOIN stat s ON s.id = m.into_id WHERE s.trashed <> 0 AND s.trashed < $1`, []any{before.Unix()}, func(rows *sql.Rows) error {
			var id stats.StatID
			err := rows.Scan(&id)
			gone = append(gone, id)
			return err
		})
		if err != nil || len(gone) == 0 {
			return err
		}
		for _, id := range gone {
			for _, table := range []string{"comment", "tag", "embed_key", "trash_name", "stat_name"} {
				if err := c.run(ctx, tx, `DELETE FROM `+table+` WHERE stat_id = $1`, id); err != nil {
					return err
				}
			}
			if err := c.run(ctx, tx, `DELETE FROM stat WHERE id = $1`, id); err != nil {
				return err
			}
		}
		return c.bump(ctx, tx)
	})
	return gone, err
}

// Unalias implements stats.Grouping.
func (c *Catalog) Unalias(ctx context.Context, id stats.StatID, name string) error {
	return c.alter(ctx, "remove alias", id, func(tx *sql.Tx, s stats.Stat) error {
		if s.Name == name {
			return errors.New("name: it is the stat's own; rename it first")
		}
		return c.exec(ctx, tx, `DELETE FROM stat_name WHERE project = $1 AND name = $2
			AND stat_id IN (SELECT id FROM stat WHERE id = $3 OR into_id = $3)`, s.Project, name, id)
	})
}

// Comment implements stats.Comments.
func (c *Catalog) Comment(ctx context.Context, k stats.Comment) (stats.Comment, error) {
	k.ID = stats.NewID()
	err := c.run(ctx, c.write, `INSERT INTO comment (id, stat_id, at, text) VALUES ($1, $2, $3, $4)`, k.ID, k.Stat, k.At.Unix(), k.Text)
	return k, c.wrap("comment", err)
}

// Comments implements stats.Comments.
func (c *Catalog) Comments(ctx context.Context, ids []stats.StatID, from, to time.Time) (all []stats.Comment, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	args := append([]any{from.Unix(), to.Unix()}, anys(ids)...)
	err = c.each(ctx, c.read, `SELECT id, stat_id, at, text FROM comment WHERE at >= $1 AND at < $2 AND stat_id IN `+list(3, len(ids))+`
		ORDER BY at DESC, id LIMIT 1000`, args, func(rows *sql.Rows) error {
		var k stats.Comment
		var at int64
		err := rows.Scan(&k.ID, &k.Stat, &at, &k.Text)
		k.At = time.Unix(at, 0)
		all = append(all, k)
		return err
	})
	return all, c.wrap("comments", err)
}

// Uncomment implements stats.Comments.
func (c *Catalog) Uncomment(ctx context.Context, id stats.StatID, comment int64) error {
	return c.wrap("remove comment", c.exec(ctx, c.write, `DELETE FROM comment WHERE stat_id = $1 AND id = $2`, id, comment))
}
