package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"

	"modernc.org/sqlite"

	"chartd/stats"
)

// gate refuses new connections while the file is being reopened.
type gate struct{ shut atomic.Bool }

type gated struct {
	driver.Connector
	gate *gate
}

var errReopening = errors.New("the file is being reopened")

// Connect implements driver.Connector.
func (g gated) Connect(ctx context.Context) (driver.Conn, error) {
	if g.gate.shut.Load() {
		return nil, errReopening
	}
	return g.Connector.Connect(ctx)
}

func (g *gate) open(dsn string) (*sql.DB, error) {
	connector, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(gated{connector, g}), nil
}

// settleWithin is how long Reopen waits for reads to end. None takes longer:
// they go by pages.
const settleWithin = 5 * time.Second

// reopen closes every connection before it lets new ones be made: what a failed
// sync left in memory is not believed. While something is open still, the error
// is ErrAway.
func (db *DB) reopen(ctx context.Context) error {
	db.broken.Store(true)
	db.gate.shut.Store(true)
	err := db.drain(ctx)
	db.gate.shut.Store(false)
	if err != nil {
		return wrap("reopen", err)
	}
	tx, err := db.write.BeginTx(ctx, nil) // makes the WAL, if it went
	if err == nil {
		err = errors.Join(SyncFolder(filepath.Dir(db.path)), tx.Rollback())
	}
	if err != nil {
		return wrap("reopen", err)
	}
	db.broken.Store(false)
	return nil
}

// drain closes every connection, the writer's last. Whichever closes last moves
// the WAL into the file: the WAL must be on disk before.
func (db *DB) drain(ctx context.Context) error {
	last, err := db.write.Conn(ctx)
	if errors.Is(err, errReopening) {
		return db.harden() // it was closed already
	}
	if err != nil {
		return err
	}
	db.read.SetMaxIdleConns(0) // closes the idle ones now, and others when they are done
	err = db.harden()
	if err == nil {
		err = settle(ctx, db.read)
	}
	if err == nil {
		db.write.SetMaxIdleConns(0)
	}
	err = errors.Join(err, last.Close())
	if err == nil {
		err = settle(ctx, db.write)
	}
	db.read.SetMaxIdleConns(readers())
	db.write.SetMaxIdleConns(1)
	return err
}

// harden makes the WAL durable, as it is, whatever syncs failed: SQLite moves
// its pages into the file and takes it away without asking again. If an older
// WAL came back after a power cut then, it would undo some of the pages.
func (db *DB) harden() error {
	return errors.Join(rewrite(db.path+"-wal"), SyncFolder(filepath.Dir(db.path)))
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

// settle waits until no connection of a pool is open.
func settle(ctx context.Context, pool *sql.DB) error {
	ctx, cancel := context.WithTimeout(ctx, settleWithin)
	defer cancel()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for pool.Stats().OpenConnections > 0 {
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: a read has not ended", stats.ErrAway)
		case <-tick.C:
		}
	}
	return nil
}

// Check reads all pages and tells what is wrong with the file.
func (db *DB) Check(ctx context.Context) error {
	var verdict string
	if err := db.read.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&verdict); err != nil {
		return wrap("check", err)
	}
	if verdict != "ok" {
		return fmt.Errorf("%s: %s", db.path, verdict)
	}
	return nil
}

// Backup copies the file, as it is at this moment, to a path where nothing is.
// The copy is there as a whole and on disk, or not at all.
func (db *DB) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s is there already: choose another name", path)
	}
	part := path + ".part"
	if err := os.RemoveAll(part); err != nil {
		return err
	}
	if err := db.copyTo(ctx, part); err != nil {
		return errors.Join(fmt.Errorf("backup: %w", err), os.RemoveAll(part))
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

func (db *DB) copyTo(ctx context.Context, path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	// A connection of its own: posts and reads go on meanwhile.
	from, err := sql.Open("sqlite", dsn(db.path))
	if err != nil {
		return err
	}
	defer from.Close()
	if _, err := from.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return err
	}
	return file.Sync()
}

// SyncFolder makes a new name in a folder survive a power cut.
func SyncFolder(path string) error {
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
