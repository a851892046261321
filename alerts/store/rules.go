package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"chartd/alerts"
	"chartd/stats"
	"chartd/stats/catalog"
)

const watchFields = `a.id, a.public_id, a.project, a.stat, a.body, a.state, a.rev, a.created,
  s.id, s.public_id, s.name, s.kind, s.unit, s.created, s.trashed`

// watchTables joins an alert with the stat that its own was merged into.
const watchTables = ` FROM alert a JOIN stat o ON o.id = a.stat JOIN stat s ON s.id = COALESCE(o.into_id, o.id) `

func scanWatch(r catalog.Row) (w alerts.Watch, err error) {
	var own alerts.Rule
	var rule, state string
	var made, created, trashed int64
	s := &w.Stat
	err = r.Scan(&own.ID, &own.Public, &own.Project, &own.Stat, &rule, &state, &w.Rev, &made,
		&s.ID, &s.Public, &s.Name, &s.Kind, &s.Unit, &created, &trashed)
	if err != nil {
		return w, err
	}
	if err := errors.Join(unbody(rule, &w.Rule), unbody(state, &w.State)); err != nil {
		return w, fmt.Errorf("alert %s: %w", own.Public, err)
	}
	w.Rule.ID, w.Rule.Public, w.Rule.Project, w.Rule.Stat = own.ID, own.Public, own.Project, own.Stat
	w.Rule.Created = catalog.Moment(made)
	s.Project, s.Created, s.Trashed = own.Project, catalog.Moment(created), catalog.Moment(trashed)
	return w, nil
}

// Due implements alerts.Rules.
func (s *Store) Due(ctx context.Context, now time.Time, n int) (due []alerts.Watch, err error) {
	err = s.db.Ask(ctx, "due alerts", func(q catalog.Conn) error {
		due, err = catalog.List(q, scanWatch, `SELECT `+watchFields+watchTables+
			`WHERE a.due <= $1 AND s.trashed = 0 AND o.trashed = 0 ORDER BY a.due, a.id LIMIT $2`, now.Unix(), n)
		return err
	})
	return due, err
}

// Postpone implements alerts.Rules.
func (s *Store) Postpone(ctx context.Context, list []alerts.Later) error {
	list = slices.SortedFunc(slices.Values(list), func(a, b alerts.Later) int { return cmp.Compare(a.Rule, b.Rule) })
	rows := make([][]any, len(list))
	for i, l := range list {
		rows[i] = []any{int64(l.Rule), l.Rev, l.Due.Unix()}
	}
	return s.db.Change(ctx, "postpone alerts", func(tx catalog.Conn) error {
		_, err := tx.Exec(`UPDATE alert SET due = CAST(r.value->>2 AS BIGINT) FROM ROWS($1)
WHERE alert.id = CAST(r.value->>0 AS BIGINT) AND alert.rev = CAST(r.value->>1 AS BIGINT)`, catalog.Table(rows))
		return err
	})
}

// Recheck implements alerts.Rules.
func (s *Store) Recheck(ctx context.Context, now time.Time) error {
	return s.db.Change(ctx, "recheck alerts", func(tx catalog.Conn) error {
		_, err := tx.Exec(`UPDATE alert SET due = $1 WHERE due > $1`, now.Unix())
		return err
	})
}

// Commit implements alerts.Rules.
func (s *Store) Commit(ctx context.Context, now time.Time, changes ...alerts.Change) error {
	changes = slices.SortedFunc(slices.Values(changes), func(a, b alerts.Change) int { return cmp.Compare(a.Watch.Rule.ID, b.Watch.Rule.ID) })
	stale := false
	err := s.db.Change(ctx, "commit alerts", func(tx catalog.Conn) error {
		var saved []alerts.Change
		stale = false
		for _, c := range changes {
			ok, err := save(tx, c, now)
			if err != nil {
				return err
			}
			if stale = stale || !ok; ok {
				saved = append(saved, c)
			}
		}
		return post(tx, saved, now)
	})
	if err == nil && stale {
		return alerts.ErrStale
	}
	return err
}

// save writes state and history of one change, unless it is stale.
func save(tx catalog.Conn, c alerts.Change, now time.Time) (ok bool, err error) {
	state, err := body(c.Next)
	if err != nil {
		return false, err
	}
	id := c.Watch.Rule.ID
	n, err := tx.Exec(`UPDATE alert SET state = $3, due = $4, rev = rev + 1 WHERE id = $1 AND rev = $2`,
		int64(id), c.Watch.Rev, state, c.Due.Unix())
	if err != nil || n == 0 {
		return false, err
	}
	entry := alerts.Entry{From: c.Watch.State.Phase, To: c.Next.Phase, Verdict: c.Verdict, Limit: c.Watch.Rule.Limit()}
	for _, told := range c.Notices {
		entry.Events = append(entry.Events, told.Event)
	}
	text, err := body(entry)
	if err != nil {
		return false, err
	}
	_, err = tx.Exec(`INSERT INTO alert_entry (id, alert, at, body) VALUES ($1, $2, $3, $4)`,
		stats.NewID(), int64(id), now.Unix(), text)
	return true, err
}

// post puts the notices of changes into the outbox, destination by destination.
func post(tx catalog.Conn, changes []alerts.Change, now time.Time) error {
	to := map[alerts.DestinationID][]alerts.Notice{}
	defaults := map[stats.ProjectID][]alerts.DestinationID{}
	for _, c := range changes {
		if len(c.Notices) == 0 {
			continue
		}
		list, project := c.Watch.Rule.Destinations, c.Watch.Rule.Project
		if len(list) == 0 {
			known, ok := defaults[project]
			if !ok {
				var err error
				known, err = catalog.List(tx, scanDestinationID, `SELECT id FROM destination WHERE project = $1 AND manual = 1`, int64(project))
				if err != nil {
					return err
				}
				defaults[project] = known
			}
			list = known
		}
		for _, id := range list {
			to[id] = append(to[id], c.Notices...)
		}
	}
	return enqueue(tx, to, now)
}
