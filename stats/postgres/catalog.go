package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"chartd/stats"
	"chartd/stats/catalog"

	"github.com/jackc/pgx/v5/stdlib"
)

// Catalog is the database as a catalog.
func (d *DB) Catalog() *catalog.Catalog {
	return catalog.New(d.tables, d.tables, catalog.Dialect{
		Postgres: true,
		Taken:    taken,
		Orphan:   func(err error) bool { return state(err) == foreignKeyViolation },
		Away:     d.gone,
		Patience: 3 * d.patience,
	})
}

const foreignKeyViolation = "23503"

// gone is away, and notes when the server said nothing at all.
func (d *DB) gone(err error) bool {
	if !away(err) {
		return false
	}
	if state(err) == "" {
		d.contact.lost()
	}
	return true
}

// openTables is the pool for database/sql. It keeps no connection of its own,
// so each query goes through lender.
func openTables(d *DB) *sql.DB {
	tables := sql.OpenDB(lender{stdlib.GetPoolConnector(d.pool), d})
	tables.SetMaxIdleConns(0)
	return tables
}

// lender does for database/sql what DB.acquire does for chunks.
type lender struct {
	driver.Connector
	db *DB
}

// Connect implements driver.Connector.
func (l lender) Connect(ctx context.Context) (driver.Conn, error) {
	if err := l.db.contact.enter(); err != nil {
		return nil, err
	}
	if err := l.db.Ready(ctx); err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, l.db.patience)
	defer cancel()
	conn, err := l.Connector.Connect(limited)
	switch {
	case err == nil:
		l.db.contact.found()
		return conn, nil
	case ctx.Err() != nil:
		return nil, err
	case limited.Err() == nil || l.db.pool.Stat().AcquiredConns() < l.db.pool.Config().MaxConns:
		l.db.contact.lost()
	}
	return nil, fmt.Errorf("%w: %w", stats.ErrAway, err)
}
