package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"chartd/stats"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

//go:embed schema/*.sql
var schema embed.FS

// oldest is the first version of PostgreSQL that the tests run with.
const oldest = 15

// migrating is how long one statement of a migration may take: some build an
// index on all that is there.
const migrating = 5 * time.Minute

// attempt is one try to make the database ready. Whoever comes meanwhile waits
// for its end.
type attempt struct {
	over chan struct{}
	err  error // once it is over
}

// Ready makes sure, once, that the server is not too old and that the tables are
// as this version wants them. The error is ErrAway when the server is out of
// reach; any other lasts until somebody changes something, such as a wrong
// password: a process that starts should end with it.
func (d *DB) Ready(ctx context.Context) error {
	d.first.Lock()
	try := d.trying
	switch {
	case d.ready:
		d.first.Unlock()
		return nil
	case try != nil:
		d.first.Unlock()
		return try.wait(ctx)
	}
	try = &attempt{over: make(chan struct{})}
	d.trying = try
	d.first.Unlock()

	try.err = d.firstContact(ctx)

	d.first.Lock()
	defer d.first.Unlock()
	d.ready, d.trying = try.err == nil, nil
	close(try.over)
	return try.err
}

// wait returns how somebody else's attempt ended.
func (a *attempt) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ended(ctx, ctx.Err())
	case <-a.over:
	}
	if a.err == nil {
		return nil
	}
	// It may have ended because the other caller had enough: no reason to say
	// that this one has.
	return fmt.Errorf("%w: %v", stats.ErrAway, a.err)
}

// firstContact is one attempt.
func (d *DB) firstContact(ctx context.Context) error {
	err := d.prepare(ctx)
	switch {
	case err == nil:
		d.contact.found()
		return nil
	case ctx.Err() != nil:
		return ended(ctx, err)
	case settled(err):
		return err
	case away(err):
		d.contact.lost()
		return fmt.Errorf("%w: %w", stats.ErrAway, err)
	}
	return err
}

// settled reports whether a server refused a connection for a reason that does
// not go away: name, password, database.
func settled(err error) bool {
	code := state(err)
	return strings.HasPrefix(code, "28") || strings.HasPrefix(code, "3D") || strings.HasPrefix(code, "42")
}

// prepare checks the version and migrates, on connections of its own.
func (d *DB) prepare(ctx context.Context) error {
	first := d.pool.Config().ConnConfig.Copy()
	conn, err := pgx.ConnectConfig(ctx, first)
	if err != nil {
		return err
	}
	version := conn.PgConn().ParameterStatus("server_version")
	if err := errors.Join(checkVersion(version), conn.Close(ctx)); err != nil {
		return err
	}
	patient := d.pool.Config().ConnConfig.Copy()
	patient.RuntimeParams["statement_timeout"] = milliseconds(migrating)
	patient.RuntimeParams["idle_in_transaction_session_timeout"] = milliseconds(migrating)
	bound(patient, migrating)
	patient.ConnectTimeout = first.ConnectTimeout
	db := stdlib.OpenDB(*patient)
	defer db.Close()
	return migrate(ctx, db)
}

// checkVersion refuses a server that is too old. version is the server's own
// word, such as "15.14 (Debian 15.14-0+deb12u1)".
func checkVersion(version string) error {
	number, _, _ := strings.Cut(version, " ")
	digits := len(number) - len(strings.TrimLeft(number, "0123456789"))
	n, err := strconv.Atoi(number[:digits]) // 18beta1 is 18
	if err != nil {
		return fmt.Errorf("the database server does not say a version of PostgreSQL: %q", version)
	}
	if n < oldest {
		return fmt.Errorf("the database server is PostgreSQL %s, which is too old: %d or newer is needed", number, oldest)
	}
	return nil
}

// migrate makes the tables, or brings them up to date. One process does it and
// others wait for that.
func migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(schema, "schema")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db, files,
		goose.WithDisableGlobalRegistry(true), goose.WithTableName("migration"), goose.WithSessionLocker(locker{}))
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	there, known, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	if there > known {
		return fmt.Errorf("the database was brought to schema %d by a newer chartd: this one knows %d", there, known)
	}
	return nil
}

// locker lets one process after the other migrate. Those of other schemas of
// the same database do not matter.
type locker struct{}

// migrationKey is the number of the lock.
const migrationKey = `hashtextextended('chartd migrations ' || current_schema(), 0)`

// SessionLock implements goose's lock.SessionLocker. It waits.
func (locker) SessionLock(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock(`+migrationKey+`)`)
	return err
}

// SessionUnlock implements goose's lock.SessionLocker.
func (locker) SessionUnlock(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, `SELECT pg_advisory_unlock(`+migrationKey+`)`)
	return err
}
