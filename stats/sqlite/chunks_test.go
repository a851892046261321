package sqlite

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"chartd/stats"
	"chartd/stats/chunk"
)

// spoil runs a statement that should not be run.
func spoil(t *testing.T, db *DB, text string, args ...any) {
	t.Helper()
	done, err := db.write.ExecContext(t.Context(), text, args...)
	check(t, err)
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		t.Fatalf("%s changed %d rows, %v", text, n, err)
	}
}

func problems(t *testing.T, c *Chunks) string {
	t.Helper()
	var list []string
	check(t, c.Verify(t.Context(), func(id stats.StatID, problem string) {
		list = append(list, fmt.Sprintf("stat %d: %s", id, problem))
	}))
	return strings.Join(list, "\n")
}

func TestDamagedChunk(t *testing.T) {
	db := openTemp(t)
	c := db.Chunks()
	check(t, c.Put(t.Context(), 7, []stats.Chunk{one(1, 5, 1, 42), one(1, 6, 1, 43), one(2, 5, 1, 44)}))
	spoil(t, db, `UPDATE chunk SET minutes = substr(minutes, 1, 3) WHERE stat_id = 1 AND hour = 5`)
	ids, hours := []stats.StatID{2, 1}, stats.Window{From: 290, Step: 30, Count: 10}
	if _, err := c.Series(t.Context(), ids, hours); !errors.Is(err, chunk.ErrCorrupt) || !strings.Contains(err.Error(), "hour 5 of stat 1") {
		t.Errorf("series: %v", err)
	}
	if _, err := c.Load(t.Context(), 7, []stats.ChunkKey{{Stat: 1, Hour: 5}}); !errors.Is(err, chunk.ErrCorrupt) {
		t.Errorf("load: %v", err)
	}
	if list, err := c.Latest(t.Context(), ids); err != nil || list[1].Bucket.Total() != 43 {
		t.Errorf("what is whole: %v, %v", list, err)
	}
	bad := ""
	check(t, c.Walk(t.Context(), func(w stats.WriterID, k stats.Chunk, err error) error {
		if err != nil {
			bad += fmt.Sprint(w, k.ChunkKey, k.Minutes == [60]stats.Bucket{})
		}
		return nil
	}))
	if bad != "7 {1 5} true" {
		t.Errorf("walk: %q", bad)
	}
	if got := problems(t, c); got != "" {
		t.Errorf("verify tells what Walk has told: %s", got)
	}
	// A newer state of the hour heals it.
	check(t, c.Put(t.Context(), 7, []stats.Chunk{one(1, 5, 2, 42)}))
	_, err := c.Series(t.Context(), ids, hours)
	check(t, err)
}

func TestVerifySeesWhatIsWrongWithMonths(t *testing.T) {
	for _, row := range []struct{ what, text, want string }{
		{"a damaged row", `UPDATE month SET hours = x'01FF0102' WHERE stat_id = 1`, "stat 1: month 23640: chunk: "},
		{"a row that is gone", `DELETE FROM month WHERE stat_id = 1`, "stat 1: hour 5: it has no month row\nstat 1: hour 6: it has no month row"},
		{"another row's figures", `UPDATE month SET hours = (SELECT hours FROM month WHERE stat_id = 2) WHERE stat_id = 1`, "stat 1: hour 5: its month says "},
		{"an hour that is gone", `DELETE FROM chunk WHERE stat_id = 1 AND hour = 6`, "stat 1: hour 6: its month has 1 points, and its minutes are missing"},
		{"a month of nothing", `DELETE FROM chunk WHERE stat_id = 2`, "stat 2: hour 5: its month has 1 points, and its minutes are missing"},
	} {
		t.Run(row.what, func(t *testing.T) {
			db := openTemp(t)
			c := db.Chunks()
			check(t, c.Put(t.Context(), 7, []stats.Chunk{one(1, 5, 1, 42), one(1, 6, 1, 43), one(2, 5, 1, 44)}))
			if got := problems(t, c); got != "" {
				t.Fatalf("before: %s", got)
			}
			spoil(t, db, row.text)
			if got := problems(t, c); !strings.HasPrefix(got, row.want) {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
		})
	}
}

// A commit that is in a chunk and in the log still must not be counted twice by
// a process that starts now, so the chunk's Rev has to stay.
func TestExpireKeepsWhatTheLogMayRepeat(t *testing.T) {
	db := openTemp(t)
	c, l := db.Chunks(), db.Log()
	for range 3 {
		_, err := l.Append(t.Context(), []stats.Entry{post("", 1)})
		check(t, err)
	}
	check(t, l.Forget(t.Context(), 2))
	check(t, c.Put(t.Context(), l.Writer(), []stats.Chunk{one(1, 5, 1, 42), one(1, 6, 2, 43), one(1, 7, 3, 44)}))
	revs := func() (list []stats.Seq) {
		check(t, c.Walk(t.Context(), func(_ stats.WriterID, k stats.Chunk, _ error) error {
			list = append(list, k.Rev)
			return nil
		}))
		return list
	}
	check(t, c.Expire(t.Context(), 100))
	if got := revs(); len(got) != 2 || got[0] != 2 || got[1] != 3 {
		t.Errorf("revs that are kept: %v", got)
	}
	if got := total(t, c, 1); got != 42+43+44 {
		t.Errorf("total %v", got)
	}
	check(t, l.Forget(t.Context(), 100))
	check(t, c.Expire(t.Context(), 100))
	if got := revs(); len(got) != 0 {
		t.Errorf("revs in the end: %v", got)
	}
	if got := total(t, c, 1); got != 42+43+44 {
		t.Errorf("total %v", got)
	}
}

// No read may go through a whole table: it would pass every test and fail in a
// year.
func TestReadsSeek(t *testing.T) {
	db := openTemp(t)
	for _, text := range db.Chunks().reading() {
		rows, err := db.read.QueryContext(t.Context(), `EXPLAIN QUERY PLAN `+text, 1, 1, 1)
		check(t, err)
		for rows.Next() {
			var id, parent, unused int
			var step string
			check(t, rows.Scan(&id, &parent, &unused, &step))
			if strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "VIRTUAL TABLE") && !strings.Contains(step, "expiry") {
				t.Errorf("%s\nin %s", step, text)
			}
		}
		check(t, rows.Close())
	}
}
