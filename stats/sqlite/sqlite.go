// Package sqlite keeps stats in one local file: chunks, the log that makes
// posts durable, and the catalog. Beside PostgreSQL the same file holds the log
// and a mirror of what the node knows.
//
// SQLite has solved torn pages, checksums and recovery; this package only
// decides what stands in a row and when a commit is on disk.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"chartd/stats"
	"chartd/stats/catalog"
)

//go:embed schema/*.sql
var schema embed.FS

// Durability is what a commit survives.
type Durability uint8

// Disk survives a power cut: each commit is synced. Process survives a kill of
// the process alone, for more commits a second.
const (
	Disk Durability = iota
	Process
)

// Options are how a file is opened; the zero value is durable on disk.
type Options struct {
	Durability Durability
	MaxIDs     int // ids remembered against double counting; 0 is a million
}

// DB is an open file.
type DB struct {
	path        string
	read, write *sql.DB
	gate        gate
	broken      atomic.Bool // a write failed: nothing is believed until Reopen
	chunks      *Chunks
	log         *Log
}

// Sizes in KB. Each connection has a page cache of its own, and the whole
// program is to stay within 64 MB: reads find their pages in the system's
// cache, and a write of 32 chunk rows touches about a hundred pages of 4 KB. The
// WAL file is cut back to walLeft bytes after a long read let it grow.
const (
	writeCache = 2000
	readCache  = 2000
	walLeft    = 64 << 20
)

// readers is how many reads run at once. Each has a processor of its own.
func readers() int { return min(max(2, runtime.NumCPU()), 4) }

// idleFor is how long a connection that nobody uses keeps its memory.
const idleFor = time.Minute

// Open opens a file and brings its tables up to date. The caller owns the
// folder; nobody else may have the file open for writing.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	sync := "FULL"
	if o.Durability == Process {
		sync = "NORMAL"
	}
	db := &DB{path: path}
	write := dsn(path, "synchronous("+sync+")", "foreign_keys(1)", fmt.Sprintf("cache_size(-%d)", writeCache), fmt.Sprintf("journal_size_limit(%d)", walLeft))
	var err error
	if db.write, err = db.gate.open(write + "&_txlock=immediate"); err != nil {
		return nil, err
	}
	db.write.SetMaxOpenConns(1)
	if db.read, err = db.gate.open(dsn(path, "query_only(1)", fmt.Sprintf("cache_size(-%d)", readCache))); err != nil {
		return nil, err
	}
	db.read.SetMaxOpenConns(readers())
	db.read.SetMaxIdleConns(readers())
	db.read.SetConnMaxIdleTime(idleFor)
	if err := db.prepare(ctx, o); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), db.Close())
	}
	return db, nil
}

// dsn names a file with its settings. WAL lets reads and one write go on at
// once; a writer waits for another process, such as a backup, for ten seconds.
func dsn(path string, pragmas ...string) string {
	q := url.Values{}
	for _, p := range append([]string{"journal_mode(WAL)", "busy_timeout(10000)", "temp_store(MEMORY)"}, pragmas...) {
		q.Add("_pragma", p)
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// prepare makes the file its owner's alone, migrates it, and opens the log.
func (db *DB) prepare(ctx context.Context, o Options) error {
	file, err := os.OpenFile(db.path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(file.Close(), db.harden()); err != nil { // the process before may have met a failed sync
		return err
	}
	folder, err := fs.Sub(schema, "schema")
	if err != nil {
		return err
	}
	steps, err := goose.NewProvider(goose.DialectSQLite3, db.write, folder, goose.WithTableName("migration"))
	if err != nil {
		return err
	}
	if _, err := steps.Up(ctx); err != nil {
		return err
	}
	if db.chunks, err = openChunks(ctx, db); err != nil {
		return err
	}
	if db.log, err = openLog(ctx, db, o.MaxIDs); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(db.path)) // SQLite does not say when that failed
}

// Close closes the file. When the disk failed and fails still, it leaves it open
// for the process's end to close, and is an error: the last commits stay where
// the next start finds them.
func (db *DB) Close() error {
	if db.broken.Load() {
		if err := db.harden(); err != nil {
			return fmt.Errorf("close %s: %w", db.path, err)
		}
	}
	return errors.Join(db.read.Close(), db.write.Close())
}

// Chunks is the file as a store of chunks.
func (db *DB) Chunks() *Chunks { return db.chunks }

// Log is the file as a log. It is one, whoever asks.
func (db *DB) Log() *Log { return db.log }

// Mirror is the file as a memory of what the database said.
func (db *DB) Mirror() *Mirror { return &Mirror{db} }

// Catalog is the file as a catalog.
func (db *DB) Catalog() *catalog.Catalog {
	return catalog.New(db.read, db.write, catalog.Dialect{Taken: taken, Orphan: orphan, Away: away, Patience: catalogPatience})
}

// catalogPatience is how long a change of the catalog may take on a slow disk,
// beside other writers: thousands of new stats are a few seconds on most.
const catalogPatience = 30 * time.Second

func taken(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code() == lib.SQLITE_CONSTRAINT_UNIQUE || e.Code() == lib.SQLITE_CONSTRAINT_PRIMARYKEY)
}

// orphan reports whether a row names another that is not there.
func orphan(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code() == lib.SQLITE_CONSTRAINT_FOREIGNKEY
}

// away reports whether trying again may help: the file is locked, being
// reopened, or the disk full.
func away(err error) bool {
	return errors.Is(err, errReopening) || code(err) == lib.SQLITE_BUSY || diskFault(err)
}

// diskFault reports whether an error is the disk's.
func diskFault(err error) bool {
	switch code(err) {
	case lib.SQLITE_IOERR, lib.SQLITE_FULL, lib.SQLITE_CANTOPEN, lib.SQLITE_READONLY:
		return true
	}
	return false
}

// code is SQLite's primary result code of an error, 0 for others.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xFF
	}
	return 0
}

// wrap says what was done, and that trying again may help where it may.
func wrap(what string, err error) error {
	switch {
	case err == nil:
		return nil
	case away(err):
		return fmt.Errorf("%s: %w: %w", what, stats.ErrAway, err)
	case code(err) == lib.SQLITE_CORRUPT, code(err) == lib.SQLITE_NOTADB:
		return fmt.Errorf("%s: %w: chartd verify tells what is damaged; restore a backup", what, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// change runs work in a transaction and commits it. It waits for its turn until
// ctx ends; then it is soon over.
func (db *DB) change(ctx context.Context, work func(context.Context, *sql.Tx) error) error {
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	ctx = context.WithoutCancel(ctx) // watching a context costs a goroutine for each statement
	tx, err := conn.BeginTx(ctx, nil)
	if err == nil {
		defer tx.Rollback() // of what was committed it does nothing
		if err = work(ctx, tx); err == nil {
			err = tx.Commit()
		}
	}
	if diskFault(err) {
		db.broken.Store(true) // the log is in the same file
	}
	return err
}

// look runs work in a transaction that sees the file as it is when it begins.
func (db *DB) look(ctx context.Context, work func(context.Context, *sql.Tx) error) error {
	conn, err := db.read.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	ctx = context.WithoutCancel(ctx)
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback() // it has nothing to commit
	return work(ctx, tx)
}
