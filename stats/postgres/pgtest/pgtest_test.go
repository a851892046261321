package pgtest

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"chartd/cmd/check/need"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// record is a test that remembers what it was told instead of failing.
type record struct {
	testing.TB
	said []string
}

func (r *record) Helper() {}

func (r *record) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

// ask runs a query, which gives one text, on a connection of its own.
func ask(t *testing.T, dsn, sql string, args ...any) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	var got string
	if err := conn.QueryRow(t.Context(), sql, args...).Scan(&got); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return got
}

// exec runs a statement on a pool.
func exec(t *testing.T, pool *pgxpool.Pool, sql string) {
	t.Helper()
	if _, err := pool.Exec(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func TestTwoTestsSeeNothingOfEachOther(t *testing.T) {
	for _, whose := range []string{"one", "two"} {
		t.Run(whose, func(t *testing.T) {
			t.Parallel()
			pool := Pool(t)
			exec(t, pool, "CREATE TABLE mine (whose text)") // the same name in both is not taken
			exec(t, pool, "INSERT INTO mine VALUES ('"+whose+"')")
			var got string
			err := pool.QueryRow(t.Context(), "SELECT string_agg(whose, ' ') FROM mine").Scan(&got)
			if err != nil || got != whose {
				t.Errorf("the table holds %q, %v, want %q", got, err, whose)
			}
			var tables int
			err = pool.QueryRow(t.Context(), "SELECT count(*) FROM pg_class WHERE relname = 'mine' AND pg_table_is_visible(oid)").Scan(&tables)
			if err != nil || tables != 1 {
				t.Errorf("%d tables of this name can be seen, %v, want 1", tables, err)
			}
		})
	}
}

func TestSchemaIsTheSameForAllWhoHaveTheAddress(t *testing.T) {
	dsn := DSN(t)
	const schema = "SELECT current_schema()"
	first, second := ask(t, dsn, schema), ask(t, dsn, schema)
	if first != second || !strings.HasPrefix(first, "test_") {
		t.Errorf("schemas %q and %q, want one of the test's own", first, second)
	}
	if other := ask(t, DSN(t), schema); other == first {
		t.Errorf("a second address leads to the same schema %q", other)
	}
}

func TestSchemaGoesWithItsTest(t *testing.T) {
	server := need.Postgres(t)
	var schema string
	t.Run("a test", func(t *testing.T) {
		pool := Pool(t)
		exec(t, pool, "CREATE TABLE parent (id int PRIMARY KEY)")
		exec(t, pool, "CREATE TABLE child (id int REFERENCES parent)")
		if err := pool.QueryRow(t.Context(), "SELECT current_schema()").Scan(&schema); err != nil {
			t.Fatal(err)
		}
	})
	if got := ask(t, server, "SELECT count(*)::text FROM pg_namespace WHERE nspname = $1", schema); got != "0" {
		t.Errorf("schema %q is there after its test", schema)
	}
}

func TestConnectionThatIsNotGivenBack(t *testing.T) {
	pool := Pool(t)
	conn, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r := &record{TB: t}
	closePool(r, pool, time.Millisecond)
	conn.Release() // and now it closes
	if len(r.said) != 1 || !strings.Contains(r.said[0], "1 connections were not given back") {
		t.Errorf("said %q, want that one connection is missing", r.said)
	}
}

func TestWithin(t *testing.T) {
	for _, row := range []struct{ what, server, want string }{
		{"a bare address", "postgres://u:p@127.0.0.1:5/db", "postgres://u:p@127.0.0.1:5/db?options=-csearch_path%3Ds"},
		{"parameters stay", "postgres://u@h/db?sslmode=disable", "postgres://u@h/db?options=-csearch_path%3Ds&sslmode=disable"},
		{"options stay", "postgres://u@h/db?options=-cwork_mem%3D5MB", "postgres://u@h/db?options=-cwork_mem%3D5MB%20-csearch_path%3Ds"},
	} {
		got, err := within(row.server, "s")
		if err != nil || got != row.want {
			t.Errorf("%s: %q, %v, want %q", row.what, got, err, row.want)
		}
		config, err := pgx.ParseConfig(got)
		if err != nil {
			t.Errorf("%s: %v", row.what, err)
			continue
		}
		at, err := url.Parse(row.want)
		if err != nil || config.RuntimeParams["options"] != at.Query().Get("options") {
			t.Errorf("%s: pgx reads the options %q", row.what, config.RuntimeParams["options"])
		}
	}
	if got, err := within("postgres://[", "s"); err == nil {
		t.Errorf("a broken address gives %q", got)
	}
}
