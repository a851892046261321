package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/url"
	"slices"
	"strings"
	"testing"

	"chartd/cmd/check/need"
	"chartd/cmd/check/pgserver"
)

// wantServer ends a test where no PostgreSQL is installed.
func wantServer(t *testing.T) {
	t.Helper()
	if _, err := pgserver.Find(); err != nil {
		need.Tool(t, "postgres")
	}
}

// listens reports whether somebody does, at the host and port of an address.
func listens(t *testing.T, dsn string) bool {
	t.Helper()
	at, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", at.Host)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

func TestDatabaseIsOneForAllSteps(t *testing.T) {
	wantServer(t)
	var out bytes.Buffer
	p := &project{out: &out}
	defer func() { p.postgres.stop() }()
	env := p.testEnv(t.Context())
	if again := p.testEnv(t.Context()); !slices.Equal(again, env) {
		t.Errorf("the environment was %q and is %q", env, again)
	}
	if len(env) != 2 || !strings.HasPrefix(env[0], need.PostgresEnv+"=") || env[1] != zone {
		t.Fatalf("environment %q, want a server and the zone", env)
	}
	if said := strings.Count(out.String(), "started PostgreSQL"); said != 1 {
		t.Errorf("said %q, want once that it was started", out.String())
	}
	_, dsn, _ := strings.Cut(env[0], "=")
	if !listens(t, dsn) {
		t.Errorf("nobody listens at %s", dsn)
	}
	if err := p.postgres.stop(); err != nil {
		t.Error(err)
	}
	if listens(t, dsn) {
		t.Errorf("somebody listens at %s after the end", dsn)
	}
}

func TestDatabaseThatDoesNotStart(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	p := &project{out: &out, install: true}
	for range 2 {
		if env := p.testEnv(ctx); !slices.Equal(env, []string{zone, need.Env + "=" + need.All}) {
			t.Errorf("environment %q, want one without a server", env)
		}
	}
	if said := strings.Count(out.String(), "tests run without PostgreSQL: "); said != 1 {
		t.Errorf("said %q, want once that there is none", out.String())
	}
	if err := p.postgres.stop(); err != nil {
		t.Error(err)
	}
}

func TestServeDatabaseUntilItIsInterrupted(t *testing.T) {
	wantServer(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	read, write := io.Pipe()
	var errs bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{databaseArg}, write, &errs)
		write.Close()
	}()
	line := make([]byte, 1000)
	n, err := read.Read(line)
	if err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	dsn, ok := strings.CutPrefix(strings.TrimSpace(string(line[:n])), "export "+need.PostgresEnv+"='")
	dsn, closed := strings.CutSuffix(dsn, "'")
	if !ok || !closed || !listens(t, dsn) {
		t.Errorf("said %q, want a line for the shell with a server's address", line[:n])
	}
	cancel()
	if got := <-code; got != 0 {
		t.Errorf("exit code %d: %s", got, errs.String())
	}
	if listens(t, dsn) {
		t.Errorf("somebody listens at %s after the end", dsn)
	}
}
