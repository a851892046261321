package store_test

import (
	"path/filepath"
	"testing"

	"chartd/alerts/alertstest"
	"chartd/alerts/store"
	"chartd/stats/catalog"
	"chartd/stats/postgres"
	"chartd/stats/postgres/pgtest"
	"chartd/stats/sqlite"
)

func TestSQLite(t *testing.T) {
	t.Parallel()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "chartd.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	alertstest.Run(t, func(*testing.T) (alertstest.Store, *catalog.Catalog) { return store.New(db.Catalog()), db.Catalog() })
}

func TestPostgres(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), pgtest.DSN(t), postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	alertstest.Run(t, func(*testing.T) (alertstest.Store, *catalog.Catalog) { return store.New(db.Catalog()), db.Catalog() })
}
