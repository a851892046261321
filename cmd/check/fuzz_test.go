//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// goOnce is a go command that writes down how it was called and fails as its
// file for the call says: fail-1 the first time, fail-2 the second.
const goOnce = `#!/bin/sh
cd "$(dirname "$0")"
echo "$@" >> calls
n=$(wc -l < calls | tr -d ' ')
if [ -f "fail-$n" ]; then cat "fail-$n"; exit 1; fi
`

// fuzzed runs one target with such a go command, and gives its calls.
func fuzzed(t *testing.T, fails ...string) (calls []string, err error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(goOnce), 0o700); err != nil {
		t.Fatal(err)
	}
	for i, text := range fails {
		if err := os.WriteFile(filepath.Join(dir, "fail-"+string(rune('1'+i))), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := planted(t, map[string]string{"go.mod": "module planted\n"})
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	err = p.fuzz(t.Context(), testFunc{"./a", "FuzzA"}, 3*time.Second, nil)
	text, bad := os.ReadFile(filepath.Join(dir, "calls"))
	if bad != nil {
		t.Fatal(bad)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n"), err
}

// A target that was only out of time is tried once more; one that found an input
// or fails otherwise is not, and neither is one that passes.
func TestFuzzTriesAgainWhatWasOutOfTime(t *testing.T) {
	const late, found = "--- FAIL: FuzzA\n    context deadline exceeded\n", "Failing input written to testdata/fuzz/FuzzA/1\n"
	for _, row := range []struct {
		what   string
		fails  []string
		calls  int
		passes bool
	}{
		{"it passes", nil, 1, true},
		{"out of time once", []string{late}, 2, true},
		{"out of time twice", []string{late, late}, 2, false},
		{"an input at the second try", []string{late, found}, 2, false},
		{"an input", []string{found}, 1, false},
		{"an input at the last moment", []string{late + found}, 1, false},
	} {
		calls, err := fuzzed(t, row.fails...)
		if len(calls) != row.calls || (err == nil) != row.passes {
			t.Errorf("%s: %d calls, %v, want %d, passes %v", row.what, len(calls), err, row.calls, row.passes)
		}
		if want := "test -run=^$ -fuzz=^FuzzA$ -fuzztime=3s -fuzzminimizetime=5s -parallel=1 ./a"; calls[0] != want {
			t.Errorf("%s: called as %q, want %q", row.what, calls[0], want)
		}
		if err != nil && !strings.Contains(err.Error(), row.fails[len(row.fails)-1]) {
			t.Errorf("%s: the error does not say what was found: %v", row.what, err)
		}
	}
}
