package postgres

import (
	"slices"
	"strings"
	"testing"

	"chartd/stats"
	"chartd/stats/chunk"
)

// Each row does something to a healthy database that Verify must see.
func TestVerifyFinds(t *testing.T) {
	t.Parallel()
	m := stats.Month(2026 * 12)
	other := in(m, 1)
	other.Minutes[3].Add(7)
	d := open(t, Options{})
	c := d.Chunks()
	for _, row := range []struct {
		what string
		sql  string
		args []any
		want []string
	}{
		{"nothing", `SELECT 1`, nil, nil},
		{"a lost hour", `DELETE FROM chunk WHERE stat_id = 2 AND writer = 7`, nil, []string{"2: month 24312 of writer 7: hour"}},
		{"a lost month", `DELETE FROM month WHERE stat_id = 2 AND writer = 8`, nil, []string{"2: month 24312 of writer 8 is not there"}},
		{"all months lost", `DELETE FROM month`, nil, []string{"1: month 24312 of writer 7 is not there", "2: month 24312 of writer 7 is not there", "2: month 24312 of writer 8 is not there", "3: month 24313 of writer 7 is not there"}},
		{"another hour", `UPDATE chunk SET minutes = $1 WHERE stat_id = 1`, []any{chunk.Append(nil, other.Minutes[:])}, []string{"1: month 24312 of writer 7: hour"}},
		{"an hour that can't be read", `UPDATE chunk SET minutes = '\x' WHERE stat_id = 3`, nil, []string{"3: month 24313 of writer 7: hour"}},
		{"a month that can't be read", `UPDATE month SET hours = '\x' WHERE stat_id = 3`, nil, []string{"3: month 24313 of writer 7: chunk"}},
		{"a month that is behind", `UPDATE month SET rev = 0 WHERE stat_id = 1`, nil, []string{"1: month 24312 of writer 7: its rev"}},
		{"another newest hour", `UPDATE month SET last = last + 1 WHERE stat_id = 1`, nil, []string{"1: month 24312 of writer 7: it names another hour"}},
		{"no newest hour", `UPDATE month SET last = NULL WHERE stat_id = 1`, nil, []string{"1: month 24312 of writer 7: it names another hour"}},
	} {
		t.Run(row.what, func(t *testing.T) {
			execute(t, d, `TRUNCATE chunk, month`)
			second, third := in(m, 2), in(m+1, 3)
			second.Stat, third.Stat = 2, 3
			do(t, func() error { return c.Put(t.Context(), 7, []stats.Chunk{in(m, 1), second, third}) })
			do(t, func() error { return c.Put(t.Context(), 8, []stats.Chunk{second}) })
			execute(t, d, row.sql, row.args...)
			wantProblems(t, c, row.want)
		})
	}
}

func wantProblems(t *testing.T, c *Chunks, want []string) {
	t.Helper()
	var got []string
	do(t, func() error {
		return c.Verify(t.Context(), func(id stats.StatID, problem string) {
			got = append(got, string(rune('0'+id))+": "+problem)
		})
	})
	slices.Sort(got)
	ok := len(got) == len(want)
	for i := range got {
		ok = ok && strings.HasPrefix(got[i], want[i])
	}
	if !ok {
		t.Errorf("problems %q, want %q", got, want)
	}
}

// More months than are compared at a time, and a fault in each of two places.
func TestVerifyGoesThroughAll(t *testing.T) {
	t.Parallel()
	d := open(t, Options{})
	c := d.Chunks()
	var rows []stats.Chunk
	for id := range stats.StatID(3 * verifyMonths / 2) {
		for m := range stats.Month(2) {
			row := in(2026*12+m, 1)
			row.Stat = id + 1
			rows = append(rows, row)
		}
	}
	do(t, func() error { return c.Put(t.Context(), 7, rows) })
	do(t, func() error { return c.Put(t.Context(), 8, rows[:10]) })
	count := func() (n int) {
		do(t, func() error {
			return c.Verify(t.Context(), func(stats.StatID, string) { n++ })
		})
		return n
	}
	if n := count(); n != 0 {
		t.Errorf("%d problems of a healthy database", n)
	}
	execute(t, d, `DELETE FROM month WHERE stat_id IN (1, $1)`, 3*verifyMonths/2)
	if n := count(); n != 6 {
		t.Errorf("%d problems, want 6", n)
	}
	// Once minutes have gone, a month alone is no fault, but one that can't be
	// read is.
	do(t, func() error { return c.Expire(t.Context(), stats.Month(2026*12+1).Hour()) })
	if n := count(); n != 3 {
		t.Errorf("%d problems after the first month expired, want 3", n)
	}
	execute(t, d, `UPDATE month SET hours = '\x01ff' WHERE stat_id = 5 AND month = $1 AND writer = 7`, 2026*12)
	if n := count(); n != 4 {
		t.Errorf("%d problems with a bad month, want 4", n)
	}
}
