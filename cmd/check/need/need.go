// Package need finds the programs, npm packages and PostgreSQL server that
// some tests ask for.
//
// A test that needs something from outside asks here and is skipped, loudly,
// where it is missing. With CHARTD_REQUIRE=all in the environment, which
// `go run ./cmd/check -install` sets, the same test fails instead: a check
// that could not run must not look like one that passed. It is for tests
// only; nothing that ships imports it.
package need

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Env and All are the environment variable and its value under which whatever
// a test needs must be there. Any other value lets tests skip.
const (
	Env = "CHARTD_REQUIRE"
	All = "all"
)

// exempt are the programs without which a test is skipped even where
// everything is required: they are in no system's package manager that check
// can ask.
var exempt = []string{"swift"}

// exemptMark begins the reason of every skip that is allowed everywhere.
const exemptMark = "not run (exempt): "

// howTo ends the reason of every other skip.
const howTo = "; go run ./cmd/check -install gets it"

// Tool returns the path of the first of the named programs that is on PATH.
// Where none is, the test ends here: skipped, or failed where Env is All and
// the first name is not exempt.
func Tool(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing(t, names...)
	return ""
}

// IsExempt reports whether the text a skipped test left behind says that the
// skip is allowed even where everything is required.
func IsExempt(reason string) bool { return strings.Contains(reason, exemptMark) }

// missing ends a test that lacks all of the named programs.
func missing(t testing.TB, names ...string) {
	t.Helper()
	reason, allowed := verdict(names, os.Getenv(Env))
	if allowed {
		t.Skip(reason)
	} else {
		t.Fatal(reason)
	}
}

// verdict is what to say of a test that lacks the named programs, and whether
// it may be skipped when Env has the given value.
func verdict(names []string, required string) (reason string, allowed bool) {
	if len(names) > 0 && slices.Contains(exempt, names[0]) {
		return fmt.Sprintf("%sneeds %s, which no package manager here has", exemptMark, names[0]), true
	}
	return "not run: needs " + strings.Join(names, " or ") + howTo, required != All
}
