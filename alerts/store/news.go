package store

import (
	"context"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
	"chartd/stats/catalog"
)

func scanListener(r catalog.Row) (l report.Listener, err error) {
	var created, seen, told int64
	err = r.Scan(&l.Project, &created, &seen, &told)
	l.Created, l.Seen, l.Told = catalog.Moment(created), catalog.Moment(seen), catalog.Moment(told)
	return l, err
}

// listening are the projects with destinations that hear of news.
const listening = `SELECT d.project FROM destination d WHERE d.news = 1 AND d.off = ''`

// Listeners implements report.News.
func (s *Store) Listeners(ctx context.Context) (list []report.Listener, err error) {
	err = s.db.Change(ctx, "who hears of news", func(tx catalog.Conn) error {
		if _, err := tx.Exec(`DELETE FROM news WHERE project NOT IN (` + listening + `)`); err != nil {
			return err
		}
		list, err = catalog.List(tx, scanListener, `SELECT p.id, p.created, COALESCE(n.seen, 0), COALESCE(n.told, 0)
FROM project p LEFT JOIN news n ON n.project = p.id WHERE p.id IN (`+listening+`) ORDER BY p.id`)
		return err
	})
	return list, err
}

// born are stats that were made in a stretch of nanoseconds.
const born = ` FROM stat WHERE project = $1 AND made > $2 AND made <= $3 AND trashed = 0 AND into_id IS NULL`

func scanBorn(r catalog.Row) (s stats.Stat, err error) {
	err = r.Scan(&s.ID, &s.Public, &s.Project, &s.Name, &s.Kind, &s.Unit)
	return s, err
}

// Born implements report.News. The stats have ids, name, kind and unit.
func (s *Store) Born(ctx context.Context, p stats.ProjectID, after, to time.Time, n int) (list []stats.Stat, all int, err error) {
	err = s.db.Ask(ctx, "new stats", func(q catalog.Conn) error {
		count, err := catalog.One(q, catalog.Whole, `SELECT count(*)`+born, int64(p), after.UnixNano(), to.UnixNano())
		if err != nil || count == 0 {
			return err
		}
		all = int(count)
		list, err = catalog.List(q, scanBorn, `SELECT id, public_id, project, name, kind, unit`+born+` ORDER BY made, id LIMIT $4`,
			int64(p), after.UnixNano(), to.UnixNano(), n)
		return err
	})
	return list, all, err
}

// Tell implements report.News.
func (s *Store) Tell(ctx context.Context, now time.Time, was report.Listener, seen time.Time, n *alerts.Notice) error {
	return s.db.Change(ctx, "tell of new stats", func(tx catalog.Conn) error {
		told := was.Told
		if n != nil {
			told = now
		}
		query, args := `UPDATE news SET seen = $2, told = $3 WHERE project = $1 AND seen = $4`, []any{int64(was.Project), seen.Unix(), catalog.Unix(told), was.Seen.Unix()}
		if was.Seen.IsZero() {
			query, args = `INSERT INTO news (project, seen, told) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, args[:3]
		}
		changed, err := tx.Exec(query, args...)
		if err != nil {
			return err
		}
		if changed == 0 {
			return alerts.ErrStale
		}
		if n == nil {
			return nil
		}
		ids, err := catalog.List(tx, scanDestinationID, `SELECT id FROM destination WHERE project = $1 AND news = 1 AND off = ''`, int64(was.Project))
		if err != nil {
			return err
		}
		return enqueue(tx, toAll(ids, *n), now)
	})
}
