package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"chartd/stats"
)

const statColumns = `s.id, s.public_id, s.project, s.name, s.kind, s.unit, s.open, s.classic_key, s.created, s.trashed, s.into_id,
	COALESCE((SELECT key FROM embed_key e WHERE e.stat_id = s.id AND e.first = 1), '')`

func scanStat(row interface{ Scan(...any) error }, more ...any) (s stats.Stat, err error) {
	var created, trashed int64
	var open int
	var public, classic, embed string
	err = row.Scan(append([]any{&s.ID, &public, &s.Project, &s.Name, &s.Kind, &s.Unit, &open, &classic, &created, &trashed, &s.Into, &embed}, more...)...)
	s.Public, s.Classic, s.EmbedKey, s.Open = stats.PublicID(public), stats.ClassicKey(classic), stats.EmbedKey(embed), open != 0
	s.Created = time.Unix(created, 0)
	if trashed != 0 {
		s.Trashed = time.Unix(trashed, 0)
	}
	return s, err
}

// Create implements stats.Catalog.
func (c *Catalog) Create(ctx context.Context, p stats.ProjectID, wanted []stats.NewStat) (made []stats.Stat, err error) {
	names := make([]string, len(wanted))
	for i := range wanted {
		names[i] = wanted[i].Name
	}
	made, err = c.named(ctx, c.read, p, names)
	if err != nil || !slices.ContainsFunc(made, func(s stats.Stat) bool { return s.ID == 0 }) {
		return made, c.wrap("create stats", err)
	}
	err = c.change(ctx, "create stats", func(tx *sql.Tx) error {
		fresh := map[string]stats.NewStat{}
		for i, s := range made {
			if _, ok := fresh[names[i]]; s.ID == 0 && !ok {
				fresh[names[i]] = wanted[i]
			}
		}
		if err := c.admit(ctx, tx, p, len(fresh)); err != nil {
			return err
		}
		order := make([]string, 0, len(fresh)) // one order for all, so that nobody waits in a circle
		for name := range fresh {
			order = append(order, name)
		}
		slices.Sort(order)
		for _, name := range order {
			if err := c.create(ctx, tx, p, fresh[name]); err != nil {
				return err
			}
		}
		made, err = c.named(ctx, tx, p, names)
		return err
	})
	return made, err
}

// admit holds a project to its limits.
func (c *Catalog) admit(ctx context.Context, tx *sql.Tx, p stats.ProjectID, n int) error {
	var maxStats, maxNew, all, recent int
	err := tx.QueryRowContext(ctx, c.sql(`SELECT max_stats, max_new FROM project WHERE id = $1`), p).Scan(&maxStats, &maxNew)
	if err != nil {
		return err
	}
	minute := time.Now().Add(-time.Minute).Unix()
	err = tx.QueryRowContext(ctx, c.sql(`SELECT COUNT(*), COALESCE(SUM(CASE WHEN made > $2 THEN 1 ELSE 0 END), 0)
		FROM stat WHERE project = $1 AND trashed = 0`), p, minute).Scan(&all, &recent)
	switch {
	case err != nil:
		return err
	case all+n > maxStats:
		return fmt.Errorf("%w: at most %d", stats.ErrTooManyStats, maxStats)
	case recent+n > maxNew:
		return fmt.Errorf("%w: at most %d", stats.ErrTooManyNew, maxNew)
	}
	return nil
}

// create makes one stat, unless somebody has its name by now.
func (c *Catalog) create(ctx context.Context, tx *sql.Tx, p stats.ProjectID, s stats.NewStat) error {
	s.ID, s.Project = stats.StatID(stats.NewID()), p
	done, err := tx.ExecContext(ctx, c.sql(`INSERT INTO stat_name (project, name, stat_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`), p, s.Name, s.ID)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if s.Classic == "" {
		s.Classic = stats.NewClassicKey()
	}
	if s.EmbedKey == "" {
		s.EmbedKey = stats.NewEmbedKey()
	}
	now := time.Now()
	if s.Created.IsZero() {
		s.Created = now
	}
	if err := c.insert(ctx, tx, s, now); err != nil {
		return err
	}
	err = c.run(ctx, tx, `INSERT INTO embed_key (key, stat_id, first, created) VALUES ($1, $2, 1, $3)`, string(s.EmbedKey), s.ID, now.Unix())
	if err != nil {
		return err
	}
	return c.putTags(ctx, tx, s.ID, s.Tags)
}

// longest is how many characters an invented public id may grow by.
const longest = 8

// insert writes the stat's row. A public id that is taken is invented anew, a
// character longer; one that was asked for is an error.
func (c *Catalog) insert(ctx context.Context, tx *sql.Tx, s stats.NewStat, now time.Time) error {
	wanted := s.Public
	for longer := range longest {
		if wanted == "" {
			s.Public = stats.NewPublicID(longer)
		}
		done, err := tx.ExecContext(ctx, c.sql(`INSERT INTO stat (id, public_id, project, name, kind, unit, open, classic_key, created, made, trashed, into_id)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0) ON CONFLICT (public_id) DO NOTHING`),
			s.ID, string(s.Public), s.Project, s.Name, s.Kind, s.Unit, flag(s.Open), string(s.Classic), s.Created.Unix(), now.Unix())
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return err
		}
		if wanted != "" {
			break
		}
	}
	return fmt.Errorf("id %s: %w", wanted, stats.ErrTaken)
}

func (c *Catalog) putTags(ctx context.Context, tx *sql.Tx, id stats.StatID, tags []string) error {
	if err := c.run(ctx, tx, `DELETE FROM tag WHERE stat_id = $1`, id); err != nil {
		return err
	}
	for _, tag := range tags {
		if err := c.run(ctx, tx, `INSERT INTO tag (stat_id, tag) VALUES ($1, $2) ON CONFLICT DO NOTHING`, id, tag); err != nil {
			return err
		}
	}
	return nil
}

// Named implements stats.Catalog.
func (c *Catalog) Named(ctx context.Context, p stats.ProjectID, names []string) ([]stats.Stat, error) {
	found, err := c.named(ctx, c.read, p, names)
	return found, c.wrap("stats by name", err)
}

// named finds stats by name; what was merged is the stat it was merged into.
func (c *Catalog) named(ctx context.Context, from runner, p stats.ProjectID, names []string) ([]stats.Stat, error) {
	byName := make(map[string]stats.Stat, len(names))
	for part := range slices.Chunk(names, most) {
		args := []any{p}
		for _, name := range part {
			args = append(args, name)
		}
		err := c.each(ctx, from, `SELECT `+statColumns+`, n.name FROM stat_name n
			JOIN stat a ON a.id = n.stat_id JOIN stat s ON s.id = CASE WHEN a.into_id = 0 THEN a.id ELSE a.into_id END
			WHERE n.project = $1 AND n.name IN `+list(2, len(part)), args, func(rows *sql.Rows) error {
			var name string
			s, err := scanStat(rows, &name)
			byName[name] = s
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	found := make([]stats.Stat, len(names))
	for i, name := range names {
		found[i] = byName[name]
	}
	return found, c.fillTags(ctx, from, found)
}

// fillTags reads the tags of some stats.
func (c *Catalog) fillTags(ctx context.Context, from runner, all []stats.Stat) error {
	at := map[stats.StatID][]int{}
	var ids []stats.StatID
	for i, s := range all {
		if s.ID != 0 && at[s.ID] == nil {
			ids = append(ids, s.ID)
		}
		at[s.ID] = append(at[s.ID], i)
	}
	for part := range slices.Chunk(ids, most) {
		err := c.each(ctx, from, `SELECT stat_id, tag FROM tag WHERE stat_id IN `+list(1, len(part))+` ORDER BY tag`, anys(part), func(rows *sql.Rows) error {
			var id stats.StatID
			var tag string
			err := rows.Scan(&id, &tag)
			for _, i := range at[id] {
				all[i].Tags = append(all[i].Tags, tag)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func anys(ids []stats.StatID) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}

// Find implements stats.Catalog.
func (c *Catalog) Find(ctx context.Context, by stats.Lookup) (stats.Stat, error) {
	where, arg := `a.id = $1`, any(by.ID)
	switch {
	case by.Public != "":
		where, arg = `a.public_id = $1`, string(by.Public)
	case by.EmbedKey != "":
		where, arg = `a.id = (SELECT stat_id FROM embed_key WHERE key = $1 AND revoked = 0)`, string(by.EmbedKey)
	case by.Classic != "":
		where, arg = `a.classic_key = $1`, string(by.Classic)
	}
	s, err := scanStat(c.read.QueryRowContext(ctx, c.sql(`SELECT `+statColumns+` FROM stat a
		JOIN stat s ON s.id = CASE WHEN a.into_id = 0 THEN a.id ELSE a.into_id END WHERE s.trashed = 0 AND `+where), arg))
	if err != nil {
		return stats.Stat{}, c.wrap("stat", err)
	}
	one := []stats.Stat{s}
	err = c.fillTags(ctx, c.read, one)
	return one[0], c.wrap("tags", err)
}

// pageMost is how many stats a list gives at the most.
const pageMost = 10_000

// List implements stats.Catalog. A search finds any case of ASCII letters, and
// of others as far as the database knows them.
func (c *Catalog) List(ctx context.Context, p stats.ProjectID, f stats.Filter) (all []stats.Stat, err error) {
	where, args := `s.project = $1 AND s.into_id = 0 AND s.trashed = 0`, []any{p}
	if f.Trashed {
		where = `s.project = $1 AND s.into_id = 0 AND s.trashed <> 0`
	}
	if f.Search != "" {
		args = append(args, "%"+pattern.Replace(strings.ToLower(f.Search))+"%")
		where += fmt.Sprintf(` AND LOWER(s.name) LIKE $%d ESCAPE '!'`, len(args))
	}
	if f.Tag != "" {
		args = append(args, f.Tag)
		where += fmt.Sprintf(` AND EXISTS (SELECT 1 FROM tag t WHERE t.stat_id = s.id AND t.tag = $%d)`, len(args))
	}
	order := `s.created, s.id`
	if f.Order == stats.ByName {
		order = `s.name, s.id`
	}
	limit := f.Page.Limit
	if limit <= 0 || limit > pageMost {
		limit = pageMost
	}
	text := fmt.Sprintf(`SELECT %s FROM stat s WHERE %s ORDER BY %s LIMIT %d OFFSET %d`, statColumns, where, order, limit, max(f.Page.Offset, 0))
	err = c.each(ctx, c.read, text, args, func(rows *sql.Rows) error {
		s, err := scanStat(rows)
		all = append(all, s)
		return err
	})
	if err == nil {
		err = c.fillTags(ctx, c.read, all)
	}
	return all, c.wrap("list stats", err)
}

// pattern makes a search text mean itself in a LIKE.
var pattern = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// Update implements stats.Catalog.
func (c *Catalog) Update(ctx context.Context, s stats.Stat) error {
	return c.change(ctx, "update stat", func(tx *sql.Tx) error {
		err := c.exec(ctx, tx, `UPDATE stat SET unit = $1, open = $2, public_id = $3, classic_key = $4 WHERE id = $5`,
			s.Unit, flag(s.Open), string(s.Public), string(s.Classic), s.ID)
		if err != nil {
			return err
		}
		err = c.exec(ctx, tx, `UPDATE embed_key SET key = $1 WHERE stat_id = $2 AND first = 1`, string(s.EmbedKey), s.ID)
		if err != nil {
			return err
		}
		if err := c.putTags(ctx, tx, s.ID, s.Tags); err != nil {
			return err
		}
		return c.bump(ctx, tx)
	})
}

var errOtherKind = errors.New("into: stats are merged within one project and with one of their own kind")
