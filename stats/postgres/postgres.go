// Package postgres keeps chunks and the catalog in a PostgreSQL database that
// several processes may share. It knows the rows and who may write them; what a
// point is, and when its hour is written, it leaves to package stats. Chunks and
// month rows go in and come out merged over all writers.
//
// A database that is away, or stands still, costs a caller seconds and never
// minutes: then every call returns stats.ErrAway until it is back. Nothing has
// to be done for that: the next call finds it.
//
//	dial.go       a connection that is silent for too long breaks
//	contact.go    is the server there? Who asks while it is not
//	migrate.go    the first contact: version and tables
//	partition.go  a table for each month of chunks
//	chunks.go     Put, Load, Newest
//	month.go      the month rows that Put writes with them
//	read.go       Series, Latest
//	sweep.go      Walk, Drop, Expire
//	verify.go     month rows against their hours
//	catalog.go    package catalog on the same pool
//	writer.go     one process for one writer id
//	catalog.go    the same connections for package catalog
//
// # Why
//
// Connections are used by session (advisory locks, prepared statements,
// settings): a proxy that shares them between clients by transaction does not
// do.
package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Options are bounds; the zero value is what a server should have.
type Options struct {
	// MaxConns bounds the connections for queries; 0 is 8. Queries take a
	// millisecond or two, so eight answer thousands a second, and ten processes
	// together, each with two more now and then, fit into the hundred that a
	// PostgreSQL server takes by default.
	MaxConns int32
	// Patience is how long the server may take for a statement before it is
	// broken off, and how long it may take to accept a connection; 0 is 5 s.
	Patience time.Duration
}

// DB is a database, there or away. Its methods may be called from several
// goroutines.
type DB struct {
	pool     *pgxpool.Pool
	patience time.Duration
	contact  contact
	chunks   *Chunks
	tables   *sql.DB // of the catalog, over the same pool

	first  sync.Mutex
	ready  bool     // version and tables are as they should be
	trying *attempt // to make them so; nil: nobody is
}

// Open checks an address, postgres://user:password@host/name, and returns its
// database without asking it anything. Its tables are made, or brought up to
// date, with the first call that reaches it; Ready is such a call. The error is
// about the address.
func Open(ctx context.Context, url string, o Options) (*DB, error) {
	if o.MaxConns == 0 {
		o.MaxConns = 8
	}
	if o.Patience == 0 {
		o.Patience = 5 * time.Second
	}
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err) // pgx leaves out the password
	}
	cfg.MaxConns = o.MaxConns
	cfg.MaxConnLifetime = time.Hour // for a server that moved to another address
	cfg.MaxConnLifetimeJitter = 10 * time.Minute
	cfg.MaxConnIdleTime = 5 * time.Minute
	cfg.PingTimeout = o.Patience / 4 // of a connection that was idle for a second
	bound(cfg.ConnConfig, o.Patience)
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	d := &DB{pool: pool, patience: o.Patience}
	d.contact.retry = o.Patience / 5
	d.chunks, d.tables = newChunks(d), openTables(d)
	return d, nil
}

// Close ends all connections. It waits for calls that are on their way.
func (d *DB) Close() error {
	err := d.tables.Close()
	d.pool.Close()
	return err
}

// Chunks is the database as a store of chunks.
func (d *DB) Chunks() *Chunks { return d.chunks }

// Since is the moment since which the database has been away. ok is false when
// the last call reached it.
func (d *DB) Since() (since time.Time, ok bool) { return d.contact.awaySince() }
