package postgres

import (
	"testing"

	"chartd/stats/postgres/pgtest"
	"chartd/stats/statstest"
)

// open is a database with no tables yet, that ends with the test.
func open(t testing.TB, o Options) *DB { return openAt(t, pgtest.DSN(t), o) }

func openAt(t testing.TB, dsn string, o Options) *DB {
	t.Helper()
	d, err := Open(t.Context(), dsn, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func TestChunks(t *testing.T) {
	statstest.Chunks(t, func(t *testing.T) statstest.ChunkStore { return open(t, Options{}).Chunks() })
}
