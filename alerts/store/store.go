// Package store keeps alerts, destinations and the outbox in the catalog's
// database. In go and out come the values of package alerts; one implementation
// speaks to SQLite and to PostgreSQL, and package alertstest says what it must
// do. It decides nothing.
//
//	store.go         what all share
//	rules.go         for the watcher: due rules, commits
//	book.go          for people: rules and their history
//	destinations.go  where messages go
//	outbox.go        messages, for couriers
//	letters.go       messages, for people
//	detectors.go     what automatic detection remembers
//	reports.go       reports, and who leaves them
//	news.go          what was told of new stats
//	links.go         the key of links in messages
//
// # Why
//
// Alerts belong to projects and stats and go with them, so their tables are in
// the same database and migrations. The rows that a courier and a watcher both
// change are changed under the lock of their destination, always taken first:
// no two transactions wait for each other.
package store

import (
	"encoding/json"
	"fmt"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
	"chartd/stats/catalog"
)

// Store implements the interfaces of packages alerts and report. Times are kept in seconds.
// Every method returns an error that is stats.ErrAway when the database is out
// of reach.
type Store struct{ db *catalog.Catalog }

var (
	_ alerts.Rules        = (*Store)(nil)
	_ alerts.Book         = (*Store)(nil)
	_ alerts.Histories    = (*Store)(nil)
	_ alerts.Destinations = (*Store)(nil)
	_ alerts.Outbox       = (*Store)(nil)
	_ alerts.Letters      = (*Store)(nil)
	_ alerts.Detectors    = (*Store)(nil)
	_ report.Store        = (*Store)(nil)
)

// New returns the store in the database of a catalog.
func New(db *catalog.Catalog) *Store { return &Store{db} }

// room makes sure that a project has less than most rows of a table. The project
// is held until the transaction ends, so that of two at once one is counted.
func room(tx catalog.Conn, table string, p stats.ProjectID, most int64, full error) error {
	if _, err := catalog.One(tx, catalog.Whole, `SELECT id FROM project WHERE id = $1 LOCKED`, int64(p)); err != nil {
		return err
	}
	n, err := catalog.One(tx, catalog.Whole, `SELECT count(*) FROM `+table+` WHERE project = $1`, int64(p))
	if err == nil && n >= most {
		err = full
	}
	return err
}

// body is a value as it is stored.
func body(v any) (string, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("write %T: %w", v, err)
	}
	return string(text), nil
}

// scanBody scans rows of one body.
func scanBody[T any](r catalog.Row) (v T, err error) {
	var text string
	if err := r.Scan(&text); err != nil {
		return v, err
	}
	return v, unbody(text, &v)
}

// unbody reads what body wrote.
func unbody(text string, into any) error {
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("read %T: %w", into, err)
	}
	return nil
}
