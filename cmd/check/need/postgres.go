package need

import (
	"os"
	"testing"
)

// PostgresEnv is the environment variable with the address of a PostgreSQL
// server for tests, as a URL. Whoever it names may make and drop schemas in
// that database. `go run ./cmd/check` sets it for all tests it runs.
const PostgresEnv = "CHARTD_TEST_POSTGRES"

// Postgres returns the address of the server for tests. Where there is none,
// the test ends here: skipped, or failed where Env is All.
func Postgres(t testing.TB) string {
	t.Helper()
	if dsn := os.Getenv(PostgresEnv); dsn != "" {
		return dsn
	}
	reason := "not run: needs PostgreSQL, and " + PostgresEnv +
		" names none; go run ./cmd/check starts one (-install gets it first), go run ./cmd/check postgres starts one to try things with"
	if os.Getenv(Env) == All {
		t.Fatal(reason)
	} else {
		t.Skip(reason)
	}
	return ""
}
