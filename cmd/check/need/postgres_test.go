package need

import (
	"strings"
	"testing"
)

func TestPostgresIsTheServerThatTheEnvironmentNames(t *testing.T) {
	const dsn = "postgres://somewhere/"
	t.Setenv(PostgresEnv, dsn)
	t.Setenv(Env, All)
	if got := Postgres(t); got != dsn {
		t.Errorf("Postgres = %q, want %q", got, dsn)
	}
}

func TestPostgresWithoutAServer(t *testing.T) {
	for _, row := range []struct {
		what, env string
		failed    bool
	}{
		{"is skipped where nothing is required", "", false},
		{"fails where everything is required", All, true},
	} {
		t.Run(row.what, func(t *testing.T) {
			t.Setenv(PostgresEnv, "")
			t.Setenv(Env, row.env)
			s := &stub{TB: t}
			if dsn := Postgres(s); dsn != "" {
				t.Errorf("Postgres = %q without a server", dsn)
			}
			if s.failed != row.failed || s.skipped == row.failed {
				t.Errorf("failed %v, skipped %v, want %v, %v", s.failed, s.skipped, row.failed, !row.failed)
			}
			for _, word := range []string{"PostgreSQL", PostgresEnv, "go run ./cmd/check", "-install"} {
				if !strings.Contains(s.said, word) {
					t.Errorf("%q does not name %s", s.said, word)
				}
			}
			if IsExempt(s.said) {
				t.Errorf("%q counts as allowed everywhere", s.said)
			}
		})
	}
}
