package store

import (
	"context"
	"time"

	"chartd/alerts"
	"chartd/stats"
	"chartd/stats/catalog"
)

// told is the body of a memory.
type told struct {
	Told  []int64
	Count int64
}

func scanMemory(r catalog.Row) (m alerts.Memory, err error) {
	var off int64
	var text string
	if err := r.Scan(&m.Stat, &m.Rev, &m.At, &off, &m.Denied, &text, &m.State); err != nil {
		return m, err
	}
	var t told
	err = unbody(text, &t)
	m.Off, m.Told, m.Count = off == 1, t.Told, t.Count
	return m, err
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

// Remember implements alerts.Detectors.
func (s *Store) Remember(ctx context.Context, p stats.ProjectID, m alerts.Memory, notices []alerts.Notice, now time.Time) error {
	text, err := body(told{m.Told, m.Count})
	if err != nil {
		return err
	}
	return s.db.Change(ctx, "remember stat", func(tx catalog.Conn) error {
		query := `UPDATE detector SET rev = rev + 1, at = $3, body = $4, state = $5 WHERE stat = $1 AND rev = $2`
		if m.Rev == 0 {
			query = `INSERT INTO detector (stat, rev, at, body, state) VALUES ($1, $2 + 1, $3, $4, $5) ON CONFLICT DO NOTHING`
		}
		n, err := tx.Exec(query, int64(m.Stat), m.Rev, int64(m.At), text, m.State)
		if err != nil {
			return err
		}
		if n == 0 {
			return alerts.ErrStale
		}
		if len(notices) == 0 {
			return nil
		}
		list, err := catalog.List(tx, scanDestinationID, `SELECT id FROM destination WHERE project = $1 AND automatic = 1`, int64(p))
		if err != nil {
			return err
		}
		to := map[alerts.DestinationID][]alerts.Notice{}
		for _, id := range list {
			to[id] = notices
		}
		return enqueue(tx, to, now)
	})
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
