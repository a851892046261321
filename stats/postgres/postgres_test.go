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
	t.Parallel()
	dsn := pgtest.DSN(t) // emptied each time: quicker than new tables
	statstest.Chunks(t, func(t *testing.T) statstest.ChunkStore {
		d := openAt(t, dsn, Options{})
		execute(t, d, `TRUNCATE chunk, month, writer`)
		execute(t, d, `UPDATE expiry SET before = $1`, int64(noFrom))
		return d.Chunks()
	})
}
