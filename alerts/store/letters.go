package store

import (
	"context"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/stats"
	"chartd/stats/catalog"
)

const letterFields = `key, project, destination, status, created, due, tries`

func scanLetter(r catalog.Row) (l alerts.Letter, err error) {
	var due int64
	m := &l.Message
	err = r.Scan(&m.Key, &m.Project, &m.Destination, &l.Status, &m.Created, &due, &m.Tries)
	l.Due = catalog.Moment(due)
	return l, err
}

// plain is a text that every database takes: what a destination answered may be
// anything.
func plain(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
}

// Letters implements alerts.Letters.
func (s *Store) Letters(ctx context.Context, p stats.ProjectID, status alerts.Status, n int) (list []alerts.Letter, err error) {
	err = s.db.Ask(ctx, "messages", func(q catalog.Conn) error {
		list, err = catalog.List(q, scanLetter, `SELECT `+letterFields+` FROM outbox
WHERE project = $1 AND status = $2 ORDER BY created DESC, key LIMIT $3`, int64(p), int64(status), n)
		for i := range list {
			if err == nil {
				err = notices(q, &list[i].Message)
				leaveCharts(list[i].Message.Notices)
			}
		}
		return err
	})
	return list, err
}

// fewNotices is how many notices of a listed message have charts at most.
const fewNotices = 20

// leaveCharts takes the charts from many notices, whose numbers are most of what
// they hold: a list of messages of a flood else needs several hundred megabytes.
func leaveCharts(list []alerts.Notice) {
	if len(list) > fewNotices {
		for i := range list {
			list[i].Chart = alerts.Chart{}
		}
	}
}

// countQuery counts what waits and what is dead, project by project: so it finds
// both in an index, beside all that was delivered in 90 days.
const countQuery = `SELECT o.status, count(*) FROM project p CROSS JOIN outbox o
WHERE o.project = p.id AND o.status IN (0, 2) GROUP BY o.status`

// count is how many messages have a status.
type count struct {
	status alerts.Status
	n      int64
}

func scanCount(r catalog.Row) (c count, err error) {
	err = r.Scan(&c.status, &c.n)
	return c, err
}

// Counts implements alerts.Letters.
func (s *Store) Counts(ctx context.Context) (waiting, dead int64, err error) {
	err = s.db.Ask(ctx, "count messages", func(q catalog.Conn) error {
		list, err := catalog.List(q, scanCount, countQuery)
		for _, c := range list {
			if c.status == alerts.Waiting {
				waiting = c.n
			} else {
				dead = c.n
			}
		}
		return err
	})
	return waiting, dead, err
}

// Retry implements alerts.Letters.
func (s *Store) Retry(ctx context.Context, p stats.ProjectID, key string, now time.Time) error {
	return s.db.Change(ctx, "retry message", func(tx catalog.Conn) error {
		return tx.Must(`UPDATE outbox SET status = 0, created = $3, due = $3 WHERE project = $1 AND key = $2 AND status IN (0, 2)`,
			int64(p), plain(key), now.Unix())
	})
}

// Drop implements alerts.Letters.
func (s *Store) Drop(ctx context.Context, p stats.ProjectID, key string) error {
	return s.db.Change(ctx, "drop message", func(tx catalog.Conn) error {
		return tx.Must(`UPDATE outbox SET status = 3, lease = 0, holder = 0 WHERE project = $1 AND key = $2 AND status IN (0, 2)`,
			int64(p), plain(key))
	})
}

func scanAttempt(r catalog.Row) (a alerts.Attempt, err error) {
	var at int64
	err = r.Scan(&a.Message, &at, &a.Status, &a.Answer)
	a.At = catalog.Moment(at)
	return a, err
}

// Attempts implements alerts.Letters.
func (s *Store) Attempts(ctx context.Context, id alerts.DestinationID, n int) (list []alerts.Attempt, err error) {
	err = s.db.Ask(ctx, "attempts", func(q catalog.Conn) error {
		list, err = catalog.List(q, scanAttempt,
			`SELECT message, at, status, answer FROM attempt WHERE destination = $1 ORDER BY at DESC, id LIMIT $2`, int64(id), n)
		return err
	})
	return list, err
}

// Prune implements alerts.Letters.
func (s *Store) Prune(ctx context.Context, now time.Time) error {
	before := func(age time.Duration) int64 { return now.Add(-age).Unix() }
	for _, step := range []struct {
		query string
		args  []any
	}{
		// Looked at twice: a courier may just have taken one, or somebody have retried it.
		{`UPDATE outbox SET status = 2, lease = 0, holder = 0 WHERE status = 0 AND (lease <= $3 OR lease > $4) AND created < $2 AND key IN
  (SELECT key FROM outbox WHERE status = 0 AND (lease <= $3 OR lease > $4) AND created < $2 ORDER BY created LIMIT $1)`,
			[]any{before(alerts.GiveUp), now.Unix(), now.Unix() + farthest}},
		{`DELETE FROM outbox WHERE status > 0 AND key IN
  (SELECT key FROM outbox WHERE status > 0 AND created < $2 ORDER BY created LIMIT $1)`, []any{before(alerts.KeepMessages)}},
		{`DELETE FROM attempt WHERE id IN (SELECT id FROM attempt WHERE at < $2 ORDER BY at LIMIT $1)`, []any{before(alerts.KeepMessages)}},
		{`DELETE FROM alert_entry WHERE id IN (SELECT id FROM alert_entry WHERE at < $2 ORDER BY at LIMIT $1)`, []any{before(alerts.KeepHistory)}},
	} {
		if err := s.prune(ctx, step.query, step.args...); err != nil {
			return err
		}
	}
	return s.trim(ctx)
}

// pruneBatch is how many rows one transaction removes, with all that belongs to
// them: couriers and watchers of a database with one writer wait for no more.
const pruneBatch = 500

// prune runs a statement, each time in a transaction of its own, until it finds
// less than a batch, which is its first parameter.
func (s *Store) prune(ctx context.Context, query string, args ...any) error {
	args = append([]any{pruneBatch}, args...)
	for n := int64(pruneBatch); n >= pruneBatch; {
		err := s.db.Change(ctx, "prune messages", func(tx catalog.Conn) (err error) {
			n, err = tx.Exec(query, args...)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// trim shortens long histories: a rule that fires and clears all the time has an
// entry a minute.
func (s *Store) trim(ctx context.Context) error {
	var long []int64
	err := s.db.Ask(ctx, "long histories", func(q catalog.Conn) (err error) {
		long, err = catalog.List(q, catalog.Whole, `SELECT alert FROM alert_entry GROUP BY alert HAVING count(*) > $1`, alerts.KeepEntries)
		return err
	})
	if err != nil {
		return err
	}
	for _, rule := range long {
		err := s.prune(ctx, `DELETE FROM alert_entry WHERE id IN
  (SELECT id FROM alert_entry WHERE alert = $2 ORDER BY at DESC, id LIMIT $1 OFFSET $3)`, rule, alerts.KeepEntries)
		if err != nil {
			return err
		}
	}
	return nil
}
