package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"chartd/cmd/check/need"
	"chartd/cmd/check/pgserver"
)

// databaseArg is the argument, alone, that starts PostgreSQL for somebody who
// runs tests without check.
const databaseArg = "postgres"

// testServer is the PostgreSQL server of a whole run.
type testServer struct {
	tried  bool
	server *pgserver.Server // nil where there is none
}

// startServer starts a server for tests. Nothing of it is forced to disk:
// that is most of the time its tests would take, and none of them cuts the
// power. What does starts a server of its own.
func startServer(ctx context.Context) (*pgserver.Server, error) {
	server, err := pgserver.New(ctx, "fsync=off", "synchronous_commit=off", "full_page_writes=off")
	if err != nil {
		return nil, err
	}
	if err := server.Start(ctx); err != nil {
		return nil, errors.Join(err, server.Close())
	}
	return server, nil
}

// database is the environment by which tests find PostgreSQL. The first call
// starts it, and says so or why not; where it could not, the tests skip, or
// fail with -install.
func (p *project) database(ctx context.Context) []string {
	if !p.postgres.tried {
		p.postgres.tried = true
		server, err := startServer(ctx)
		if err != nil {
			p.say("tests run without PostgreSQL: %s", indent(err.Error()))
			return nil
		}
		p.postgres.server = server
		p.say("started PostgreSQL for the tests, on a free port of the loopback address")
	}
	if p.postgres.server == nil {
		return nil
	}
	return []string{need.PostgresEnv + "=" + p.postgres.server.DSN()}
}

// stop ends the server, if there is one.
func (s *testServer) stop() error {
	if s.server == nil {
		return nil
	}
	return s.server.Close()
}

// serveDatabase starts a server, says how tests find it, and runs it until the
// context ends; it returns the exit code.
func serveDatabase(ctx context.Context, out, errs io.Writer) int {
	server, err := startServer(ctx)
	if err != nil {
		fmt.Fprintf(errs, "check: %v\n", err)
		return 1
	}
	fmt.Fprintf(out, "export %s='%s'\n", need.PostgresEnv, server.DSN())
	fmt.Fprintln(errs, "PostgreSQL runs until this is interrupted; its data goes with it.")
	<-ctx.Done()
	if err := server.Close(); err != nil {
		fmt.Fprintf(errs, "check: %v\n", err)
		return 1
	}
	return 0
}
