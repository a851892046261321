// Package catalog keeps what is relational: accounts, projects, tokens, links
// and sessions, stats, their names and comments. It knows no points. In go and
// out come the values of package stats; one implementation speaks to SQLite
// and to PostgreSQL, and package statstest says what it must do.
//
//	accounts.go  people and their projects
//	projects.go  projects and their keys
//	tokens.go    tokens, sign-in links
//	sessions.go  browser sessions
//	create.go    new names → stats, within the project's limits
//	find.go      stats by name, key and search
//	names.go     rename, trash, restore, merge
//	grants.go    embed keys and what they show
//	purge.go     what goes for ever
//	comments.go  members, comments
//	sql.go       what differs between the databases
//
// # Why
//
// Whatever changes a name locks the row of its project first. So a name, a kind
// and a limit are decided by one process at a time, a thousand names cost as
// many statements as one, and no two transactions wait for each other.
//
// Limits are checked against counters in that row: counting 100,000 stats for
// each new one would make a limit dearer than what it guards against.
//
// A project's keys are kept as they are, because pages show them. Tokens, links
// and sessions are only compared, so only their digests are kept.
package catalog

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"chartd/stats"
)

// Catalog implements stats.People and stats.Things. Times are kept in seconds.
// Every method returns an error that is stats.ErrAway when the database is out
// of reach or doesn't answer in time.
type Catalog struct {
	read, write *sql.DB
	dialect     Dialect
	now         func() time.Time
	publicID    func(longer int) stats.PublicID
	changed     func(context.Context)
}

var (
	_ stats.People  = (*Catalog)(nil)
	_ stats.Things  = (*Catalog)(nil)
	_ stats.Version = (*Catalog)(nil)
	_ stats.Grants  = (*Catalog)(nil)
)

// New returns the catalog in a database with the schema 0002_catalog.sql, which
// stays its caller's to close. The two may be one. On SQLite, transactions of
// write must begin immediate, and foreign keys must be on.
func New(read, write *sql.DB, d Dialect) *Catalog {
	return &Catalog{read: read, write: write, dialect: d.complete(), now: time.Now, publicID: stats.NewPublicID}
}

// SetClock makes the catalog go by a clock that is not the machine's, from before
// it is used.
func (c *Catalog) SetClock(now func() time.Time) { c.now = now }

// OnChange makes the catalog tell whoever keeps keys or names in memory, from
// before it is used: after a change to them, before its caller hears of it. Other
// processes find out by the version.
func (c *Catalog) OnChange(told func(context.Context)) { c.changed = told }

// CatalogVersion implements stats.Version.
func (c *Catalog) CatalogVersion(ctx context.Context) (version int64, err error) {
	err = c.ask(ctx, "catalog version", func(q conn) error {
		version, err = one(q, whole, `SELECT version FROM catalog_version`)
		return err
	})
	return version, err
}

// bump tells everybody who has keys or names in memory to ask again. It comes
// last in a transaction, since it holds up all others of its kind.
func (c conn) bump() error {
	*c.bumped = true
	_, err := c.exec(`UPDATE catalog_version SET version = version + 1`)
	return err
}

// ask runs questions that change nothing.
func (c *Catalog) ask(ctx context.Context, what string, questions func(conn) error) error {
	ctx, cancel := context.WithTimeout(ctx, c.dialect.Patience)
	defer cancel()
	return questions(conn{ctx: ctx, asker: c.read, dialect: &c.dialect, what: what})
}

// change runs a transaction: what it does is there as a whole or not at all.
func (c *Catalog) change(ctx context.Context, what string, changes func(conn) error) error {
	ctx, cancel := context.WithTimeout(ctx, c.dialect.Patience)
	defer cancel()
	bumped := false
	q := conn{ctx: ctx, dialect: &c.dialect, what: what, bumped: &bumped}
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return q.fault(err)
	}
	q.asker = tx
	if err := changes(q); err != nil {
		_ = tx.Rollback() // the first error says more
		return err
	}
	if err := tx.Commit(); err != nil {
		return q.fault(err)
	}
	if bumped && c.changed != nil {
		c.changed(context.WithoutCancel(ctx))
	}
	return nil
}

// Created is a moment as it is kept, or now by the catalog's clock where it was
// left out.
func (c *Catalog) Created(t time.Time) time.Time {
	if t.IsZero() {
		t = c.now()
	}
	return moment(unix(t))
}

// unix is a moment as it is stored; the zero time is 0.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// moment reads what unix wrote.
func moment(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// bit is a yes or no as it is stored.
func bit(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// digest reads a stored digest.
func digest(b []byte) (d stats.Digest, err error) {
	if len(b) != len(d) {
		return d, fmt.Errorf("digest has %d bytes, not %d", len(b), len(d))
	}
	return stats.Digest(b), nil
}
