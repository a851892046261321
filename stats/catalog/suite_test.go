package catalog_test

import (
	"path/filepath"
	"testing"

	"chartd/stats/catalog"
	"chartd/stats/postgres"
	"chartd/stats/postgres/pgtest"
	"chartd/stats/sqlite"
	"chartd/stats/statstest"
)

// openSQLite opens a fresh file that ends with the test.
func openSQLite(t testing.TB) *catalog.Catalog {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "chartd.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db.Catalog()
}

// openPostgres opens an empty schema that ends with the test.
func openPostgres(t testing.TB) *catalog.Catalog {
	t.Helper()
	db, err := postgres.Open(t.Context(), pgtest.DSN(t), postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db.Catalog()
}

// databases are those that a catalog can be in.
var databases = map[string]func(t testing.TB) *catalog.Catalog{"sqlite": openSQLite, "postgres": openPostgres}

func TestPeople(t *testing.T) {
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			statstest.People(t, func(t *testing.T) statstest.Relations { return open(t) })
		})
	}
}

func TestThings(t *testing.T) {
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			statstest.Things(t, func(t *testing.T) statstest.Relations { return open(t) })
		})
	}
}
