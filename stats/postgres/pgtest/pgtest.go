// Package pgtest gives each test a PostgreSQL schema of its own.
//
// In goes the server that CHARTD_TEST_POSTGRES names; out comes a pool, or an
// address for a whole chartd, that finds its tables in a new and empty schema.
// The schema goes with the test. Without a server the test is skipped, or
// fails, as package need says. It is for tests only.
//
// # Why
//
// Tests share one server, as starting one takes longer than most of them run,
// and packages are tested side by side. What a schema does not keep apart is
// shared: advisory locks, roles, and the server's settings.
package pgtest

import (
	"context"
	"crypto/rand"
	"net/url"
	"strings"
	"testing"
	"time"

	"chartd/cmd/check/need"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// limit bounds each statement here, and how long a pool may take to close.
// lockWait bounds how long the end of a schema waits for those who use it.
const (
	limit    = time.Minute
	lockWait = "20s"
)

// Pool returns connections whose tables lie in a new schema of the test's own.
// The pool is closed with the test; a connection that was not given back by
// then is an error.
func Pool(t testing.TB) *pgxpool.Pool {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), DSN(t))
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() { closePool(t, pool, limit) })
	return pool
}

// DSN returns an address, as a URL for --database-url, whose tables lie in a
// new schema of the test's own. It is dropped with the test, with all that is
// in it; whoever still holds a lock there by then makes the test fail.
func DSN(t testing.TB) string {
	t.Helper()
	server := need.Postgres(t)
	schema := "test_" + strings.ToLower(rand.Text())
	dsn, err := within(server, schema)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	if err := execute(server, "CREATE SCHEMA "+schema); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() {
		if err := execute(server, "SET lock_timeout = '"+lockWait+"'", "DROP SCHEMA "+schema+" CASCADE"); err != nil {
			t.Errorf("pgtest: %v", err)
		}
	})
	return dsn
}

// Load returns an address like DSN's whose schema holds a dump in plain SQL, as
// pg_dump --inserts writes it, of one schema called DumpSchema.
func Load(t testing.TB, dump string) string {
	t.Helper()
	dsn := DSN(t)
	schema := Schema(dsn)
	var sql strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(dump, DumpSchema+".", schema+".")) {
		if !strings.HasPrefix(line, "CREATE SCHEMA ") && !strings.HasPrefix(line, `\`) { // the latter are psql's
			sql.WriteString(line)
		}
	}
	if err := execute(dsn, sql.String()); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	return dsn
}

// Schema is the schema of an address that DSN returned.
func Schema(dsn string) string {
	_, schema, _ := strings.Cut(dsn, "-csearch_path%3D")
	schema, _, _ = strings.Cut(schema, "&")
	return schema
}

// DumpSchema is what the schema in a committed dump is called.
const DumpSchema = "chartd_dump"

// within is the server's address with a schema in which tables are looked for
// and made. It says so in the words that libpq knows too, for psql.
func within(server, schema string) (string, error) {
	at, err := url.Parse(server)
	if err != nil {
		return "", err
	}
	query := at.Query()
	query.Set("options", strings.TrimSpace(query.Get("options")+" -csearch_path="+schema))
	// In this part of a URL libpq takes a plus for itself, not for a space.
	at.RawQuery = strings.ReplaceAll(query.Encode(), "+", "%20")
	return at.String(), nil
}

// execute runs statements on a connection of their own: the test's context may
// be over, and its pool closed.
func execute(server string, statements ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, sql := range statements {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

// closePool waits for the pool's connections, but not for ever: a test that
// keeps one should fail with words of its own.
func closePool(t testing.TB, pool *pgxpool.Pool, patience time.Duration) {
	t.Helper()
	closed := make(chan struct{})
	go func() {
		pool.Close()
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(patience):
		t.Errorf("pgtest: %d connections were not given back to the pool", pool.Stat().AcquiredConns())
	}
}
