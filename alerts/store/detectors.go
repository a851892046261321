package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"chartd/alerts"
	"chartd/stats"
	"chartd/stats/catalog"
)

// told is the body of a memory.
type told struct {
	Told      []alerts.Sighting
	Count     int64
	Dismissed int
	Learning  bool
	Score     float64
}

func scanMemory(r catalog.Row) (m alerts.Memory, err error) {
	var off int64
	var text string
	if err := r.Scan(&m.Stat, &m.Rev, &m.At, &off, &m.Denied, &text, &m.State); err != nil {
		return m, err
	}
	m.Off = off == 1
	return m, fill(&m, text)
}

// fill reads the body of a memory.
func fill(m *alerts.Memory, text string) error {
	var t told
	err := unbody(text, &t)
	m.Told, m.Count, m.Dismissed, m.Learning, m.Score = t.Told, t.Count, t.Dismissed, t.Learning, t.Score
	return err
}

// Memories implements alerts.Detectors.
func (s *Store) Memories(ctx context.Context, ids []stats.StatID) ([]alerts.Memory, error) {
	rows := make([][]any, len(ids))
	for i, id := range ids {
		rows[i] = []any{int64(id)}
	}
	stored := map[stats.StatID]alerts.Memory{}
	err := s.db.Ask(ctx, "memories of stats", func(q catalog.Conn) error {
		found, err := catalog.List(q, scanMemory, `SELECT stat, rev, at, off, denied, body, state FROM detector
WHERE stat IN (SELECT CAST(r.value->>0 AS BIGINT) FROM ROWS($1))`, catalog.Table(rows))
		for _, m := range found {
			stored[m.Stat] = m
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	list := make([]alerts.Memory, len(ids))
	for i, id := range ids {
		list[i] = stored[id]
		list[i].Stat = id
	}
	return list, nil
}

func scanLearned(r catalog.Row) (l alerts.Learned, err error) {
	var off int64
	var text string
	m, s := &l.Memory, &l.Stat
	if err := r.Scan(&m.Stat, &m.Rev, &m.At, &off, &m.Denied, &text, &s.Public, &s.Name, &s.Kind, &s.Unit, &s.Project); err != nil {
		return l, err
	}
	s.ID, m.Off = m.Stat, off == 1
	return l, fill(m, text)
}

// Learned implements alerts.Detectors.
func (s *Store) Learned(ctx context.Context, p stats.ProjectID) (list []alerts.Learned, err error) {
	err = s.db.Ask(ctx, "memories of project", func(q catalog.Conn) error {
		list, err = catalog.List(q, scanLearned, `SELECT d.stat, d.rev, d.at, d.off, d.denied, d.body, s.public_id, s.name, s.kind, s.unit, s.project
FROM detector d JOIN stat s ON s.id = d.stat WHERE s.project = $1 AND s.trashed = 0 AND s.into_id IS NULL ORDER BY s.name`, int64(p))
		return err
	})
	return list, err
}

// Remember implements alerts.Detectors.
func (s *Store) Remember(ctx context.Context, now time.Time, lessons ...alerts.Lesson) error {
	lessons = slices.SortedFunc(slices.Values(lessons), func(a, b alerts.Lesson) int { return cmp.Compare(a.Memory.Stat, b.Memory.Stat) })
	stale := false
	err := s.db.Change(ctx, "remember stats", func(tx catalog.Conn) error {
		notices := map[stats.ProjectID][]alerts.Notice{}
		stale = false
		for _, l := range lessons {
			ok, err := remember(tx, l.Memory)
			if err != nil {
				return err
			}
			if stale = stale || !ok; ok && len(l.Notices) > 0 {
				notices[l.Project] = append(notices[l.Project], l.Notices...)
			}
		}
		to := map[alerts.DestinationID][]alerts.Notice{}
		for project, list := range notices {
			ids, err := catalog.List(tx, scanDestinationID, `SELECT id FROM destination WHERE project = $1 AND automatic = 1`, int64(project))
			if err != nil {
				return err
			}
			for _, id := range ids {
				to[id] = list
			}
		}
		return enqueue(tx, to, now)
	})
	if err == nil && stale {
		return alerts.ErrStale
	}
	return err
}

// remember saves one memory, unless it is stale.
func remember(tx catalog.Conn, m alerts.Memory) (ok bool, err error) {
	text, err := body(told{m.Told, m.Count, m.Dismissed, m.Learning, m.Score})
	if err != nil {
		return false, err
	}
	query := `UPDATE detector SET rev = rev + 1, at = $3, body = $4, state = $5 WHERE stat = $1 AND rev = $2`
	if m.Rev == 0 {
		query = `INSERT INTO detector (stat, rev, at, body, state) SELECT id, $2 + 1, $3, $4, $5 FROM stat WHERE id = $1 ON CONFLICT DO NOTHING`
	}
	n, err := tx.Exec(query, int64(m.Stat), m.Rev, int64(m.At), text, m.State)
	return n > 0, err
}

// Switch implements alerts.Detectors.
func (s *Store) Switch(ctx context.Context, id stats.StatID, off bool) error {
	return s.db.Change(ctx, "switch automatic alerts", func(tx catalog.Conn) error {
		_, err := tx.Exec(`INSERT INTO detector (stat, rev, off) VALUES ($1, 1, $2)
ON CONFLICT (stat) DO UPDATE SET off = $2, rev = detector.rev + 1`, int64(id), catalog.Bit(off))
		return err
	})
}

// Deny implements alerts.Detectors.
func (s *Store) Deny(ctx context.Context, id stats.StatID) error {
	return s.db.Change(ctx, "deny anomaly", func(tx catalog.Conn) error {
		_, err := tx.Exec(`INSERT INTO detector (stat, rev, denied) VALUES ($1, 1, 1)
ON CONFLICT (stat) DO UPDATE SET denied = detector.denied + 1, rev = detector.rev + 1`, int64(id))
		return err
	})
}
