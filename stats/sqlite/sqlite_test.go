package sqlite_test

import (
	"path/filepath"
	"testing"

	"chartd/stats/sqlite"
	"chartd/stats/statstest"
)

// open opens a fresh file that ends with the test.
func open(t testing.TB) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "chartd.db"), sqlite.Options{Durability: sqlite.Process})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestChunks(t *testing.T) {
	t.Parallel()
	statstest.Chunks(t, func(t *testing.T) statstest.ChunkStore { return open(t).Chunks() })
}

func TestLog(t *testing.T) {
	t.Parallel()
	statstest.Log(t, func(t *testing.T) statstest.LogStore { return open(t).Log() })
}
