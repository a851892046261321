package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chartd/stats/postgres/pgtest"
	"chartd/stats/sqlite"
)

var writeData = flag.String("write-data", "", "write what this version stores to testdata/data/`NAME`; needs pg_dump and a PostgreSQL server")

// What testdata/data holds of each version, and how it came about, is told in
// its README.md.
const (
	oldData     = "../../testdata/data"
	oldExport   = "export.jsonl"
	oldDump     = "postgres.sql"
	oldEZKey    = "old@example.com"
	oldMinute   = 1_700_000_040 // of the first post
	oldKeptStat = "page view"
)

// TestOldData opens what earlier versions wrote.
func TestOldData(t *testing.T) {
	if *writeData != "" {
		writeOldData(t, filepath.Join(oldData, *writeData))
	}
	versions, err := filepath.Glob(filepath.Join(oldData, "*", oldExport))
	if err != nil || len(versions) == 0 {
		t.Fatalf("nothing in %s: %v", oldData, err)
	}
	for _, export := range versions {
		dir := filepath.Dir(export)
		want, err := os.ReadFile(export)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(dir)+"/sqlite", func(t *testing.T) {
			data := t.TempDir()
			if err := os.CopyFS(data, os.DirFS(filepath.Join(dir, "sqlite"))); err != nil {
				t.Fatal(err)
			}
			opensOld(t, string(want), "--data", data)
		})
		t.Run(filepath.Base(dir)+"/postgres", func(t *testing.T) {
			dump, err := os.ReadFile(filepath.Join(dir, oldDump))
			if err != nil {
				t.Fatal(err)
			}
			opensOld(t, string(want), "--data", t.TempDir(), "--database-url", pgtest.Load(t, string(dump)))
		})
	}
}

// opensOld holds what is stored to what was exported, and goes on with it.
func opensOld(t *testing.T, want string, flags ...string) {
	t.Helper()
	said(t, append([]string{"verify"}, flags...)...)
	if diff := cmp.Diff(sortedLines(want), sortedLines(said(t, append([]string{"export"}, flags...)...))); diff != "" {
		t.Errorf("the export differs:\n%s", diff)
	}
	s := start(t, flags...)
	o := owner{EZKey: oldEZKey}
	if err := json.Unmarshal([]byte(said(t, append([]string{"token", "create", oldEZKey}, flags...)...)), &o); err != nil {
		t.Fatal(err)
	}
	before := o.held(s.address, oldKeptStat)
	var sum, posts int
	if _, err := fmt.Sscanf(before, "count %d in %d posts", &sum, &posts); err != nil {
		t.Fatalf("%q: %v", before, err)
	}
	if err := post(o, s, oldKeptStat, "count", 5, oldMinute); err != nil {
		t.Fatal(err)
	}
	if got, want := o.held(s.address, oldKeptStat), fmt.Sprintf("count %d in %d posts", sum+5, posts+1); got != want {
		t.Errorf("with one post more: %s, want %s", got, want)
	}
	s.end(t)
}

// sortedLines are the lines of an export, whose order is the store's.
func sortedLines(text string) []string { return slices.Sorted(strings.Lines(text)) }

// said runs a command that must succeed.
func said(t *testing.T, args ...string) string {
	t.Helper()
	w, out := world(nil)
	if err := run(t.Context(), args, w); err != nil {
		t.Fatalf("%s: %v, %s", strings.Join(args, " "), err, out)
	}
	return out.String()
}

// writeOldData makes a folder of testdata/data.
func writeOldData(t *testing.T, dir string) {
	t.Helper()
	live, file := t.TempDir(), filepath.Join(dir, "sqlite", "chartd.db")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	o := newOwner(t, oldEZKey, "--ezkey", oldEZKey, "--data", live)
	first := start(t, "--data", live)
	fillOld(t, first.address, o)
	first.end(t) // everything is in the chunks

	second := start(t, "--data", live)
	for i := range 5 { // and these are in the log alone, as after a kill
		if err := post(o, second, oldKeptStat, "count", 100+i, oldMinute+int64(i)*3600); err != nil {
			t.Fatal(err)
		}
	}
	for _, end := range []string{"", "-wal"} {
		content, err := os.ReadFile(filepath.Join(live, "chartd.db"+end))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file+end, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	second.end(t)
	db, err := sqlite.Open(t.Context(), file, sqlite.Options{}) // makes one file of the two
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	export := filepath.Join(dir, oldExport)
	if err := os.WriteFile(export, []byte(said(t, "export", "--data", live)), 0o644); err != nil {
		t.Fatal(err)
	}
	dumpOld(t, export, filepath.Join(dir, oldDump))
}

// fillOld makes one of everything that a project may own.
func fillOld(t *testing.T, address string, o owner) {
	t.Helper()
	for i := range 90 {
		for _, form := range []url.Values{
			{"stat": {oldKeptStat}, "count": {strconv.Itoa(i % 7)}, "t": {strconv.Itoa(oldMinute + i*60)}},
			{"stat": {"load average"}, "value": {fmt.Sprint(0.1 * float64(i%13))}, "t": {strconv.Itoa(oldMinute + i*86400/4)}},
			{"stat": {"balance"}, "value": {fmt.Sprint(-1e15 + float64(i)/3)}, "t": {strconv.Itoa(oldMinute - i*30*86400)}},
			{"stat": {"Besucher ✓ naïve"}, "count": {"1"}, "t": {strconv.Itoa(oldMinute)}},
		} {
			form.Set("ezkey", o.EZKey)
			answer, err := http.PostForm("http://"+address+"/ez", form)
			if err != nil || answer.StatusCode != http.StatusNoContent {
				t.Fatalf("post: %v, %v", answer, err)
			}
			answer.Body.Close()
		}
	}
	id := func(name string) string {
		s, err := o.stat(address, name)
		if err != nil {
			t.Fatal(err)
		}
		return s.ID
	}
	views, load, balance := id(oldKeptStat), id("load average"), id("balance")
	change(t, o, http.MethodPatch, address, "/stats/"+views, `{"public":true,"unit":"views","tags":["web","front"]}`)
	change(t, o, http.MethodPatch, address, "/stats/"+load, `{"name":"load"}`)
	change(t, o, http.MethodPost, address, "/stats/"+views+"/comments", `{"text":"deploy 1.2","at":1700001000}`)
	change(t, o, http.MethodPost, address, "/stats", `{"name":"merged away","kind":"value"}`)
	change(t, o, http.MethodPost, address, "/stats/"+id("merged away")+"/merge", `{"into":"`+balance+`"}`)
	change(t, o, http.MethodPost, address, "/stats", `{"name":"thrown away","kind":"counter"}`)
	change(t, o, http.MethodDelete, address, "/stats/"+id("thrown away"), "")
}

// change makes a call of the API that must succeed.
func change(t *testing.T, o owner, method, address, path, body string) {
	t.Helper()
	ask, err := http.NewRequest(method, "http://"+address+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	ask.Header.Set("Authorization", "Bearer "+o.Token)
	ask.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(ask)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode >= 300 {
		t.Fatalf("%s %s: %s", method, path, answer.Status)
	}
}

// dumpOld imports an export into PostgreSQL and writes what that dumps.
func dumpOld(t *testing.T, export, to string) {
	t.Helper()
	dsn := pgtest.DSN(t)
	said(t, "import", export, "--data", t.TempDir(), "--database-url", dsn)
	schema := pgtest.Schema(dsn)
	dump, err := exec.CommandContext(t.Context(), "pg_dump", "--no-owner", "--no-privileges", "--inserts", "--schema", schema, dsn).Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, bytes.ReplaceAll(dump, []byte(schema), []byte(pgtest.DumpSchema)), 0o644); err != nil {
		t.Fatal(err)
	}
}
