package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"chartd/cmd/check/crash"
	"chartd/cmd/check/pgserver"
)

// Kills of the short form, in every check, and of the long one.
const (
	fewKills  = 5
	manyKills = 100
)

// crashRun is what to do.
type crashRun struct {
	kills int
	store string // "" is all
	seed  uint64
}

// longCrash is the step with as many kills as wanted.
var longCrash = longForm{
	name: "crash",
	help: `Kills a serving chartd at random moments and counts what it acknowledged.

  go run ./cmd/check crash -kills 100                    SQLite, PostgreSQL, PostgreSQL with outages
  go run ./cmd/check crash -kills 100 -store sqlite      one of sqlite, postgres, outage
  go run ./cmd/check crash -kills 20 -seed 7             the same kills again

Without flags it is a step of the check, with 5 kills of each.
`,
	flags: func(flags *flag.FlagSet) stepFunc {
		run := crashRun{}
		flags.IntVar(&run.kills, "kills", manyKills, "")
		flags.StringVar(&run.store, "store", "", "")
		flags.Uint64Var(&run.seed, "seed", newSeed(), "")
		return func(ctx context.Context, p *project) (result, error) {
			if run.kills < 1 {
				return result{}, errors.New("-kills: at least 1")
			}
			return p.crash(ctx, run)
		}
	},
}

// runCrash is the short form.
func runCrash(ctx context.Context, p *project) (result, error) {
	return p.crash(ctx, crashRun{kills: fewKills, seed: newSeed()})
}

// crash kills chartd over each store.
func (p *project) crash(ctx context.Context, run crashRun) (result, error) {
	program, err := p.program(ctx)
	if err != nil {
		return result{}, err
	}
	res := result{note: fmt.Sprintf("%d kills each, seed %d", run.kills, run.seed)}
	stores := []string{"sqlite", "postgres", "outage"}
	if run.store != "" {
		if !slices.Contains(stores, run.store) {
			return result{}, fmt.Errorf("-store %s: one of %s", run.store, strings.Join(stores, ", "))
		}
		stores = []string{run.store}
	}
	for _, store := range stores {
		p.status(store)
		err := p.crashOn(ctx, program, store, run)
		if notRun := (errNotRun{}); errors.As(err, &notRun) {
			res.skips = append(res.skips, skip{store, notRun.why, notRun.exempt})
			continue
		}
		if err != nil {
			res.failed++
			res.detail += fmt.Sprintf("%s: %v\n", store, err)
			continue
		}
		res.passed++
	}
	return res, nil
}

// crashOn kills chartd over one kind of store. Rows are stored early, by a
// small bound of memory, so that checkpoints are hit too.
func (p *project) crashOn(ctx context.Context, program, store string, run crashRun) error {
	dir, err := os.MkdirTemp(p.temp, "crash-*")
	if err != nil {
		return err
	}
	test := &crash.Test{Program: program, Dir: dir, Kills: run.kills, Seed: run.seed, Out: p.out, Flags: []string{"--head-bytes=128KB"}}
	if store != "sqlite" {
		if _, err := pgserver.Find(); err != nil {
			return errNotRun{why: err.Error() + "; go run ./cmd/check -install gets it"}
		}
		server, err := pgserver.New(ctx)
		if err != nil {
			return err
		}
		defer server.Close()
		if err := server.Start(ctx); err != nil {
			return err
		}
		test.Flags = append(test.Flags, "--database-url="+server.DSN(), "--share-every=1s")
		if store == "outage" {
			test.Outage = &outage{server: server}
		}
	}
	return test.Run(ctx)
}

// outage breaks a PostgreSQL server, frozen and stopped in turn.
type outage struct {
	server *pgserver.Server
	count  int
}

// Break implements crash.Outage.
func (o *outage) Break(context.Context) error {
	o.count++
	if o.count%2 == 1 {
		return o.server.Freeze()
	}
	return o.server.Stop()
}

// Mend implements crash.Outage.
func (o *outage) Mend(ctx context.Context) error {
	if o.count%2 == 1 {
		return o.server.Thaw()
	}
	return o.server.Start(ctx)
}
