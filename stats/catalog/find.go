package catalog

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"chartd/stats"
)

const statFields = `s.id, s.public_id, s.project, s.name, s.kind, s.unit, s.open, s.classic, s.created, s.trashed,
  COALESCE(s.into_id, 0),
  COALESCE((SELECT e.key FROM embed_key e WHERE e.stat = s.id AND e.number = 0), ''),
  COALESCE((SELECT CAST(json_group_array(t.tag) AS TEXT) FROM tag t WHERE t.stat = s.id), '[]')`

// scanStat scans statFields, and more columns before them.
func scanStat(r row, before ...any) (s stats.Stat, err error) {
	var open, created, trashed int64
	var tags string
	err = r.Scan(append(before, &s.ID, &s.Public, &s.Project, &s.Name, &s.Kind, &s.Unit, &open, &s.Classic,
		&created, &trashed, &s.Into, &s.EmbedKey, &tags)...)
	if err != nil {
		return s, err
	}
	s.Open, s.Created, s.Trashed = open == 1, moment(created), moment(trashed)
	if tags != "[]" {
		err = json.Unmarshal([]byte(tags), &s.Tags)
		slices.Sort(s.Tags)
	}
	return s, err
}

func scanOneStat(r row) (stats.Stat, error) { return scanStat(r) }

// namedStat is a stat under one of its names.
type namedStat struct {
	name string
	stat stats.Stat
}

func scanNamed(r row) (n namedStat, err error) {
	n.stat, err = scanStat(r, &n.name)
	return n, err
}

// Named implements stats.Catalog.
func (c *Catalog) Named(ctx context.Context, p stats.ProjectID, names []string) (found []stats.Stat, err error) {
	err = c.ask(ctx, "stats by name", func(q conn) error {
		found, err = named(q, p, names)
		return err
	})
	return found, err
}

// CROSS makes SQLite look each name up: by itself it compares all names of the
// project with all that are asked for.
const byNames = `SELECT n.name, ` + statFields + `
FROM ROWS($1)
CROSS JOIN stat_name n
JOIN stat s ON s.id = n.stat
WHERE n.project = $2 AND n.name = r.value->>0`

func named(q conn, p stats.ProjectID, names []string) ([]stats.Stat, error) {
	by := make(map[string]stats.Stat, len(names))
	asked := make([]string, 0, len(names)) // each once
	for _, name := range names {
		if _, ok := by[name]; !ok && storable(name) {
			by[name] = stats.Stat{}
			asked = append(asked, name)
		}
	}
	known, err := list(q, scanNamed, byNames, column(asked), int64(p))
	if err != nil {
		return nil, err
	}
	for _, k := range known {
		by[k.name] = k.stat
	}
	found := make([]stats.Stat, len(names))
	for i, name := range names {
		found[i] = by[name]
	}
	return found, nil
}

// Find implements stats.Catalog. What leads to a merged stat finds the one it
// was merged into. An embed key that is held to less than all of its stat finds
// none: who looks at Granted knows what may be shown.
func (c *Catalog) Find(ctx context.Context, by stats.Lookup) (s stats.Stat, err error) {
	where, key := `a.id = $1`, any(int64(by.ID))
	switch {
	case by.Public != "":
		where, key = `a.public_id = $1`, string(by.Public)
	case by.EmbedKey != "":
		where, key = `a.id = (SELECT e.stat FROM embed_key e WHERE e.key = $1 AND e.revoked = 0
  AND e.frame = '' AND e.single = 0 AND e.origins = '')`, string(by.EmbedKey)
	case by.Classic != "":
		where, key = `a.classic = $1`, string(by.Classic)
	}
	if text, ok := key.(string); ok && !storable(text) {
		return s, stats.ErrNotFound
	}
	err = c.ask(ctx, "find stat", func(q conn) error {
		s, err = one(q, scanOneStat, `SELECT `+statFields+`
FROM stat a JOIN stat s ON s.id = COALESCE(a.into_id, a.id)
WHERE s.trashed = 0 AND `+where, key)
		return err
	})
	return s, err
}

// Searches look into folded names with instr, not with LIKE: nothing needs to
// be escaped, and SQLite folds as much as PostgreSQL does. The page is chosen
// from an index alone, before any of its stats is read.
const page = `SELECT ` + statFields + `
FROM stat s JOIN (
  SELECT s.id FROM stat s
  WHERE s.project = $1 AND s.into_id IS NULL AND (s.trashed > 0) = ($2 = 1)
    AND ($3 = '' OR instr(s.folded, $3) > 0)
    AND ($4 = '' OR EXISTS (SELECT 1 FROM tag t WHERE t.stat = s.id AND t.tag = $4))`

// Both parts of a query for a page have one order.
const (
	byCreation = `s.created, s.made, s.id`
	byName     = `s.folded, s.name, s.id`

	ofPage = ` LIMIT $5 OFFSET $6
) page ON page.id = s.id
ORDER BY `
)

// pageOf is the query for a page of a list. $7 is After, where there is one.
func pageOf(f stats.Filter) string {
	order, behind := byCreation, ""
	if f.Order == stats.ByName {
		order = byName
	}
	if f.After != 0 {
		behind = ` AND (` + order + `) > (SELECT ` + order + ` FROM stat s WHERE s.id = $7)`
	}
	return page + behind + ` ORDER BY ` + order + ofPage + order
}

// List implements stats.Catalog. Stats that were merged into others are not
// listed. By name means by folded name: case counts only between equals.
func (c *Catalog) List(ctx context.Context, p stats.ProjectID, f stats.Filter) (all []stats.Stat, err error) {
	if !storable(f.Search) || !storable(f.Tag) {
		return nil, nil
	}
	limit := f.Page.Limit
	if limit <= 0 {
		limit = 10_000
	}
	err = c.ask(ctx, "list stats", func(q conn) error {
		args := []any{int64(p), bit(f.Trashed), fold(f.Search), f.Tag, limit, max(f.Page.Offset, 0)}
		if f.After != 0 {
			args = append(args, int64(f.After))
		}
		all, err = list(q, scanOneStat, pageOf(f), args...)
		if err == nil && len(all) == 0 && f.After != 0 {
			_, err = statOf(q, f.After)
		}
		return err
	})
	return all, err
}

// fold is a text with all cases of a letter made one, as strings.EqualFold
// sees them, in every script. An accent that is a character of its own stays
// one.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		if unicode.SimpleFold(least) == least { // İ has no other case, though its small letter is said to be i
			return least
		}
		return unicode.ToLower(least)
	}, text)
}

// Update implements stats.Catalog. An empty key or public id is left as it is.
func (c *Catalog) Update(ctx context.Context, s stats.Stat) error {
	return c.changeStat(ctx, "update stat", s.ID, func(tx conn, was stats.Stat) error {
		if s.Public == "" {
			s.Public = was.Public
		}
		if s.Classic == "" {
			s.Classic = was.Classic
		}
		if s.Created.IsZero() {
			s.Created = was.Created
		}
		_, err := tx.exec(`UPDATE stat SET unit = $2, open = $3, public_id = $4, classic = $5, created = $6 WHERE id = $1`,
			int64(s.ID), s.Unit, bit(s.Open), string(s.Public), string(s.Classic), unix(s.Created))
		if err != nil {
			return err
		}
		if err := c.updateEmbedKey(tx, s, was); err != nil {
			return err
		}
		if _, err := tx.exec(`DELETE FROM tag WHERE stat = $1`, int64(s.ID)); err != nil {
			return err
		}
		if err := insertTags(tx, []stats.Stat{s}); err != nil {
			return err
		}
		if !remembered(s, was) {
			return nil
		}
		return tx.bump()
	})
}

// remembered reports whether an update changed what somebody may have in memory.
func remembered(s, was stats.Stat) bool {
	return s.Classic != was.Classic || s.Public != was.Public || s.Open != was.Open || s.Unit != was.Unit ||
		s.EmbedKey != "" && s.EmbedKey != was.EmbedKey
}

// updateEmbedKey replaces a stat's own embed key, which stops working.
func (c *Catalog) updateEmbedKey(tx conn, s, was stats.Stat) error {
	if s.EmbedKey == "" || s.EmbedKey == was.EmbedKey {
		return nil
	}
	if _, err := tx.exec(`DELETE FROM embed_key WHERE stat = $1 AND number = 0`, int64(s.ID)); err != nil {
		return err
	}
	_, err := tx.exec(`INSERT INTO embed_key (key, stat, number, created) VALUES ($1, $2, 0, $3)`,
		string(s.EmbedKey), int64(s.ID), c.now().Unix())
	return err
}
