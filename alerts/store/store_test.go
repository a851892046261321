package store_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/alertstest"
	"chartd/alerts/store"
	"chartd/stats/catalog"
	"chartd/stats/statstest/fresh"
	"chartd/stats/statstest/node"
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

// Much that is old is removed in transactions of bounded size: what some of them
// removed is gone where a later one fails.
func TestPruneInBatches(t *testing.T) {
	t.Parallel()
	n := node.Open(t)
	s := store.New(n.Catalog)
	target, err := alerts.NewTarget(alerts.Webhook, map[string]string{"url": "https://example.com/"})
	check(t, err)
	to, err := s.CreateDestination(t.Context(), alerts.Destination{Project: n.Project.ID, Name: "team", Channel: alerts.Webhook, Target: target})
	check(t, err)
	const all = 2*store.PruneBatch + 1
	rows := make([][]any, all)
	for i := range rows {
		rows[i] = []any{int64(i + 1)}
	}
	change := func(query string, args ...any) {
		t.Helper()
		check(t, n.Catalog.Change(t.Context(), "prepare", func(tx catalog.Conn) error {
			_, err := tx.Exec(query, args...)
			return err
		}))
	}
	change(`INSERT INTO attempt (id, destination, message, at, status, answer)
SELECT r.value->>0, $2, '', r.value->>0, 0, '' FROM ROWS($1)`, catalog.Table(rows), int64(to.ID))
	change(`CREATE TRIGGER stuck BEFORE DELETE ON attempt WHEN old.id = 2 * ` + strconv.Itoa(store.PruneBatch) + ` + 1 BEGIN SELECT RAISE(ABORT, 'stuck'); END`)
	left := func() int {
		t.Helper()
		list, err := s.Attempts(t.Context(), to.ID, all)
		check(t, err)
		return len(list)
	}
	if err := s.Prune(t.Context(), time.Now()); err == nil || left() != 1 {
		t.Errorf("%d of %d are left, error %v", left(), all, err)
	}
	change(`DROP TRIGGER stuck`)
	if err := s.Prune(t.Context(), time.Now()); err != nil || left() != 0 {
		t.Errorf("%d are left in the end, error %v", left(), err)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
