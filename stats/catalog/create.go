package catalog

import (
	"context"
	"fmt"
	"slices"
	"time"

	"chartd/stats"
)

// maxTries is how often an invented public id is made longer before it is
// clear that what is in use is a key that somebody asked for.
const maxTries = 5

// Create implements stats.Catalog. The limits are the project's: MaxStats
// bounds what List lists without the trash, MaxNew those whose Created lies in
// the current minute. An unknown project is stats.ErrNotFound. A name that is
// wanted twice is made once, as it is wanted first.
func (c *Catalog) Create(ctx context.Context, p stats.ProjectID, wanted []stats.NewStat) ([]stats.Stat, error) {
	names := make([]string, len(wanted))
	for i, w := range wanted {
		names[i] = w.Name
	}
	found, err := c.Named(ctx, p, names)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(found, unknown) {
		return found, nil
	}
	err = c.change(ctx, "create stats", func(tx conn) error {
		room, err := holdRoom(tx, p)
		if err != nil {
			return err
		}
		if found, err = named(tx, p, names); err != nil {
			return err
		}
		list := missing(p, wanted, found)
		if len(list) == 0 {
			return nil // others were quicker
		}
		if err := c.insertStats(tx, room, list); err != nil {
			return err
		}
		found, err = named(tx, p, names)
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

func unknown(s stats.Stat) bool { return s.ID == 0 }

// missing lists the wanted stats that were not found, each name once.
func missing(p stats.ProjectID, wanted []stats.NewStat, found []stats.Stat) []stats.Stat {
	var list []stats.Stat
	seen := map[string]bool{}
	for i, w := range wanted {
		if !unknown(found[i]) || seen[w.Name] {
			continue
		}
		seen[w.Name] = true
		w.Project = p
		list = append(list, w)
	}
	return list
}

// room is a project's limits and what counts against them.
type room struct {
	project                         int64
	maxStats, maxNew, stats, recent int64
	minute                          int64 // in which recent were made
}

func scanRoom(r row) (m room, err error) {
	err = r.Scan(&m.project, &m.maxStats, &m.maxNew, &m.stats, &m.recent, &m.minute)
	return m, err
}

// holdRoom holds the project until the transaction ends.
func holdRoom(tx conn, p stats.ProjectID) (room, error) {
	return one(tx, scanRoom, `SELECT id, max_stats, max_new, stat_count, new_count, new_minute
FROM project WHERE id = $1 LOCKED`, int64(p))
}

// take counts new stats, of which some are of this minute.
func (m *room) take(n, fresh, minute int64) error {
	if m.minute != minute {
		m.minute, m.recent = minute, 0
	}
	if fresh > 0 && m.recent+fresh > m.maxNew {
		return fmt.Errorf("%w: at most %d", stats.ErrTooManyNew, m.maxNew)
	}
	if m.stats+n > m.maxStats {
		return fmt.Errorf("%w: at most %d", stats.ErrTooManyStats, m.maxStats)
	}
	m.stats, m.recent = m.stats+n, m.recent+fresh
	return nil
}

func (m *room) save(tx conn) error {
	return tx.must(`UPDATE project SET stat_count = $2, new_count = $3, new_minute = $4 WHERE id = $1`,
		m.project, m.stats, m.recent, m.minute)
}

// insertStats writes new stats of a project that is held.
func (c *Catalog) insertStats(tx conn, m room, list []stats.Stat) error {
	now := c.now()
	fresh := int64(0)
	for i := range list {
		list[i].Created = c.Created(list[i].Created)
		if list[i].Created.Unix()/60 == now.Unix()/60 {
			fresh++
		}
	}
	if err := m.take(int64(len(list)), fresh, now.Unix()/60); err != nil {
		return err
	}
	for part := range slices.Chunk(list, insertBatch) {
		if err := c.insertPart(tx, part, now); err != nil {
			return err
		}
		now = now.Add(insertBatch) // the next are younger
	}
	return m.save(tx)
}

// insertBatch bounds how long one statement takes.
const insertBatch = 500

func (c *Catalog) insertPart(tx conn, list []stats.Stat, now time.Time) error {
	made, err := c.insertRows(tx, list, now)
	if err != nil {
		return err
	}
	if err := insertNames(tx, made); err != nil {
		return err
	}
	if err := insertEmbedKeys(tx, made); err != nil {
		return err
	}
	return insertTags(tx, made)
}

const insertStat = `INSERT INTO stat (id, public_id, project, name, folded, kind, unit, open, classic, created, made)
SELECT CAST(r.value->>0 AS BIGINT), r.value->>1, CAST(r.value->>2 AS BIGINT), r.value->>3, r.value->>4,
  CAST(r.value->>5 AS BIGINT), r.value->>6, CAST(r.value->>7 AS BIGINT), r.value->>8,
  CAST(r.value->>9 AS BIGINT), CAST(r.value->>10 AS BIGINT)
FROM ROWS($1) WHERE true
ON CONFLICT DO NOTHING
RETURNING id`

// insertRows writes the stats themselves and returns them with what it
// invented. An id that is in use makes the next try longer.
func (c *Catalog) insertRows(tx conn, wanted []stats.Stat, now time.Time) ([]stats.Stat, error) {
	made := slices.Clone(wanted)
	left := make([]int, len(made))
	for i := range left {
		left[i] = i
	}
	for longer := range maxTries {
		rows := make([][]any, len(left))
		for n, i := range left {
			s := &made[i]
			c.invent(s, wanted[i], longer)
			rows[n] = []any{int64(s.ID), string(s.Public), int64(s.Project), s.Name, fold(s.Name), int64(s.Kind),
				s.Unit, bit(s.Open), string(s.Classic), unix(s.Created), now.UnixNano() + int64(i)}
		}
		written, err := list(tx, statID, insertStat, table(rows))
		if err != nil {
			return nil, err
		}
		if len(written) == len(left) {
			return made, nil
		}
		left = slices.DeleteFunc(left, func(i int) bool { return slices.Contains(written, made[i].ID) })
	}
	return nil, stats.ErrTaken
}

// invent fills what was not asked for.
func (c *Catalog) invent(s *stats.Stat, wanted stats.NewStat, longer int) {
	s.ID = stats.StatID(stats.NewID())
	if wanted.Public == "" {
		s.Public = c.publicID(longer)
	}
	if wanted.Classic == "" {
		s.Classic = stats.NewClassicKey()
	}
	if wanted.EmbedKey == "" {
		s.EmbedKey = stats.NewEmbedKey()
	}
}

func insertNames(tx conn, made []stats.Stat) error {
	rows := make([][]any, len(made))
	for i, s := range made {
		rows[i] = []any{int64(s.Project), s.Name, int64(s.ID)}
	}
	_, err := tx.exec(`INSERT INTO stat_name (project, name, stat)
SELECT CAST(r.value->>0 AS BIGINT), r.value->>1, CAST(r.value->>2 AS BIGINT) FROM ROWS($1)`, table(rows))
	return err
}

func insertEmbedKeys(tx conn, made []stats.Stat) error {
	rows := make([][]any, len(made))
	for i, s := range made {
		rows[i] = []any{string(s.EmbedKey), int64(s.ID), unix(s.Created)}
	}
	_, err := tx.exec(`INSERT INTO embed_key (key, stat, number, created)
SELECT r.value->>0, CAST(r.value->>1 AS BIGINT), 0, CAST(r.value->>2 AS BIGINT) FROM ROWS($1)`, table(rows))
	return err
}

// insertTags writes the tags of stats that have none yet.
func insertTags(tx conn, list []stats.Stat) error {
	var rows [][]any
	for _, s := range list {
		tags := slices.Sorted(slices.Values(s.Tags))
		for _, tag := range slices.Compact(tags) {
			rows = append(rows, []any{int64(s.ID), tag})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	_, err := tx.exec(`INSERT INTO tag (stat, tag)
SELECT CAST(r.value->>0 AS BIGINT), r.value->>1 FROM ROWS($1)`, table(rows))
	return err
}
