package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"chartd/stats"
	"chartd/stats/postgres/pgtest"
	"chartd/stats/transfer"
)

// importBegin is a whole hour, in UNIX seconds.
const importBegin = 1_700_002_800

// importLine is a post of 1 to the stat "a", some minutes after importBegin.
func importLine(minute int) string {
	return fmt.Sprintf(`{"stat":"a","count":1,"t":%d}`+"\n", importBegin+60*minute)
}

// Of two imports at once the second waits, sees what the first stored, and says
// that it waits.
func TestImportsTakeTurns(t *testing.T) {
	e, project := openTest(t, "")
	id := e.newStat(t, project, "a")
	first, more := io.Pipe()
	w1, out1 := world(nil)
	w1.in = first
	ends := make(chan error)
	go func() { ends <- (&importCmd{}).take(t.Context(), w1, e, "first") }()
	if _, err := io.WriteString(more, importLine(0)); err != nil { // so it has begun
		t.Fatal(err)
	}
	w2, out2 := world(nil)
	w2.in = strings.NewReader(importLine(0) + importLine(1) + importLine(2))
	go func() { ends <- (&importCmd{}).take(t.Context(), w2, e, "second") }()
	if line := <-out2.line; !strings.HasPrefix(line, "another import is running") {
		t.Fatalf("the second said %q", line)
	}
	left, leave := context.WithCancel(t.Context())
	leave()
	w3, _ := world(nil)
	if err := (&importCmd{}).take(left, w3, e, "third"); !errors.Is(err, context.Canceled) {
		t.Errorf("who left meanwhile: %v", err)
	}
	if _, err := io.WriteString(more, importLine(1)); err != nil {
		t.Fatal(err)
	}
	more.Close()
	if err := errors.Join(<-ends, <-ends); err != nil {
		t.Fatal(err)
	}
	for out, want := range map[*output]string{out1: "first: 2 minutes stored, 0 skipped", out2: "second: 1 minute stored, 2 skipped"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q, want %q", out, want)
		}
	}
	if got := e.total(t, id, stats.MinuteAt(importBegin), 60); got != 3 {
		t.Errorf("%v in all, want 3", got)
	}
}

func TestSummaryIsALine(t *testing.T) {
	for want, sum := range map[string]transfer.Summary{
		"0 minutes stored, 2 skipped (they held data already), 0 bad rows; 0 projects, 0 stats and 1 comment made or changed":                                                   {Skipped: 2, Comments: 1},
		"0 minutes stored, 0 skipped (they held data already), 3 too old (their minutes are not kept any more), 0 bad rows; 0 projects, 0 stats and 0 comments made or changed": {TooOld: 3},
		"1 minute stored, 0 skipped (they held data already), 1 bad row; 1 project, 12 stats and 0 comments made or changed":                                                    {Minutes: 1, Bad: 1, Projects: 1, Stats: 12},
	} {
		if got := outcome(sum); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// An import of several files goes on behind bad rows, also in a server, and ends
// at any other error, whatever its text.
func TestBadRowsAreKnownBehindASocket(t *testing.T) {
	for _, row := range []struct {
		what    string
		err     error
		text    string
		badRows bool
	}{
		{"no error", nil, "", false},
		{"bad rows", errBadRows, errBadRows.Error(), true},
		{"an error of the same words", errors.New(errBadRows.Error()), errBadRows.Error(), false},
	} {
		answer := httptest.NewRecorder()
		if err := (&framer{to: answer}).write(frameEnd, ending(row.err)); err != nil {
			t.Fatal(err)
		}
		got := console{}.unframe(answer.Body)
		if (got == nil) != (row.err == nil) || got != nil && got.Error() != row.text || (errors.Is(got, errBadRows)) != row.badRows {
			t.Errorf("%s: %v", row.what, got)
		}
	}
}

// ticks is a clock that goes on by a second at each look.
func ticks() func() time.Time {
	at := time.Unix(0, 0)
	return func() time.Time {
		at = at.Add(time.Second)
		return at
	}
}

// Progress counts the bytes that lie on the disk, as its whole does.
func TestProgressOfACompressedFile(t *testing.T) {
	e, project := openTest(t, "")
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	for range 20_000 {
		fmt.Fprintf(z, `{"stat":"a","value":%v,"t":%d}`+"\n", rand.Float64(), importBegin)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	seen := &progress{from: bytes.NewReader(packed.Bytes()), size: int64(packed.Len()), name: "f", to: &shown, now: ticks()}
	o := transfer.Options{Store: e.store(), Project: project, Now: time.Now}
	if _, err := transfer.Import(t.Context(), o, "f", seen); err != nil {
		t.Fatal(err)
	}
	before := 0
	found := regexp.MustCompile(`f: (\d+) %, `).FindAllStringSubmatch(shown.String(), -1)
	for _, one := range found {
		percent, err := strconv.Atoi(one[1])
		if err != nil || percent < before || percent > 100 {
			t.Errorf("%s behind %d", one[1], before)
		}
		before = percent
	}
	if before != 100 || len(found) < 3 {
		t.Errorf("it ends at %d of 100 after %d lines", before, len(found))
	}
}

// What is said while progress is shown takes its place.
func TestProgressMakesRoom(t *testing.T) {
	var screen strings.Builder
	p := &progress{from: strings.NewReader(strings.Repeat("x", 4_000_000)), size: 4_000_000, name: "f", to: &screen, now: ticks()}
	out := p.over(&screen)
	for range 2 {
		if _, err := p.Read(make([]byte, 1_000_000)); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Fprintln(out, "f:1: bad")
	fmt.Fprintln(out, "f:2: bad")
	if _, err := p.Read(make([]byte, 1_000_000)); err != nil {
		t.Fatal(err)
	}
	p.end()
	want := clearLine + "f: 50 %, 2.0 MB/s, 1s left" + clearLine + "f:1: bad\nf:2: bad\n" + clearLine + "f: 75 %, 1.5 MB/s, 1s left" + clearLine
	if screen.String() != want {
		t.Errorf("got  %q\nwant %q", screen.String(), want)
	}
}

// A file alone is no copy of what is in PostgreSQL.
func TestPostgresIsNotCopiedIntoAFile(t *testing.T) {
	e, _ := openTest(t, pgtest.DSN(t))
	w, _ := world(nil)
	w.engine = e
	file := filepath.Join(t.TempDir(), "copy.db")
	if err := run(t.Context(), []string{"backup", file}, w); !errors.Is(err, errDump) {
		t.Errorf("backup: %v", err)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file was written: %v", err)
	}
	w, _ = world(map[string]string{"CHARTD_DATABASE_URL": "postgres://nobody"})
	if err := run(t.Context(), []string{"restore", file, "--data", t.TempDir()}, w); !errors.Is(err, errLoad) {
		t.Errorf("restore: %v", err)
	}
}

// A restore that failed leaves nothing in the way of the next one.
func TestFailedRestoreLeavesNothing(t *testing.T) {
	data, bad := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "bad.db")
	if err := os.WriteFile(bad, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{bad, bad + ".none"} {
		w, _ := world(nil)
		if err := run(t.Context(), []string{"restore", file, "--data", data}, w); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v", file, err)
		}
		left, err := filepath.Glob(filepath.Join(data, "chartd.db*"))
		if err != nil || len(left) > 0 {
			t.Errorf("left are %v, %v", left, err)
		}
	}
}
