// Package catalog keeps everything about stats but their points: accounts,
// projects, keys, tokens, sessions, stats, names and comments, in a relational
// database. One implementation serves SQLite and PostgreSQL; what differs
// between them is a Dialect.
//
// It opens nothing and migrates nothing: a store hands it open handles on
// tables that are there.
package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"chartd/stats"
)

// Dialect is what differs between databases.
type Dialect struct {
	// Question is set where parameters are written ?1 and not $1.
	Question bool
	// Taken reports whether an error says that a unique key is in use.
	Taken func(error) bool
	// Away reports whether an error says that the database is out of reach.
	Away func(error) bool
}

// Catalog implements stats.People, stats.Things and stats.Version.
type Catalog struct {
	read, write *sql.DB
	dialect     Dialect
}

var (
	_ stats.People  = (*Catalog)(nil)
	_ stats.Things  = (*Catalog)(nil)
	_ stats.Version = (*Catalog)(nil)
)

// New returns the catalog of a database. Reads and writes may have one handle.
func New(read, write *sql.DB, d Dialect) *Catalog { return &Catalog{read, write, d} }

// runner is a handle or a transaction.
type runner interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// sql is a statement in the words of the database.
func (c *Catalog) sql(text string) string {
	if c.dialect.Question {
		return strings.ReplaceAll(text, "$", "?")
	}
	return text
}

// wrap turns an error into one of the vocabulary, where there is one.
func (c *Catalog) wrap(what string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return stats.ErrNotFound
	case c.dialect.Taken(err):
		return fmt.Errorf("%s: %w", what, stats.ErrTaken)
	case c.dialect.Away(err):
		return fmt.Errorf("%s: %w: %w", what, stats.ErrAway, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// change runs work in a transaction, all or none.
func (c *Catalog) change(ctx context.Context, what string, work func(tx *sql.Tx) error) error {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return c.wrap(what, err)
	}
	defer tx.Rollback() // of what was committed it does nothing
	if err := work(tx); err != nil {
		return c.wrap(what, err)
	}
	return c.wrap(what, tx.Commit())
}

// exec runs a statement that changes at least one row, else sql.ErrNoRows.
func (c *Catalog) exec(ctx context.Context, tx runner, text string, args ...any) error {
	done, err := tx.ExecContext(ctx, c.sql(text), args...)
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err == nil && n == 0 {
		return sql.ErrNoRows
	}
	return err
}

// run runs a statement that may change nothing.
func (c *Catalog) run(ctx context.Context, tx runner, text string, args ...any) error {
	_, err := tx.ExecContext(ctx, c.sql(text), args...)
	return err
}

// each calls scan for every row of a query.
func (c *Catalog) each(ctx context.Context, from runner, text string, args []any, scan func(*sql.Rows) error) error {
	rows, err := from.QueryContext(ctx, c.sql(text), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// list is a list of parameters for IN, "($3,$4)", from a number on.
func list(from, n int) string {
	var b strings.Builder
	b.WriteByte('(')
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "$%d", from+i)
	}
	b.WriteByte(')')
	return b.String()
}

// most is how many parameters one statement gets: both databases take more.
const most = 500

// CatalogVersion implements stats.Version.
func (c *Catalog) CatalogVersion(ctx context.Context) (n int64, err error) {
	err = c.read.QueryRowContext(ctx, `SELECT n FROM version`).Scan(&n)
	return n, c.wrap("version", err)
}

// bump tells every node that something it may remember has changed.
func (c *Catalog) bump(ctx context.Context, tx runner) error {
	return c.run(ctx, tx, `UPDATE version SET n = n + 1`)
}

// flag is a truth as it is stored.
func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
