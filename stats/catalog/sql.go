package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"chartd/stats"
)

// Dialect says which SQL a database speaks and what its errors mean.
type Dialect struct {
	Postgres bool // otherwise it is SQLite
	// Taken reports whether an error means that a unique key is in use, Orphan
	// that a row names another that is not there, and Away that the database is
	// out of reach, stopping, full or too busy: trying again later helps.
	Taken, Orphan, Away func(error) bool
	// Patience is the longest that one transaction may take; 0 is ten seconds.
	Patience time.Duration

	words  *strings.Replacer
	closed error
}

const defaultPatience = 10 * time.Second

// complete fills what follows from the rest.
//
// Queries are written once, with these words that differ. ROWS($1) is a table r
// with a column value for each element of a JSON array, here always an array
// itself. LOCKED keeps a row for this transaction, as SQLite's transactions do
// by themselves.
func (d Dialect) complete() Dialect {
	if d.Patience == 0 {
		d.Patience = defaultPatience
	}
	d.closed = closedError()
	d.words = strings.NewReplacer("ROWS($1)", "json_each(?1) AS r", "LOCKED", "", "$", "?")
	if d.Postgres {
		d.words = strings.NewReplacer(
			"ROWS($1)", "jsonb_array_elements(CAST(CAST($1 AS TEXT) AS JSONB)) AS r(value)",
			"LOCKED", "FOR NO KEY UPDATE",
			"json_group_array(", "json_agg(",
			"instr(", "strpos(",
		)
	}
	return d
}

// closedError is what every sql.DB says once it is closed. The library gives
// that error no name, and its text is no contract.
func closedError() error {
	db := sql.OpenDB(nil)
	_ = db.Close()
	return db.Ping()
}

// conn is the database, or a transaction, during one call of the catalog: the
// context and the call's name are the same for all its statements.
type conn struct {
	ctx     context.Context
	asker   asker
	dialect *Dialect
	what    string
	bumped  *bool // of a transaction: the version of the catalog is another
}

// asker is what sql.DB and sql.Tx have in common.
type asker interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// row is what a scan function reads from.
type row interface{ Scan(into ...any) error }

// exec runs a statement and returns how many rows it changed.
func (c conn) exec(query string, args ...any) (int64, error) {
	result, err := c.asker.ExecContext(c.ctx, c.dialect.words.Replace(query), args...)
	if err != nil {
		return 0, c.fault(err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return 0, c.fault(err)
	}
	return n, nil
}

// must runs a statement that changes at least one row, or else ErrNotFound.
func (c conn) must(query string, args ...any) error {
	n, err := c.exec(query, args...)
	if err == nil && n == 0 {
		return stats.ErrNotFound
	}
	return err
}

// list returns all rows of a query.
func list[T any](c conn, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := c.asker.QueryContext(c.ctx, c.dialect.words.Replace(query), args...)
	if err != nil {
		return nil, c.fault(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, c.fault(err)
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, c.fault(err)
	}
	return all, nil
}

// one returns the first row of a query, or ErrNotFound.
func one[T any](c conn, scan func(row) (T, error), query string, args ...any) (found T, err error) {
	all, err := list(c, scan, query, args...)
	if err == nil && len(all) == 0 {
		return found, stats.ErrNotFound
	}
	if err != nil {
		return found, err
	}
	return all[0], nil
}

// fault translates an error of the database. What it says about the caller's
// wishes is returned bare; the rest says what was being done.
func (c conn) fault(err error) error {
	switch over := c.ctx.Err(); {
	case c.dialect.Taken(err):
		return stats.ErrTaken
	case c.dialect.Orphan(err):
		return stats.ErrNotFound
	case errors.Is(over, context.Canceled):
		return fmt.Errorf("%s: %w", c.what, over) // whatever the driver made of it
	case errors.Is(err, stats.ErrAway):
		return fmt.Errorf("%s: %w", c.what, err)
	case over != nil, errors.Is(err, c.dialect.closed), c.dialect.Away(err):
		return fmt.Errorf("%s: %w: %w", c.what, stats.ErrAway, err)
	}
	return fmt.Errorf("%s: %w", c.what, err)
}

// table is rows as one argument, for ROWS. Their columns are strings and int64.
func table(rows [][]any) string {
	text, _ := json.Marshal(rows) // neither can be refused
	return string(text)
}

// column is a table of one column.
func column[T ~int64 | ~string](values []T) string {
	rows := make([][1]T, len(values))
	for i, v := range values {
		rows[i][0] = v
	}
	text, _ := json.Marshal(rows)
	return string(text)
}

// storable reports whether a text can be in the database at all. PostgreSQL
// refuses to even compare others.
func storable(text string) bool {
	return utf8.ValidString(text) && strings.IndexByte(text, 0) < 0
}

// whole and text scan rows of one column.
func whole(r row) (n int64, err error) {
	err = r.Scan(&n)
	return n, err
}

func text(r row) (s string, err error) {
	err = r.Scan(&s)
	return s, err
}

func statID(r row) (stats.StatID, error) {
	n, err := whole(r)
	return stats.StatID(n), err
}
