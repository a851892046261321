package catalog_test

import (
	"testing"

	"chartd/stats/catalog"
	"chartd/stats/statstest"
	"chartd/stats/statstest/fresh"
)

// databases are those that a catalog can be in.
var databases = map[string]func(t testing.TB) *catalog.Catalog{
	"sqlite":   func(t testing.TB) *catalog.Catalog { return fresh.SQLite(t).Catalog() },
	"postgres": func(t testing.TB) *catalog.Catalog { return fresh.Postgres(t).Catalog() },
}

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
