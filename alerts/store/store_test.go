package store_test

import (
	"testing"

	"chartd/alerts/alertstest"
	"chartd/alerts/store"
	"chartd/stats/catalog"
	"chartd/stats/statstest/fresh"
)

func TestSQLite(t *testing.T) {
	t.Parallel()
	suite(t, fresh.SQLite(t).Catalog())
}

func TestPostgres(t *testing.T) {
	t.Parallel()
	suite(t, fresh.Postgres(t).Catalog())
}

func suite(t *testing.T, c *catalog.Catalog) {
	alertstest.Run(t, func(*testing.T) (alertstest.Store, *catalog.Catalog) { return store.New(c), c })
}
