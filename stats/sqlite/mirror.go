package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"

	"chartd/stats"
)

// Mirror implements stats.Mirror: what this node has learned of keys and names
// lies here while the database is away. Keys are only compared, so they are
// kept as digests.
type Mirror struct{ db *DB }

var _ stats.Mirror = (*Mirror)(nil)

// digest is what is kept of a key; of none nothing is.
func digest(key string) []byte {
	if key == "" {
		return []byte{}
	}
	sum := sha256.Sum256([]byte(key))
	return sum[:]
}

// Owners implements stats.Mirror.
func (m *Mirror) Owners(ctx context.Context) ([]stats.ProjectID, error) {
	rows, err := m.db.read.QueryContext(ctx, `SELECT DISTINCT project FROM mirror_key ORDER BY project`)
	if err != nil {
		return nil, wrap("mirror", err)
	}
	defer rows.Close()
	var list []stats.ProjectID
	for rows.Next() {
		var id stats.ProjectID
		if err := rows.Scan(&id); err != nil {
			return nil, wrap("mirror", err)
		}
		list = append(list, id)
	}
	return list, wrap("mirror", rows.Err())
}

// Keep implements stats.Mirror.
func (m *Mirror) Keep(ctx context.Context, version int64, list []stats.Project) error {
	return wrap("mirror", m.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM mirror_key`); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE mirror_version SET version = ?`, version); err != nil {
			return err
		}
		return rememberKeys(ctx, tx, list)
	}))
}

// Stats implements stats.Mirror.
func (m *Mirror) Stats(ctx context.Context, after stats.Stat, n int) ([]stats.Stat, error) {
	rows, err := m.db.read.QueryContext(ctx, `SELECT project, name, stat_id, kind FROM mirror_stat
		WHERE (project, name) > (?, ?) ORDER BY project, name LIMIT ?`, after.Project, after.Name, n)
	if err != nil {
		return nil, wrap("mirror", err)
	}
	defer rows.Close()
	var list []stats.Stat
	for rows.Next() {
		var s stats.Stat
		if err := rows.Scan(&s.Project, &s.Name, &s.ID, &s.Kind); err != nil {
			return nil, wrap("mirror", err)
		}
		list = append(list, s)
	}
	return list, wrap("mirror", rows.Err())
}

// ForgetStats implements stats.Mirror.
func (m *Mirror) ForgetStats(ctx context.Context, list []stats.Stat) error {
	if len(list) == 0 {
		return nil
	}
	return wrap("mirror", m.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, s := range list {
			if _, err := tx.ExecContext(ctx, `DELETE FROM mirror_stat WHERE project = ? AND name = ?`, s.Project, s.Name); err != nil {
				return err
			}
		}
		return nil
	}))
}

// remember writes n rows, if what they were learned at is the kept version.
func (m *Mirror) remember(ctx context.Context, version int64, n int, write func(context.Context, *sql.Tx) error) error {
	if n == 0 {
		return nil
	}
	return wrap("mirror", m.db.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var held int64
		err := tx.QueryRowContext(ctx, `SELECT version FROM mirror_version`).Scan(&held)
		if err != nil || held != version {
			return err
		}
		return write(ctx, tx)
	}))
}

// RememberProjects implements stats.Mirror.
func (m *Mirror) RememberProjects(ctx context.Context, version int64, list []stats.Project) error {
	return m.remember(ctx, version, len(list), func(ctx context.Context, tx *sql.Tx) error { return rememberKeys(ctx, tx, list) })
}

// rememberKeys writes the keys of projects in the place of those they had.
func rememberKeys(ctx context.Context, tx *sql.Tx, list []stats.Project) error {
	for _, p := range list {
		if _, err := tx.ExecContext(ctx, `DELETE FROM mirror_key WHERE project = ?`, p.ID); err != nil {
			return err
		}
		for kind, key := range map[stats.KeyKind]string{stats.EZKind: string(p.EZKey), stats.BackupKind: string(p.Backup), stats.UKind: string(p.UKey)} {
			if key == "" {
				continue
			}
			if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO mirror_key (digest, project, kind, ez_on) VALUES (?, ?, ?, ?)`, digest(key), p.ID, kind, p.EZOn); err != nil {
				return err
			}
		}
	}
	return nil
}

// RecallProject implements stats.Mirror. Of the project it knows what a post
// needs.
func (m *Mirror) RecallProject(ctx context.Context, key string) (p stats.Project, kind stats.KeyKind, err error) {
	err = m.db.read.QueryRowContext(ctx, `SELECT project, kind, ez_on FROM mirror_key WHERE digest = ?`, digest(key)).Scan(&p.ID, &kind, &p.EZOn)
	if errors.Is(err, sql.ErrNoRows) {
		return p, 0, stats.ErrKeys
	}
	return p, kind, wrap("mirror", err)
}

// RememberStats implements stats.Mirror.
func (m *Mirror) RememberStats(ctx context.Context, version int64, list []stats.Stat) error {
	return m.remember(ctx, version, len(list), func(ctx context.Context, tx *sql.Tx) error {
		for _, s := range list {
			if _, err := tx.ExecContext(ctx, `INSERT INTO mirror_stat (project, name, stat_id, kind, classic) VALUES (?1, ?2, ?3, ?4, ?5)
				ON CONFLICT DO UPDATE SET stat_id = ?3, kind = ?4, classic = ?5 WHERE (stat_id, kind, classic) IS NOT (?3, ?4, ?5)`,
				s.Project, s.Name, s.ID, s.Kind, digest(string(s.Classic))); err != nil {
				return err
			}
		}
		return nil
	})
}

// RecallStats implements stats.Mirror.
func (m *Mirror) RecallStats(ctx context.Context, p stats.ProjectID, names []string) ([]stats.Stat, error) {
	get, err := m.db.read.PrepareContext(ctx, `SELECT stat_id, kind FROM mirror_stat WHERE project = ? AND name = ?`)
	if err != nil {
		return nil, wrap("mirror", err)
	}
	defer get.Close()
	list := make([]stats.Stat, len(names))
	for i, name := range names {
		list[i] = stats.Stat{Project: p, Name: name}
		err := get.QueryRowContext(ctx, p, name).Scan(&list[i].ID, &list[i].Kind)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, wrap("mirror", err)
		}
	}
	return list, nil
}

// RecallClassic implements stats.Mirror.
func (m *Mirror) RecallClassic(ctx context.Context, key stats.ClassicKey) (s stats.Stat, err error) {
	if key == "" {
		return s, stats.ErrNotFound
	}
	err = m.db.read.QueryRowContext(ctx, `SELECT project, name, stat_id, kind FROM mirror_stat WHERE classic = ? LIMIT 1`, digest(string(key))).Scan(&s.Project, &s.Name, &s.ID, &s.Kind)
	if errors.Is(err, sql.ErrNoRows) {
		return s, stats.ErrNotFound
	}
	return s, wrap("mirror", err)
}
