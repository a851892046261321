// Check runs everything that a change must pass.
//
// It is one command of named steps, each with a deadline, that prints what it
// did not run as plainly as what failed. It knows how to build and test the
// project and nothing of what the project does; it uses the standard library
// only, and the linters it calls are pinned in tools.mod beside it.
//
// # Why
//
// A stranger should need one line to know whether a change is good, and a
// check that could not run must never look like one that passed. So a skip is
// printed with its reason and the way to get what is missing, and with
// -install it is a failure.
//
// Users of the module must not inherit linters, so these are not in go.mod.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

// wholeLimit bounds a run. Steps have limits of their own; this one is for
// the sum of them on a slow machine.
const wholeLimit = 60 * time.Minute

const help = `Runs everything that a change must pass, from the project's root.

  go run ./cmd/check                  what this machine can run; installs nothing
  go run ./cmd/check -install         everything; installs what is missing first
  go run ./cmd/check format vet       only these steps
  go run ./cmd/check -list            the names of the steps
  go run ./cmd/check postgres         a PostgreSQL server for go test, until ^C
  go run ./cmd/check crash -kills 100 a step in its long form; crash -h explains
  go run ./cmd/check powercut -runs 9 another; powercut -h explains
  go run ./cmd/check nab DIR          scores the anomaly detector; nab -h explains

Flags:
  -install   get what is missing by the system's package manager (apt-get, as
             root or by sudo), and fail when a check could not run
  -list      list the steps and end

A step that cannot run is skipped and says how to get what it lacks. The last
line counts tests, fuzz targets and all other steps:

  N passed, N failed, N skipped

The exit code is 0 when nothing failed, 1 when something did, 2 for a wrong
command line.
`

func main() {
	if len(os.Args) == 2 && os.Args[1] == guardFlag {
		guard(os.Stdin)
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// options is the command line, understood.
type options struct {
	install, list bool
	steps         []step
}

// run is the whole program; it returns the exit code.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	if f, ok := longFormOf(args); ok {
		return f.main(ctx, args[1:], out, errs)
	}
	if len(args) == 1 && args[0] == databaseArg {
		return serveDatabase(withParent(ctx), out, errs)
	}
	opts, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(out, help)
		return 0
	}
	if err != nil {
		fmt.Fprintf(errs, "check: %v; go run ./cmd/check -h explains\n", err)
		return 2
	}
	if opts.list {
		for _, s := range steps() {
			fmt.Fprintf(out, "%-12s %s\n", s.name, s.about)
		}
		return 0
	}
	ctx, cancel := context.WithTimeout(withParent(ctx), wholeLimit)
	defer cancel()
	out = &lockedWriter{to: out}
	p, err := open(".", opts.install, out)
	if err != nil {
		fmt.Fprintf(errs, "check: %v\n", err)
		return 2
	}
	defer p.close()
	rep := newReport(out, opts.install)
	for _, s := range opts.steps {
		rep.perform(ctx, p, s)
	}
	rep.close()
	if rep.failed > 0 {
		return 1
	}
	return 0
}

// parse reads the command line. Steps keep the order of the table, however
// they were named: a test is worth little before the code compiles.
func parse(args []string) (options, error) {
	var opts options
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, once
	flags.BoolVar(&opts.install, "install", false, "")
	flags.BoolVar(&opts.list, "list", false, "")
	if err := flags.Parse(args); err != nil {
		return opts, err
	}
	all := steps()
	for _, name := range flags.Args() {
		if !slices.ContainsFunc(all, func(s step) bool { return s.name == name }) {
			return opts, fmt.Errorf("no step %q; there are %s", name, strings.Join(names(all), ", "))
		}
	}
	opts.steps = slices.DeleteFunc(all, func(s step) bool {
		if s.name == installStep {
			return !opts.install
		}
		return flags.NArg() > 0 && !slices.Contains(flags.Args(), s.name)
	})
	return opts, nil
}

// withParent ends the context when the process that started this one is gone:
// "go run" does not pass a SIGTERM on, and without it nobody reads the result.
func withParent(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancelCause(ctx)
	parent := os.Getppid()
	go func() {
		for os.Getppid() == parent {
			select {
			case <-ctx.Done():
				return
			case <-time.After(500 * time.Millisecond):
			}
		}
		cancel(errors.New("the process that started this one is gone"))
	}()
	return ctx
}
