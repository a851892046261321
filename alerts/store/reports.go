package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
	"chartd/stats/catalog"
)

const reportFields = `r.id, r.public_id, r.project, r.body, r.rev, r.due, r.created, p.zone`

const reportTables = ` FROM report r JOIN project p ON p.id = r.project `

func scanReport(r catalog.Row) (k report.Kept, err error) {
	var own report.Report
	var text string
	var due, created int64
	if err := r.Scan(&own.ID, &own.Public, &own.Project, &text, &k.Rev, &due, &created, &own.ProjectZone); err != nil {
		return k, err
	}
	if err := unbody(text, &k.Report); err != nil {
		return k, fmt.Errorf("report %s: %w", own.Public, err)
	}
	k.Report.ID, k.Report.Public, k.Report.Project, k.Report.ProjectZone = own.ID, own.Public, own.Project, own.ProjectZone
	k.Report.Created, k.Due = catalog.Moment(created), catalog.Moment(due)
	return k, nil
}

// DueReports implements report.Schedule.
func (s *Store) DueReports(ctx context.Context, now time.Time, n int) (due []report.Kept, err error) {
	err = s.db.Ask(ctx, "due reports", func(q catalog.Conn) error {
		due, err = catalog.List(q, scanReport, `SELECT `+reportFields+reportTables+`WHERE r.due <= $1 ORDER BY r.due, r.id LIMIT $2`, now.Unix(), n)
		return err
	})
	return due, err
}

// CommitReport implements report.Schedule.
func (s *Store) CommitReport(ctx context.Context, now time.Time, k report.Kept, next time.Time, n *alerts.Notice) error {
	return s.db.Change(ctx, "commit report", func(tx catalog.Conn) error {
		if err := moveReport(tx, k, next); err != nil || n == nil {
			return err
		}
		_, err := hand(tx, k.Report, *n, now)
		return err
	})
}

// moveReport makes a report due at another time, or is alerts.ErrStale.
func moveReport(tx catalog.Conn, k report.Kept, due time.Time) error {
	n, err := tx.Exec(`UPDATE report SET due = $3, rev = rev + 1 WHERE id = $1 AND rev = $2`, int64(k.Report.ID), k.Rev, due.Unix())
	if err == nil && n == 0 {
		err = alerts.ErrStale
	}
	return err
}

// hand puts a notice of a report into the outbox and returns for how many.
func hand(tx catalog.Conn, r report.Report, n alerts.Notice, now time.Time) (int, error) {
	all, err := catalog.List(tx, scanDestination, `SELECT `+destinationFields+` FROM destination WHERE project = $1`, int64(r.Project))
	if err != nil {
		return 0, err
	}
	var to []alerts.DestinationID
	for _, d := range r.Recipients(all) {
		to = append(to, d.ID)
	}
	return len(to), enqueue(tx, toAll(to, n), now)
}

// RecheckReports implements report.Schedule.
func (s *Store) RecheckReports(ctx context.Context, now time.Time) error {
	return s.db.Change(ctx, "recheck reports", func(tx catalog.Conn) error {
		list, err := catalog.List(tx, scanReport, `SELECT `+reportFields+reportTables+`WHERE r.due > $1 ORDER BY r.id`, now.Unix())
		if err != nil {
			return err
		}
		for _, k := range list {
			due := k.Report.Due(now)
			if !due.Before(k.Due) {
				continue
			}
			if err := moveReport(tx, k, due); err != nil && !errors.Is(err, alerts.ErrStale) {
				return err
			}
		}
		return nil
	})
}

// CreateReport implements report.Book.
func (s *Store) CreateReport(ctx context.Context, r report.Report) (report.Report, error) {
	r.ID, r.Public = report.ID(stats.NewID()), alerts.NewPublicID()
	r.Created = s.db.Created(r.Created)
	written, err := body(r)
	if err != nil {
		return r, err
	}
	err = s.db.Change(ctx, "create report", func(tx catalog.Conn) error {
		if err := room(tx, "report", r.Project, report.MaxReports, report.ErrTooManyReports); err != nil {
			return err
		}
		if err := mailboxes(tx, r); err != nil {
			return err
		}
		if r.ProjectZone, err = catalog.One(tx, text, `SELECT zone FROM project WHERE id = $1`, int64(r.Project)); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO report (id, public_id, project, body, due, created) VALUES ($1, $2, $3, $4, $5, $6)`,
			int64(r.ID), string(r.Public), int64(r.Project), written, r.Due(r.Created).Unix(), r.Created.Unix())
		return err
	})
	return r, err
}

// mailboxes makes sure that a report's destinations are e-mail of its project.
func mailboxes(tx catalog.Conn, r report.Report) error {
	for _, id := range r.Destinations {
		_, err := catalog.One(tx, catalog.Whole, `SELECT id FROM destination WHERE id = $1 AND project = $2 AND channel = $3`,
			int64(id), int64(r.Project), string(alerts.Email))
		if err != nil {
			return err
		}
	}
	return nil
}

// ReviseReport implements report.Book.
func (s *Store) ReviseReport(ctx context.Context, now time.Time, p stats.ProjectID, id alerts.PublicID, change func(report.Report) (report.Report, error)) (r report.Report, err error) {
	err = s.changeReport(ctx, "revise report", id, func(tx catalog.Conn, k *report.Kept) error {
		was := k.Report
		if was.Project != p {
			return stats.ErrNotFound
		}
		if r, err = change(was); err != nil {
			return err
		}
		r.ID, r.Public, r.Project, r.ProjectZone, r.Created = was.ID, was.Public, was.Project, was.ProjectZone, was.Created
		r.Left = slices.DeleteFunc(was.Left, func(id alerts.DestinationID) bool {
			return slices.Contains(r.Destinations, id) && !slices.Contains(was.Destinations, id)
		})
		k.Report, k.Due = r, r.Due(now)
		return mailboxes(tx, r)
	})
	return r, err
}

// changeReport changes a report, and when it is due. It is held meanwhile.
func (s *Store) changeReport(ctx context.Context, what string, id alerts.PublicID, change func(catalog.Conn, *report.Kept) error) error {
	return s.db.Change(ctx, what, func(tx catalog.Conn) error {
		if _, err := catalog.One(tx, catalog.Whole, `SELECT id FROM report WHERE public_id = $1 LOCKED`, plain(string(id))); err != nil {
			return err
		}
		k, err := catalog.One(tx, scanReport, `SELECT `+reportFields+reportTables+`WHERE r.public_id = $1`, plain(string(id)))
		if err != nil {
			return err
		}
		if err := change(tx, &k); err != nil {
			return err
		}
		written, err := body(k.Report)
		if err != nil {
			return err
		}
		return tx.Must(`UPDATE report SET body = $2, due = $3, rev = rev + 1 WHERE id = $1`, int64(k.Report.ID), written, k.Due.Unix())
	})
}

// DeleteReport implements report.Book.
func (s *Store) DeleteReport(ctx context.Context, p stats.ProjectID, id alerts.PublicID) error {
	return s.db.Change(ctx, "delete report", func(tx catalog.Conn) error {
		return tx.Must(`DELETE FROM report WHERE project = $1 AND public_id = $2`, int64(p), plain(string(id)))
	})
}

// Report implements report.Book.
func (s *Store) Report(ctx context.Context, p stats.ProjectID, id alerts.PublicID) (r report.Report, err error) {
	err = s.db.Ask(ctx, "report", func(q catalog.Conn) error {
		k, err := catalog.One(q, scanReport, `SELECT `+reportFields+reportTables+`WHERE r.project = $1 AND r.public_id = $2`, int64(p), plain(string(id)))
		r = k.Report
		return err
	})
	return r, err
}

// Reports implements report.Book.
func (s *Store) Reports(ctx context.Context, p stats.ProjectID) (list []report.Report, err error) {
	err = s.db.Ask(ctx, "reports", func(q catalog.Conn) error {
		kept, err := catalog.List(q, scanReport, `SELECT `+reportFields+reportTables+`WHERE r.project = $1 ORDER BY r.created, r.id`, int64(p))
		list = make([]report.Report, len(kept))
		for i, k := range kept {
			list[i] = k.Report
		}
		return err
	})
	return list, err
}

// SendReport implements report.Book.
func (s *Store) SendReport(ctx context.Context, now time.Time, r report.Report, n alerts.Notice) (to int, err error) {
	err = s.db.Change(ctx, "send report", func(tx catalog.Conn) error {
		to, err = hand(tx, r, n, now)
		return err
	})
	return to, err
}

// LeaveReport implements report.Doors.
func (s *Store) LeaveReport(ctx context.Context, id alerts.PublicID, d alerts.DestinationID) error {
	return s.changeReport(ctx, "leave report", id, func(tx catalog.Conn, k *report.Kept) error {
		_, err := catalog.One(tx, catalog.Whole, `SELECT id FROM destination WHERE id = $1 AND project = $2`, int64(d), int64(k.Report.Project))
		if err == nil && !slices.Contains(k.Report.Left, d) {
			k.Report.Left = append(k.Report.Left, d)
		}
		return err
	})
}

// SwitchOff implements report.Doors.
func (s *Store) SwitchOff(ctx context.Context, d alerts.DestinationID, why string) error {
	return s.db.Change(ctx, "switch destination off", func(tx catalog.Conn) error {
		return tx.Must(`UPDATE destination SET off = CASE WHEN off = '' THEN $2 ELSE off END WHERE id = $1`, int64(d), plain(why))
	})
}
