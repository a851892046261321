package store_test

import (
	"slices"
	"strings"
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

// Whoever counts messages must not go through all that were sent.
func TestCountsSearch(t *testing.T) {
	t.Parallel()
	err := fresh.SQLite(t).Catalog().Ask(t.Context(), "plan", func(q catalog.Conn) error {
		steps, err := catalog.List(q, scanStep, `EXPLAIN QUERY PLAN `+store.CountQuery)
		if !slices.ContainsFunc(steps, func(s string) bool { return strings.HasPrefix(s, "SEARCH o USING COVERING INDEX outbox_project") }) {
			t.Errorf("steps %q", steps)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func scanStep(r catalog.Row) (step string, err error) {
	var id, parent, unused int64
	err = r.Scan(&id, &parent, &unused, &step)
	return step, err
}
