package catalog

import (
	"context"
	"time"
)

// Conn is the database, or a transaction in it, for a store whose tables lie
// beside the catalog's. Queries are written as in this package, once for both
// databases, with numbered parameters and the words of Dialect; errors are
// those of the catalog's own methods.
type Conn struct{ conn }

// Row is what a scan function reads from.
type Row = row

// Ask runs questions that change nothing; what names them in errors.
func (c *Catalog) Ask(ctx context.Context, what string, questions func(Conn) error) error {
	return c.ask(ctx, what, func(q conn) error { return questions(Conn{q}) })
}

// Change runs a transaction: what it does is there as a whole or not at all.
func (c *Catalog) Change(ctx context.Context, what string, changes func(Conn) error) error {
	return c.change(ctx, what, func(tx conn) error { return changes(Conn{tx}) })
}

// Exec runs a statement and returns how many rows it changed.
func (c Conn) Exec(query string, args ...any) (int64, error) { return c.exec(query, args...) }

// Must runs a statement that changes at least one row, or else stats.ErrNotFound.
func (c Conn) Must(query string, args ...any) error { return c.must(query, args...) }

// List returns all rows of a query.
func List[T any](c Conn, scan func(Row) (T, error), query string, args ...any) ([]T, error) {
	return list(c.conn, scan, query, args...)
}

// One returns the first row of a query, or stats.ErrNotFound.
func One[T any](c Conn, scan func(Row) (T, error), query string, args ...any) (T, error) {
	return one(c.conn, scan, query, args...)
}

// Whole scans rows of one whole number.
func Whole(r Row) (int64, error) { return whole(r) }

// Table is rows as one argument, for ROWS. Their columns are strings and int64.
func Table(rows [][]any) string { return table(rows) }

// Unix is a moment as it is stored, in seconds; the zero time is 0.
func Unix(t time.Time) int64 { return unix(t) }

// Moment reads what Unix wrote.
func Moment(seconds int64) time.Time { return moment(seconds) }

// Bit is a yes or no as it is stored.
func Bit(yes bool) int64 { return bit(yes) }
