package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/alerts/store"
	"chartd/stats"
	"chartd/stats/catalog"
	"chartd/stats/postgres"
	"chartd/stats/sqlite"
)

//   Add ─► Ingester ─► Log ─► disk
//              │
//              ▼
//            Head ─► Keeper ─► Chunks     SQLite: one file with the log
//              │                  │       PostgreSQL: log and mirror in node.db
//              └───── View ◄──────┘
//
//   open:  lock, files, migrations, Head from the log
//   close: Ingester commits what waits, Keeper stores it, files, lock

// chunkStore is all that is asked of a store of chunks.
type chunkStore interface {
	stats.Chunks
	stats.Sweeper
}

// engine is everything behind the face: stats and people, as one process owns
// them.
type engine struct {
	catalog   *catalog.Catalog
	chunks    chunkStore
	file      *sqlite.DB // chartd.db, or node.db beside PostgreSQL
	away      func() (time.Time, bool)
	log       *sqlite.Log
	ingest    *stats.Ingester
	keeper    *stats.Keeper
	view      stats.View
	directory *stats.Directory
	alerts    *store.Store // rules, destinations, reports and what waits to be told
	measures  *measures
	clock     alerts.Clock
	wake      func()               // tells a courier of new messages; does nothing while none runs
	home      string               // the server's public URL without a final slash; "" while none runs
	writing   *postgres.WriterLock // nil: the file is the store
	importing chan struct{}        // full while an import runs
	closers   []func() error       // the last is called first
}

// openEngine opens the stores in the data folder, which must not be in use.
// By its clock alerts wait and posts without a time are counted.
func openEngine(ctx context.Context, cfg storeSettings, clock alerts.Clock, log *slog.Logger) (_ *engine, err error) {
	e := &engine{clock: clock, wake: func() {}, importing: make(chan struct{}, 1)}
	defer func() {
		if err != nil {
			err = errors.Join(err, e.close())
		}
	}()
	lock, err := lockData(cfg.Data)
	if err != nil {
		return nil, err
	}
	e.closers = append(e.closers, lock.release)
	if err := e.openStores(ctx, cfg, log); err != nil {
		return nil, err
	}
	e.log = e.file.Log()
	e.assemble(cfg, log)
	if err := e.keeper.Start(ctx); err != nil && !errors.Is(err, stats.ErrAway) {
		return nil, fmt.Errorf("read the log of %s: %w", cfg.Data, err)
	}
	return e, nil
}

// openStores opens the local file, and the database if there is one.
func (e *engine) openStores(ctx context.Context, cfg storeSettings, log *slog.Logger) error {
	options := sqlite.Options{Durability: cfg.durability(), MaxIDs: cfg.MaxIDs}
	name := storeFile
	if cfg.DatabaseURL != "" {
		name = nodeFile
	} else if err := notANode(cfg.Data); err != nil {
		return err
	}
	file, err := sqlite.Open(ctx, filepath.Join(cfg.Data, name), options)
	if err != nil {
		return err
	}
	e.file = file
	e.closers = append(e.closers, file.Close)
	if cfg.DatabaseURL == "" {
		e.chunks, e.catalog = file.Chunks(), file.Catalog()
		e.away = func() (time.Time, bool) { return time.Time{}, false }
		return nil
	}
	db, err := postgres.Open(ctx, string(cfg.DatabaseURL), postgres.Options{})
	if err != nil {
		return fmt.Errorf("--database-url: %w", err)
	}
	e.closers = append(e.closers, db.Close)
	// A wrong password or an old server is told at once; one that is away is not.
	if err := db.Ready(ctx); err != nil && !errors.Is(err, stats.ErrAway) {
		return fmt.Errorf("--database-url: %w", err)
	}
	e.chunks, e.catalog, e.away = db.Chunks(), db.Catalog(), db.Since
	e.writing = &postgres.WriterLock{DB: db, Writer: file.Log().Writer, Report: reportLock(log)}
	e.closers = append(e.closers, func() error { e.writing.Release(); return nil })
	return e.takeWriter(ctx)
}

// notANode refuses a folder whose stats are in PostgreSQL: without its address a
// second, empty store would begin beside the log.
func notANode(data string) error {
	if exists(data, nodeFile) && !exists(data, storeFile) {
		return fmt.Errorf("--data %s: its stats are in PostgreSQL: give --database-url, or choose another folder", data)
	}
	return nil
}

// storeFile holds everything in a data folder; nodeFile only the log and what a
// node knows, beside PostgreSQL.
const (
	storeFile = "chartd.db"
	nodeFile  = "node.db"
)

// holdsStats reports whether something was kept in a data folder before.
func holdsStats(data string) bool { return exists(data, storeFile) || exists(data, nodeFile) }

// exists reports whether a folder has a file. One that cannot be looked at is
// there: whoever opens it is told why not.
func exists(folder, name string) bool {
	_, err := os.Stat(filepath.Join(folder, name))
	return !errors.Is(err, os.ErrNotExist)
}

// reportLock tells of a writer lock that was lost, and taken again.
func reportLock(log *slog.Logger) func(error) {
	return func(err error) {
		if err != nil {
			log.Warn("the lock on this node's writer id was lost with its connection", "error", err)
			return
		}
		log.Info("the lock on this node's writer id is held again")
	}
}

// takeWriter makes sure that nobody else writes under this node's id. While the
// database is away nobody writes to it: the lock is taken when it is back.
func (e *engine) takeWriter(ctx context.Context) error {
	if err := e.writing.Take(ctx); err != nil && !errors.Is(err, stats.ErrAway) {
		return err
	}
	return nil
}

// assemble builds the parts from the leaves up.
func (e *engine) assemble(cfg storeSettings, log *slog.Logger) {
	head := stats.NewHead()
	e.ingest = &stats.Ingester{Log: e.log, Head: head, Most: int64(cfg.LogMaxBytes), Fault: log}
	e.keeper = &stats.Keeper{
		Log: e.log, Head: head, Chunks: e.chunks, Ingest: e.ingest, Origin: e.log,
		Fault: log, Now: e.clock.Now, LogMost: checkpointAt, HeadMost: int64(cfg.HeadBytes),
	}
	e.ingest.Ready = e.keeper.Start
	e.view = stats.View{Keeper: e.keeper}
	e.directory = &stats.Directory{Projects: e.catalog, Catalog: e.catalog, Version: e.catalog}
	if cfg.DatabaseURL != "" {
		e.keeper.Share, e.keeper.Batch = cfg.ShareEvery, databaseBatch
		e.keeper.Shared = e.shared(log)
		e.closers = append(e.closers, e.leave)
		e.directory.Mirror = e.file.Mirror()
	}
	e.catalog.SetClock(e.clock.Now)
	e.catalog.OnChange(e.directory.Forget)
	e.log.SetClock(e.clock.Now)
	e.alerts = store.New(e.catalog)
	e.measures = newMeasures(e)
}

// shared tells all nodes until when this one has stored its points.
func (e *engine) shared(log *slog.Logger) func(context.Context, time.Time) {
	return func(ctx context.Context, before time.Time) {
		err := e.writing.DB.Share(ctx, e.log.Writer(), before)
		if err != nil && !errors.Is(err, stats.ErrAway) { // that one is told elsewhere
			log.Error("tell other nodes what is stored", "error", err)
		}
	}
}

// leaveLimit is how long a stop waits for the database to hear of it. Other
// nodes find out by themselves after some minutes.
const leaveLimit = 2 * time.Second

// leave tells the other nodes not to wait for this one.
func (e *engine) leave() error {
	ctx, cancel := context.WithTimeout(context.Background(), leaveLimit)
	defer cancel()
	if err := e.writing.DB.Leave(ctx, e.log.Writer()); !errors.Is(err, stats.ErrAway) {
		return err
	}
	return nil
}

// address is the public URL that commands print: the one that was given, else
// that of the running server, else where one would be.
func (e *engine) address(given string) string {
	return strings.TrimSuffix(cmp.Or(given, e.home, "http://127.0.0.1:8080"), "/")
}

// checkpointAt is the size of the log, in bytes, from which all hours are
// stored: a start after a kill reads that much in a few seconds.
const checkpointAt = 256 << 20

// databaseBatch is how many rows go to PostgreSQL at a time. Posts do not wait
// for it; readers do, some tens of milliseconds. More at a time is no faster.
const databaseBatch = 500

// start runs the parts that live on. stop ends them: first the Ingester, which
// commits what waits, then the Keeper, which stores it. The context ends when a
// part has failed: then nothing may be taken any more.
func (e *engine) start(ctx context.Context) (alive context.Context, stop func() error) {
	keeping, taking := newGroup(ctx), newGroup(ctx)
	keeping.start("keeper", e.keeper.Run)
	keeping.start("directory", e.directory.Run)
	keeping.start("mend", e.ingest.Mend)
	if e.writing != nil {
		keeping.start("writer lock", e.writing.Run)
	}
	taking.start("ingester", e.ingest.Run)
	return keeping.ctx, func() error { return errors.Join(taking.stop(), keeping.stop()) }
}

// close gives everything back, in reverse.
func (e *engine) close() error {
	var faults []error
	for i := len(e.closers) - 1; i >= 0; i-- {
		faults = append(faults, e.closers[i]())
	}
	e.closers = nil
	return errors.Join(faults...)
}
