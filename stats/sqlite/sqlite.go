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
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

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

// Options are how a file is opened; the zero value is a file with everything,
// durable on disk.
type Options struct {
	Durability Durability
	MaxIDs     int // ids remembered against double counting; 0 is a million
}

// DB is an open file.
type DB struct {
	path        string
	read, write *sql.DB
	log         *Log
}

// readers is how many reads run at once: each has a page cache of its own.
func readers() int { return max(2, runtime.GOMAXPROCS(0)) }

// Open opens a file and brings its tables up to date. The caller owns the
// folder; nobody else may have the file open for writing.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	sync := "FULL"
	if o.Durability == Process {
		sync = "NORMAL"
	}
	db := &DB{path: path}
	var err error
	if db.write, err = sql.Open("sqlite", dsn(path, "synchronous("+sync+")", "foreign_keys(1)", "cache_size(-4000)")+"&_txlock=immediate"); err != nil {
		return nil, err
	}
	db.write.SetMaxOpenConns(1)
	if db.read, err = sql.Open("sqlite", dsn(path, "query_only(1)", "cache_size(-2000)")); err != nil {
		return nil, err
	}
	db.read.SetMaxOpenConns(readers())
	db.read.SetMaxIdleConns(readers())
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
	if err := file.Close(); err != nil {
		return err
	}
	steps, err := goose.NewProvider(goose.DialectSQLite3, db.write, sub(), goose.WithTableName("migration"))
	if err != nil {
		return err
	}
	if _, err := steps.Up(ctx); err != nil {
		return err
	}
	db.log, err = openLog(ctx, db, o.MaxIDs)
	return err
}

// Close closes the file.
func (db *DB) Close() error { return errors.Join(db.read.Close(), db.write.Close()) }

// Chunks is the file as a store of chunks.
func (db *DB) Chunks() *Chunks { return &Chunks{db.read, db.write} }

// Log is the file as a log. It is one, whoever asks.
func (db *DB) Log() *Log { return db.log }

// Mirror is the file as a memory of what the database said.
func (db *DB) Mirror() *Mirror { return &Mirror{db.read, db.write} }

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

// away reports whether trying again may help: the file is locked or the disk
// full.
func away(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xFF { // the primary code
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED, lib.SQLITE_IOERR, lib.SQLITE_FULL, lib.SQLITE_CANTOPEN, lib.SQLITE_READONLY:
		return true
	}
	return false
}

// Check reads all pages and tells what is wrong with the file.
func (db *DB) Check(ctx context.Context) error {
	var verdict string
	if err := db.read.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%s: %s", db.path, verdict)
	}
	return nil
}

// Backup copies the file, as it is at this moment, to a path where nothing is.
func (db *DB) Backup(ctx context.Context, path string) error {
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("%s is there already: choose another name", path)
	}
	part := path + ".part"
	if err := os.RemoveAll(part); err != nil {
		return err
	}
	file, err := os.OpenFile(part, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	// A connection of its own: posts go on meanwhile.
	from, err := sql.Open("sqlite", dsn(db.path))
	if err != nil {
		return err
	}
	defer from.Close()
	if _, err := from.ExecContext(ctx, `VACUUM INTO ?`, part); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes a new name in a folder survive a power cut.
func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := dir.Sync(); err != nil && runtime.GOOS != "windows" {
		return err
	}
	return nil
}

// settleWithin is how long Reopen waits for reads to end.
const settleWithin = 5 * time.Second

// reopen closes every connection and lets new ones be made: what a failed sync
// left in memory is not believed.
func (db *DB) reopen(ctx context.Context) error {
	for _, handle := range []*sql.DB{db.read, db.write} {
		handle.SetMaxIdleConns(0)
	}
	end := time.Now().Add(settleWithin)
	for db.read.Stats().OpenConnections+db.write.Stats().OpenConnections > 0 {
		if time.Now().After(end) || ctx.Err() != nil {
			break // a read that is still on its way ends by itself
		}
		time.Sleep(time.Millisecond)
	}
	db.read.SetMaxIdleConns(readers())
	db.write.SetMaxIdleConns(1)
	tx, err := db.write.BeginTx(ctx, nil) // nobody else changes the log's file meanwhile
	if err != nil {
		return err
	}
	return errors.Join(rewrite(db.path+"-wal"), tx.Rollback())
}

// rewrite writes a file's bytes over themselves and syncs it. The system takes
// pages whose sync has failed for clean: a later sync reports success without
// them, and the commits that SQLite has just read from memory would be missing
// on the disk, with all that follow.
func rewrite(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	page := make([]byte, 1<<20)
	for at := int64(0); ; {
		n, err := file.ReadAt(page, at)
		if err != nil && err != io.EOF {
			return err
		}
		if n == 0 {
			return file.Sync()
		}
		if _, err := file.WriteAt(page[:n], at); err != nil {
			return err
		}
		at += int64(n)
	}
}
