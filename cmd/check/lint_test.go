package main

import (
	"errors"
	"strings"
	"testing"
)

func TestNoDatabase(t *testing.T) {
	for _, row := range []struct {
		what, out string
		want      bool
	}{
		{"a name that is not found", "govulncheck: fetching vulnerabilities: Get \"https://db.example/index\": dial tcp: lookup db.example: no such host\nexit status 1\n", true},
		{"an answer that is none", "govulncheck: fetching vulnerabilities: HTTP GET returned unexpected status 502\n", true},
		{"code that does not compile", "govulncheck: loading packages: there are errors\n", false},
		{"a finding", "=== Symbol Results ===\n\nVulnerability #1: GO-2026-0001\n", false},
		{"a finding before the connection was lost", "Vulnerability #1: GO-2026-0001\ngovulncheck: fetching vulnerabilities: timeout\n", false},
		{"a program that prints the words", "x.go:1: \"govulncheck: fetching vulnerabilities: \"\n", false},
		{"nothing", "", false},
	} {
		if got := noDatabase(row.out); got != row.want {
			t.Errorf("%s: %v, want %v", row.what, got, row.want)
		}
	}
}

func TestLeftovers(t *testing.T) {
	note := "TO" + "DO"
	for _, row := range []struct{ what, name, text, want string }{
		{"a clean file", "a.go", "package a\n", ""},
		{"unfinished work", "a.go", "package a\n// " + note + ": later\n", "a.go:2: unfinished work without an address: // " + note + ": later"},
		{"unfinished work with its address", "a.go", "// " + note + ": see https://example.com/issues/1\n", ""},
		{"a word that holds the note", "a.go", "MASTO" + "DON\n", ""},
		{"a folder of this machine", "a.sh", "cd /srv/somewhere/chartd\n", "a.sh:1: a path of one machine: cd /srv/somewhere/chartd"},
		{"a folder of a person", "a.md", "see /" + "home/ann/x\n", "a.md:1: a path of one machine: see /" + "home/ann/x"},
		{"a folder of a person on Windows", "a.md", `C:\` + `Users\ann`, "a.md:1: a path of one machine: C:\\" + "Users\\ann"},
		{"an address that looks like one", "a.md", "https://example.com/" + "home/ann\n", ""},
		{"a picture among test data", "testdata/a/want.png", "\x89PNG\x00", ""},
		{"a picture elsewhere", "static/a.png", "\x89PNG\x00", "static/a.png: a binary file; only pictures under testdata and stored data under testdata/data may be"},
		{"stored data", "testdata/data/1/sqlite/chartd.db", "SQLite\x00", ""},
		{"a database elsewhere", "testdata/chartd.db", "\x00", "testdata/chartd.db: a binary file; only pictures under testdata and stored data under testdata/data may be"},
		{"a binary among test data", "testdata/a.bin", "\x00", "testdata/a.bin: a binary file; only pictures under testdata and stored data under testdata/data may be"},
		{"text in another encoding", "a.txt", "caf\xe9", "a.txt: not UTF-8, which all text is"},
	} {
		got := errors.Join(leftovers(row.name, []byte(row.text), []string{"/srv/somewhere"})...)
		said := ""
		if got != nil {
			said = got.Error()
		}
		if said != row.want {
			t.Errorf("%s: got %q, want %q", row.what, said, row.want)
		}
	}
}

func TestUnnamedModules(t *testing.T) {
	notices := "example.com/a/b v1.2.0 (MIT)\nexample.com/c/deeper: BSD\n"
	var said []string
	for _, err := range unnamed([]string{"example.com/a/b", "example.com/a", "example.com/c"}, notices) {
		said = append(said, err.Error())
	}
	want := "chartd licenses does not name example.com/a, which is linked in\n" +
		"chartd licenses does not name example.com/c, which is linked in"
	if got := strings.Join(said, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBenchmarksCountsResults(t *testing.T) {
	out := "goos: linux\nBenchmarkA-2   \t       1\t     12345 ns/op\t  0 B/op\nBenchmarkB\nBenchmarkB/one-2 1 5 ns/op\nPASS\n"
	if got := benchmarks(out); got != 2 {
		t.Errorf("%d benchmarks, want 2", got)
	}
}
