package store

import (
	"context"

	"chartd/alerts"
	"chartd/stats"
	"chartd/stats/catalog"
)

// Create implements alerts.Book.
func (s *Store) Create(ctx context.Context, r alerts.Rule) (alerts.Rule, error) {
	r.ID, r.Public = alerts.RuleID(stats.NewID()), alerts.NewPublicID()
	r.Created = s.db.Created(r.Created)
	text, err := body(r)
	if err != nil {
		return r, err
	}
	state, err := body(alerts.State{})
	if err != nil {
		return r, err
	}
	return r, s.db.Change(ctx, "create alert", func(tx catalog.Conn) error {
		_, err := catalog.One(tx, catalog.Whole, `SELECT id FROM stat WHERE id = $1 AND project = $2`, int64(r.Stat), int64(r.Project))
		if err != nil {
			return err
		}
		if err := known(tx, r); err != nil {
			return err
		}
		if err := room(tx, "alert", r.Project, alerts.MaxRules, alerts.ErrTooManyRules); err != nil {
			return err
		}
		_, err = tx.Exec(`INSERT INTO alert (id, public_id, project, stat, body, state, due, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			int64(r.ID), string(r.Public), int64(r.Project), int64(r.Stat), text, state, r.Created.Unix(), r.Created.Unix())
		return err
	})
}

// known makes sure that the rule's destinations are its project's.
func known(tx catalog.Conn, r alerts.Rule) error {
	for _, id := range r.Destinations {
		_, err := catalog.One(tx, catalog.Whole, `SELECT id FROM destination WHERE id = $1 AND project = $2`, int64(id), int64(r.Project))
		if err != nil {
			return err
		}
	}
	return nil
}

// Revise implements alerts.Book. It locks the rule, and no destination.
func (s *Store) Revise(ctx context.Context, p stats.ProjectID, id alerts.PublicID, change func(alerts.Watch) (alerts.Rule, error)) (w alerts.Watch, err error) {
	err = s.db.Change(ctx, "revise alert", func(tx catalog.Conn) error {
		_, err := catalog.One(tx, catalog.Whole, `SELECT id FROM alert WHERE project = $1 AND public_id = $2 LOCKED`, int64(p), plain(string(id)))
		if err != nil {
			return err
		}
		if w, err = watch(tx, p, id); err != nil {
			return err
		}
		next, err := change(w)
		if err != nil {
			return err
		}
		was := w.Rule
		next.ID, next.Public, next.Project, next.Stat, next.Created = was.ID, was.Public, was.Project, was.Stat, was.Created
		w.Rule = next
		if err := known(tx, next); err != nil {
			return err
		}
		text, err := body(next)
		if err != nil {
			return err
		}
		w.Rev, err = catalog.One(tx, catalog.Whole, `UPDATE alert SET body = $2, rev = rev + 1, due = 0 WHERE id = $1 RETURNING rev`, int64(next.ID), text)
		return err
	})
	return w, err
}

func watch(q catalog.Conn, p stats.ProjectID, id alerts.PublicID) (alerts.Watch, error) {
	return catalog.One(q, scanWatch, `SELECT `+watchFields+watchTables+`WHERE a.project = $1 AND a.public_id = $2`, int64(p), plain(string(id)))
}

// Delete implements alerts.Book.
func (s *Store) Delete(ctx context.Context, p stats.ProjectID, id alerts.PublicID) error {
	return s.db.Change(ctx, "delete alert", func(tx catalog.Conn) error {
		return tx.Must(`DELETE FROM alert WHERE project = $1 AND public_id = $2`, int64(p), plain(string(id)))
	})
}

// Watch implements alerts.Book.
func (s *Store) Watch(ctx context.Context, p stats.ProjectID, id alerts.PublicID) (w alerts.Watch, err error) {
	err = s.db.Ask(ctx, "alert", func(q catalog.Conn) error {
		w, err = watch(q, p, id)
		return err
	})
	return w, err
}

// Watches implements alerts.Book.
func (s *Store) Watches(ctx context.Context, p stats.ProjectID) (list []alerts.Watch, err error) {
	err = s.db.Ask(ctx, "alerts", func(q catalog.Conn) error {
		list, err = catalog.List(q, scanWatch, `SELECT `+watchFields+watchTables+`WHERE a.project = $1 ORDER BY a.created, a.id`, int64(p))
		return err
	})
	return list, err
}

// WatchesOf implements alerts.Book.
func (s *Store) WatchesOf(ctx context.Context, id stats.StatID) (list []alerts.Watch, err error) {
	err = s.db.Ask(ctx, "alerts of stat", func(q catalog.Conn) error {
		list, err = catalog.List(q, scanWatch, `SELECT `+watchFields+watchTables+`WHERE a.stat IN (SELECT id FROM stat WHERE id = $1 OR into_id = $1)
ORDER BY a.created, a.id`, int64(id))
		return err
	})
	return list, err
}

func scanEntry(r catalog.Row) (e alerts.Entry, err error) {
	var id, at int64
	var text string
	if err := r.Scan(&id, &at, &text); err != nil {
		return e, err
	}
	err = unbody(text, &e)
	e.ID, e.At = id, catalog.Moment(at)
	return e, err
}

// History implements alerts.Histories.
func (s *Store) History(ctx context.Context, id alerts.RuleID, n int) (list []alerts.Entry, err error) {
	err = s.db.Ask(ctx, "history of alert", func(q catalog.Conn) error {
		list, err = catalog.List(q, scanEntry, `SELECT id, at, body FROM alert_entry WHERE alert = $1 ORDER BY at DESC, id LIMIT $2`, int64(id), n)
		return err
	})
	return list, err
}
