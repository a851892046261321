package store

import (
	"context"

	"chartd/alerts"
	"chartd/stats"
	"chartd/stats/catalog"
)

const destinationFields = `id, project, name, channel, target, manual, automatic, news, off, created`

func scanDestination(r catalog.Row) (d alerts.Destination, err error) {
	var target string
	var manual, automatic, news, created int64
	err = r.Scan(&d.ID, &d.Project, &d.Name, &d.Channel, &target, &manual, &automatic, &news, &d.Off, &created)
	if err != nil {
		return d, err
	}
	var values map[string]string
	if err := unbody(target, &values); err != nil {
		return d, err
	}
	d.Manual, d.Automatic, d.News, d.Created = manual == 1, automatic == 1, news == 1, catalog.Moment(created)
	d.Target = alerts.StoredTarget(d.Channel, values)
	return d, nil
}

func scanDestinationID(r catalog.Row) (alerts.DestinationID, error) {
	n, err := catalog.Whole(r)
	return alerts.DestinationID(n), err
}

// CreateDestination implements alerts.Destinations: it invents an ID where
// there is none.
func (s *Store) CreateDestination(ctx context.Context, d alerts.Destination) (alerts.Destination, error) {
	if d.ID == 0 {
		d.ID = alerts.DestinationID(stats.NewID())
	}
	d.Created = s.db.Created(d.Created)
	target, err := body(d.Target.Reveal())
	if err != nil {
		return d, err
	}
	return d, s.db.Change(ctx, "create destination", func(tx catalog.Conn) error {
		if err := room(tx, "destination", d.Project, alerts.MaxTargets, alerts.ErrTooManyTargets); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO destination (`+destinationFields+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			int64(d.ID), int64(d.Project), d.Name, string(d.Channel), target, catalog.Bit(d.Manual), catalog.Bit(d.Automatic), catalog.Bit(d.News), d.Off, d.Created.Unix())
		return err
	})
}

// ReviseDestination implements alerts.Destinations. It locks the destination.
func (s *Store) ReviseDestination(ctx context.Context, p stats.ProjectID, id alerts.DestinationID, change func(alerts.Destination) (alerts.Destination, error)) (d alerts.Destination, err error) {
	err = s.db.Change(ctx, "revise destination", func(tx catalog.Conn) error {
		was, err := catalog.One(tx, scanDestination, `SELECT `+destinationFields+` FROM destination WHERE id = $1 AND project = $2 LOCKED`, int64(id), int64(p))
		if err != nil {
			return err
		}
		if d, err = change(was); err != nil {
			return err
		}
		d.ID, d.Project, d.Channel, d.Created = was.ID, was.Project, was.Channel, was.Created
		target, err := body(d.Target.Reveal())
		if err != nil {
			return err
		}
		return tx.Must(`UPDATE destination SET name = $2, target = $3, manual = $4, automatic = $5, news = $6, off = $7 WHERE id = $1`,
			int64(d.ID), d.Name, target, catalog.Bit(d.Manual), catalog.Bit(d.Automatic), catalog.Bit(d.News), d.Off)
	})
	return d, err
}

// DeleteDestination implements alerts.Destinations.
func (s *Store) DeleteDestination(ctx context.Context, p stats.ProjectID, id alerts.DestinationID) error {
	return s.db.Change(ctx, "delete destination", func(tx catalog.Conn) error {
		return tx.Must(`DELETE FROM destination WHERE project = $1 AND id = $2`, int64(p), int64(id))
	})
}

// Destination implements alerts.Destinations.
func (s *Store) Destination(ctx context.Context, id alerts.DestinationID) (d alerts.Destination, err error) {
	err = s.db.Ask(ctx, "destination", func(q catalog.Conn) error {
		d, err = catalog.One(q, scanDestination, `SELECT `+destinationFields+` FROM destination WHERE id = $1`, int64(id))
		return err
	})
	return d, err
}

// Destinations implements alerts.Destinations.
func (s *Store) Destinations(ctx context.Context, p stats.ProjectID) (list []alerts.Destination, err error) {
	err = s.db.Ask(ctx, "destinations", func(q catalog.Conn) error {
		list, err = catalog.List(q, scanDestination,
			`SELECT `+destinationFields+` FROM destination WHERE project = $1 ORDER BY created, id`, int64(p))
		return err
	})
	return list, err
}
