package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"modernc.org/sqlite"

	"chartd/stats"
)

// openAt opens a file that is closed with the test.
func openAt(t *testing.T, path string, o Options) *DB {
	t.Helper()
	db, err := Open(t.Context(), path, o)
	check(t, err)
	t.Cleanup(func() { check(t, db.Close()) })
	return db
}

func openTemp(t *testing.T) *DB {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "chartd.db"), Options{Durability: Process})
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// one is an hour with one point in its first minute.
func one(id stats.StatID, hour stats.Hour, rev stats.Seq, v float64) stats.Chunk {
	c := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: id, Hour: hour}, Rev: rev}
	c.Minutes[0].Add(v)
	return c
}

// post is an entry with one point.
func post(id string, v float64) stats.Entry {
	return stats.Entry{Project: 1, ID: id, Points: []stats.Point{{Stat: 1, At: 60, Value: v}}}
}

func commits(t *testing.T, l *Log) (values []float64) {
	t.Helper()
	check(t, l.Replay(t.Context(), 0, func(_ stats.Seq, points []stats.Point) error {
		for _, p := range points {
			values = append(values, p.Value)
		}
		return nil
	}))
	return values
}

// total is the sum of a stat's first thousand hours.
func total(t *testing.T, c *Chunks, id stats.StatID) float64 {
	t.Helper()
	list, err := c.Series(t.Context(), []stats.StatID{id}, stats.Window{From: 0, Step: 60_000, Count: 1})
	check(t, err)
	return list[0].Buckets[0].Total()
}

func TestFileIsItsOwnersAlone(t *testing.T) {
	db := openTemp(t)
	_, err := db.Log().Append(t.Context(), []stats.Entry{post("", 1)})
	check(t, err)
	for _, end := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(db.path + end)
		check(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("chartd.db%s has mode %v", end, info.Mode())
		}
	}
}

func TestDurabilityDecidesWhatIsSynced(t *testing.T) {
	for durability, want := range map[Durability]int{Disk: 2, Process: 1} { // SQLite's FULL and NORMAL
		db := openAt(t, filepath.Join(t.TempDir(), "chartd.db"), Options{Durability: durability})
		for range 2 {
			var got int
			check(t, db.write.QueryRowContext(t.Context(), `PRAGMA synchronous`).Scan(&got))
			if got != want {
				t.Errorf("durability %d: synchronous is %d, want %d", durability, got, want)
			}
			check(t, db.Log().Reopen(t.Context()))
		}
	}
}

func TestOpenNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing", "chartd.db")
	if _, err := Open(t.Context(), path, Options{}); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("no folder: %v", err)
	}
	path = filepath.Join(t.TempDir(), "a?b#c%20 d.db")
	check(t, openAt(t, path, Options{}).Check(t.Context()))
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestBackup(t *testing.T) {
	db := openTemp(t)
	check(t, db.Chunks().Put(t.Context(), 7, []stats.Chunk{one(1, 5, 1, 42)}))
	_, err := db.Log().Append(t.Context(), []stats.Entry{post("a", 1), post("", 2)})
	check(t, err)
	path := filepath.Join(t.TempDir(), "copy.db")
	check(t, db.Backup(t.Context(), path))
	_, err = db.Log().Append(t.Context(), []stats.Entry{post("", 3)}) // goes on
	check(t, err)
	if err := db.Backup(t.Context(), path); err == nil || !strings.Contains(err.Error(), "copy.db is there already") {
		t.Errorf("onto another file: %v", err)
	}
	if list, err := filepath.Glob(filepath.Dir(path) + "/*"); err != nil || len(list) != 1 {
		t.Errorf("files: %v, %v", list, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	back := openAt(t, path, Options{})
	check(t, back.Check(t.Context()))
	if got := total(t, back.Chunks(), 1); got != 42 {
		t.Errorf("chunks hold %v", got)
	}
	if got := commits(t, back.Log()); len(got) != 2 || back.Log().Writer() != db.Log().Writer() {
		t.Errorf("the log holds %v", got)
	}
	again := []stats.Entry{post("a", 1)}
	if _, err := back.Log().Append(t.Context(), again); err != nil || !again[0].Repeated {
		t.Errorf("id: %v, %v", again, err)
	}
}

func TestBackupThatFailsLeavesNothing(t *testing.T) {
	db := openTemp(t)
	folder := t.TempDir()
	if err := db.Backup(t.Context(), filepath.Join(folder, "missing", "copy.db")); err == nil {
		t.Error("into a folder that is not there")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := db.Backup(ctx, filepath.Join(folder, "copy.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if list, err := os.ReadDir(folder); err != nil || len(list) != 0 {
		t.Errorf("left: %v, %v", list, err)
	}
}

func TestCheckSeesDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chartd.db")
	db, err := Open(t.Context(), path, Options{Durability: Process})
	check(t, err)
	for h := range stats.Hour(500) {
		check(t, db.Chunks().Put(t.Context(), 7, []stats.Chunk{one(1, h, stats.Seq(h+1), 1)}))
	}
	check(t, db.Check(t.Context()))
	check(t, db.Close())
	data, err := os.ReadFile(path)
	check(t, err)
	page := len(data) / 4096 / 2 * 4096
	copy(data[page:], bytes.Repeat([]byte{0xAA}, 4*4096))
	check(t, os.WriteFile(path, data, 0o600))
	db, err = Open(t.Context(), path, Options{})
	if err != nil {
		return // it is so bad that it shows at once
	}
	defer db.Close()
	if err := db.Check(t.Context()); err == nil {
		t.Error("four pages of rubbish, and nothing is wrong")
	}
}

// fillUp leaves the file no page to grow by.
func fillUp(t *testing.T, db *DB) {
	t.Helper()
	_, err := db.write.ExecContext(t.Context(), `PRAGMA max_page_count = 1`) // at least what there is
	check(t, err)
}

func TestFullDiskRefusesPostsUntilReopened(t *testing.T) {
	db := openTemp(t)
	l := db.Log()
	big := stats.Entry{Project: 1, ID: "big"}
	for i := range 100_000 {
		big.Points = append(big.Points, stats.Point{Stat: 1, At: stats.Minute(i), Value: 0.5})
	}
	first, err := l.Append(t.Context(), []stats.Entry{post("a", 1)})
	check(t, err)
	fillUp(t, db)
	if _, err := l.Append(t.Context(), []stats.Entry{big}); !errors.Is(err, stats.ErrAway) {
		t.Errorf("full: %v", err)
	}
	if _, err := l.Append(t.Context(), []stats.Entry{post("", 2)}); !errors.Is(err, stats.ErrAway) {
		t.Errorf("after the failure: %v", err)
	}
	check(t, l.Reopen(t.Context())) // with it, the limit goes
	entries := []stats.Entry{big, post("a", 1), post("", 3)}
	seq, err := l.Append(t.Context(), entries)
	check(t, err)
	if seq <= first || entries[0].Repeated || !entries[1].Repeated {
		t.Errorf("commit %d after %d, repeats %v %v", seq, first, entries[0].Repeated, entries[1].Repeated)
	}
	if got := commits(t, l); len(got) != 100_002 || got[0] != 1 {
		t.Errorf("%d points are kept", len(got))
	}
}

// A disk on which a file opens and nothing can be written is no reason to take
// posts again.
func TestReopenWritesBeforePostsAreTaken(t *testing.T) {
	t.Parallel()
	db := openTemp(t)
	_, err := db.write.ExecContext(t.Context(), `CREATE TRIGGER full BEFORE INSERT ON proof BEGIN SELECT RAISE(FAIL, 'full'); END`)
	check(t, err)
	if err := db.Log().Reopen(t.Context()); err == nil {
		t.Error("the log is taken for whole")
	}
	if _, err := db.Log().Append(t.Context(), []stats.Entry{post("", 1)}); !errors.Is(err, stats.ErrAway) {
		t.Errorf("a post: %v", err)
	}
	_, err = db.write.ExecContext(t.Context(), `DROP TRIGGER full`)
	check(t, err)
	check(t, db.Log().Reopen(t.Context()))
	_, err = db.Log().Append(t.Context(), []stats.Entry{post("", 1)})
	check(t, err)
}

// Chunks and log are one file: where the one could not be written, the other is
// not believed.
func TestPutThatFailsRefusesPosts(t *testing.T) {
	db := openTemp(t)
	c := db.Chunks()
	check(t, c.Put(t.Context(), 7, []stats.Chunk{one(1, 5, 1, 42)}))
	fillUp(t, db)
	var list []stats.Chunk
	for h := range stats.Hour(500) {
		list = append(list, one(1, h, 9, 1))
	}
	if err := c.Put(t.Context(), 7, list); !errors.Is(err, stats.ErrAway) {
		t.Errorf("full: %v", err)
	}
	if got := total(t, c, 1); got != 42 {
		t.Errorf("half a batch is there: %v", got)
	}
	if _, err := db.Log().Append(t.Context(), []stats.Entry{post("", 2)}); !errors.Is(err, stats.ErrAway) {
		t.Errorf("a post: %v", err)
	}
	check(t, db.Log().Reopen(t.Context()))
	_, err := db.Log().Append(t.Context(), []stats.Entry{post("", 2)})
	check(t, err)
	check(t, c.Put(t.Context(), 7, list))
	if got := total(t, c, 1); got != 500 {
		t.Errorf("in the end %v", got)
	}
}

func TestReopenWaitsForReads(t *testing.T) {
	db := openTemp(t)
	reading, done := make(chan struct{}), make(chan struct{})
	left := make(chan error)
	go func() {
		left <- db.look(context.Background(), func(context.Context, *sql.Tx) error {
			close(reading)
			<-done
			return nil
		})
	}()
	<-reading
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := db.Log().Reopen(ctx); !errors.Is(err, stats.ErrAway) {
		t.Errorf("while a read goes on: %v", err)
	}
	if _, err := db.Log().Append(t.Context(), []stats.Entry{post("", 1)}); !errors.Is(err, stats.ErrAway) {
		t.Errorf("a post: %v", err)
	}
	close(done)
	check(t, <-left)
	check(t, db.Log().Reopen(t.Context()))
	_, err := db.Log().Append(t.Context(), []stats.Entry{post("", 1)})
	check(t, err)
}

func TestNobodyGetsInWhileReopening(t *testing.T) {
	db := openTemp(t)
	db.gate.shut.Store(true)
	db.read.SetMaxIdleConns(0)
	db.write.SetMaxIdleConns(0)
	if _, err := db.Chunks().Latest(t.Context(), []stats.StatID{1}); !errors.Is(err, stats.ErrAway) {
		t.Errorf("a read: %v", err)
	}
	if err := db.Chunks().Put(t.Context(), 7, []stats.Chunk{one(1, 5, 1, 42)}); !errors.Is(err, stats.ErrAway) {
		t.Errorf("a write: %v", err)
	}
	check(t, db.Log().Reopen(t.Context()))
	check(t, db.Chunks().Put(t.Context(), 7, []stats.Chunk{one(1, 5, 1, 42)}))
}

func TestRewriteChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	check(t, rewrite(path)) // not there
	want := bytes.Repeat([]byte("0123456789"), 250_000)
	check(t, os.WriteFile(path, want, 0o600))
	check(t, rewrite(path))
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes of %d, %v", len(got), len(want), err)
	}
}

// What a failed sync has left in memory is written again before it is believed:
// a sync alone reports success without it.
func TestHardenWritesTheLogAgain(t *testing.T) {
	db := openTemp(t)
	_, err := db.Log().Append(t.Context(), []stats.Entry{post("", 1)})
	check(t, err)
	wal, long := db.path+"-wal", time.Unix(1_000_000_000, 0)
	before, err := os.ReadFile(wal)
	check(t, err)
	check(t, os.Chtimes(wal, long, long))
	check(t, db.harden())
	now, err := os.Stat(wal)
	check(t, err)
	if !now.ModTime().After(long) {
		t.Error("nothing was written")
	}
	if after, err := os.ReadFile(wal); err != nil || len(before) == 0 || !bytes.Equal(before, after) {
		t.Errorf("%d bytes became %d other ones, %v", len(before), len(after), err)
	}
}

// lost is a connection's maker that loses the folder on the way.
type lost struct {
	driver.Connector
	db *DB
}

// Connect implements driver.Connector.
func (l lost) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := l.Connector.Connect(ctx)
	l.db.path = filepath.Join(filepath.Dir(l.db.path), "lost", "chartd.db")
	return c, err
}

// A file whose folder cannot be synced, so that its names might be lost, is not
// believed: neither before its log is moved into it nor with its fresh log.
func TestNamesThatCannotBeSyncedAreNotBelieved(t *testing.T) {
	db := openTemp(t)
	path := db.path
	db.path = filepath.Join(filepath.Dir(path), "lost", "chartd.db")
	if err := db.harden(); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("before: %v, want what is wrong with the folder", err)
	}
	db.path = path
	connector, err := sqlite.NewConnector(dsn(path))
	check(t, err)
	check(t, db.write.Close())
	db.write = sql.OpenDB(gated{lost{connector, db}, &db.gate})
	if err := db.reopen(t.Context()); !errors.Is(err, os.ErrNotExist) || !db.broken.Load() {
		t.Errorf("with the fresh log: %v, broken %v", err, db.broken.Load())
	}
	db.path = path
	db.broken.Store(false)
}
