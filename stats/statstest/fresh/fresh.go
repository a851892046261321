// Package fresh opens an empty store in each database, for one test. The store is
// closed with the test. It is for tests only.
package fresh

import (
	"path/filepath"
	"testing"

	"chartd/stats/postgres"
	"chartd/stats/postgres/pgtest"
	"chartd/stats/sqlite"
)

// SQLite opens a new file. Its commits are not synced: no test cuts the power.
func SQLite(t testing.TB) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "chartd.db"), sqlite.Options{Durability: sqlite.Process})
	closeWith(t, db, err)
	return db
}

// Postgres opens a new schema, or skips the test as package pgtest does.
func Postgres(t testing.TB) *postgres.DB {
	t.Helper()
	db, err := postgres.Open(t.Context(), pgtest.DSN(t), postgres.Options{})
	closeWith(t, db, err)
	return db
}

// closeWith ends the test if a store could not be opened, and closes it with the
// test.
func closeWith(t testing.TB, db interface{ Close() error }, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
}
