package catalog

import (
	"context"
	"slices"
	"time"

	"chartd/stats"
)

// hold keeps the project of a stat until the transaction ends and returns the
// stat, whatever has become of it.
func hold(tx conn, id stats.StatID) (stats.Stat, error) {
	_, err := one(tx, whole, `SELECT p.id FROM project p
WHERE p.id = (SELECT s.project FROM stat s WHERE s.id = $1) LOCKED`, int64(id))
	if err != nil {
		return stats.Stat{}, err
	}
	return statOf(tx, id)
}

func statOf(q conn, id stats.StatID) (stats.Stat, error) {
	return one(q, scanOneStat, `SELECT `+statFields+` FROM stat s WHERE s.id = $1`, int64(id))
}

// live reports whether a stat is its own, and not in the trash.
func live(s stats.Stat) bool { return s.Trashed.IsZero() && s.Into == 0 }

// changeStat runs a transaction that holds the project of a live stat.
func (c *Catalog) changeStat(ctx context.Context, what string, id stats.StatID, changes func(conn, stats.Stat) error) error {
	return c.change(ctx, what, func(tx conn) error {
		s, err := hold(tx, id)
		if err != nil {
			return err
		}
		if !live(s) {
			return stats.ErrNotFound
		}
		return changes(tx, s)
	})
}

// Rename implements stats.Names.
func (c *Catalog) Rename(ctx context.Context, id stats.StatID, name string) error {
	return c.changeStat(ctx, "rename stat", id, func(tx conn, s stats.Stat) error {
		has, err := named(tx, s.Project, []string{name})
		if err != nil {
			return err
		}
		switch has[0].ID {
		case s.ID: // one of its aliases
		case 0:
			s.Name = name
			if err := insertNames(tx, []stats.Stat{s}); err != nil {
				return err
			}
		default:
			return stats.ErrNameTaken
		}
		if err := setName(tx, id, name); err != nil {
			return err
		}
		return tx.bump()
	})
}

func setName(tx conn, id stats.StatID, name string) error {
	return tx.must(`UPDATE stat SET name = $2, folded = $3 WHERE id = $1`, int64(id), name, fold(name))
}

// countStats changes how many stats a held project is said to have.
func countStats(tx conn, p stats.ProjectID, more int64) error {
	return tx.must(`UPDATE project SET stat_count = stat_count + $2 WHERE id = $1`, int64(p), more)
}

// Trash implements stats.Names.
func (c *Catalog) Trash(ctx context.Context, id stats.StatID, now time.Time) error {
	return c.changeStat(ctx, "trash stat", id, func(tx conn, s stats.Stat) error {
		_, err := tx.exec(`INSERT INTO trashed_name (stat, name) SELECT n.stat, n.name FROM stat_name n WHERE n.stat = $1`,
			int64(id))
		if err != nil {
			return err
		}
		if _, err := tx.exec(`DELETE FROM stat_name WHERE stat = $1`, int64(id)); err != nil {
			return err
		}
		if err := tx.must(`UPDATE stat SET trashed = $2 WHERE id = $1`, int64(id), unix(now)); err != nil {
			return err
		}
		if err := countStats(tx, s.Project, -1); err != nil {
			return err
		}
		return tx.bump()
	})
}

// Restore implements stats.Names. A stat that is not in the trash is
// stats.ErrNotFound. Where its own name is lost, the first of the others
// becomes its own.
func (c *Catalog) Restore(ctx context.Context, id stats.StatID) (lost []string, err error) {
	err = c.change(ctx, "restore stat", func(tx conn) error {
		s, err := hold(tx, id)
		if err != nil {
			return err
		}
		if s.Trashed.IsZero() {
			return stats.ErrNotFound
		}
		var back []string
		if back, lost, err = giveBack(tx, s); err != nil {
			return err
		}
		room, err := holdRoom(tx, s.Project)
		if err != nil {
			return err
		}
		if err := room.take(1, 0, room.minute); err != nil {
			return err
		}
		if !slices.Contains(back, s.Name) {
			s.Name = back[0]
		}
		if err := setName(tx, id, s.Name); err != nil {
			return err
		}
		if err := tx.must(`UPDATE stat SET trashed = 0 WHERE id = $1`, int64(id)); err != nil {
			return err
		}
		if err := room.save(tx); err != nil {
			return err
		}
		return tx.bump()
	})
	if err != nil {
		return nil, err
	}
	return lost, nil
}

// giveBack gives a stat those of its former names that are free, at least one.
func giveBack(tx conn, s stats.Stat) (back, lost []string, err error) {
	names, err := list(tx, text, `DELETE FROM trashed_name WHERE stat = $1 RETURNING name`, int64(s.ID))
	if err != nil {
		return nil, nil, err
	}
	slices.Sort(names)
	holders, err := named(tx, s.Project, names)
	if err != nil {
		return nil, nil, err
	}
	var free []stats.Stat
	for i, name := range names {
		if !unknown(holders[i]) {
			lost = append(lost, name)
			continue
		}
		back = append(back, name)
		free = append(free, stats.Stat{ID: s.ID, Project: s.Project, Name: name})
	}
	if len(back) == 0 {
		return nil, nil, stats.ErrNameTaken
	}
	return back, lost, insertNames(tx, free)
}

// Merge implements stats.Names. What was merged into from goes along; into may
// be a merged one itself. Doing it twice is no error. Other errors are
// stats.ErrNotFound, also when the projects differ, stats.ErrOtherKind and
// stats.ErrItself.
func (c *Catalog) Merge(ctx context.Context, from, into stats.StatID) error {
	return c.change(ctx, "merge stats", func(tx conn) error {
		a, err := hold(tx, from)
		if err != nil {
			return err
		}
		b, err := target(tx, into)
		switch {
		case err != nil:
			return err
		case a.Project != b.Project || !a.Trashed.IsZero():
			return stats.ErrNotFound
		case a.Into == b.ID:
			return nil
		case a.Into != 0:
			return stats.ErrNotFound // it leads elsewhere already
		case a.ID == b.ID:
			return stats.ErrItself
		case a.Kind != b.Kind:
			return stats.ErrOtherKind
		}
		return lead(tx, a, b)
	})
}

// target is the live stat that points to a stat go to.
func target(tx conn, id stats.StatID) (stats.Stat, error) {
	s, err := statOf(tx, id)
	if err == nil && s.Into != 0 {
		s, err = statOf(tx, s.Into)
	}
	if err == nil && !live(s) {
		err = stats.ErrNotFound
	}
	return s, err
}

// lead makes a, and all that was merged into it, lead to b. So no chain is
// ever longer than one.
func lead(tx conn, a, b stats.Stat) error {
	_, err := tx.exec(`UPDATE stat SET into_id = $2 WHERE id = $1 OR into_id = $1`, int64(a.ID), int64(b.ID))
	if err != nil {
		return err
	}
	if _, err := tx.exec(`UPDATE stat_name SET stat = $2 WHERE stat = $1`, int64(a.ID), int64(b.ID)); err != nil {
		return err
	}
	if err := countStats(tx, a.Project, -1); err != nil {
		return err
	}
	return tx.bump()
}

// Aliases implements stats.Names, in the order of their bytes. Those in the
// trash have none.
func (c *Catalog) Aliases(ctx context.Context, id stats.StatID) (names []string, err error) {
	err = c.ask(ctx, "aliases", func(q conn) error {
		names, err = list(q, text, `SELECT n.name FROM stat_name n JOIN stat s ON s.id = n.stat
WHERE s.id = $1 AND n.name <> s.name ORDER BY n.name`, int64(id))
		if err == nil && len(names) == 0 {
			_, err = statOf(q, id)
		}
		return err
	})
	return names, err
}

// Unalias implements stats.Grouping.
func (c *Catalog) Unalias(ctx context.Context, id stats.StatID, name string) error {
	if !storable(name) {
		return stats.ErrNotFound
	}
	return c.changeStat(ctx, "remove alias", id, func(tx conn, s stats.Stat) error {
		if name == s.Name {
			return stats.ErrNotFound // its own name is none of its aliases
		}
		err := tx.must(`DELETE FROM stat_name WHERE project = $1 AND name = $2 AND stat = $3`,
			int64(s.Project), name, int64(id))
		if err != nil {
			return err
		}
		return tx.bump()
	})
}
