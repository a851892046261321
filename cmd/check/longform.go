package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"
)

// stepFunc runs a step.
type stepFunc = func(context.Context, *project) (result, error)

// longForm is a step that can be run for longer than every change needs:
// "check NAME -flag …".
type longForm struct {
	name, help string
	long       bool // there is no step of this name, so any argument will do
	// flags defines the flags and returns what to do once they are read.
	flags func(*flag.FlagSet) stepFunc
}

var longForms = []longForm{longCrash, longPowerCut, longNAB}

// longFormOf finds the long form that a command line asks for.
func longFormOf(args []string) (longForm, bool) {
	for _, f := range longForms {
		if len(args) > 0 && args[0] == f.name && (f.long || len(args) > 1 && strings.HasPrefix(args[1], "-")) {
			return f, true
		}
	}
	return longForm{}, false
}

// main is the program of the long form; it returns the exit code.
func (f longForm) main(ctx context.Context, args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("check "+f.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	run := f.flags(flags)
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(out, f.help)
		return 0
	} else if err != nil {
		fmt.Fprintf(errs, "check %s: %v; go run ./cmd/check %s -h explains\n", f.name, err, f.name)
		return 2
	}
	p, err := open(".", true, out)
	if err != nil {
		fmt.Fprintf(errs, "check: %v\n", err)
		return 2
	}
	defer p.close()
	res, err := run(ctx, p)
	if err == nil && res.failed > 0 {
		err = errors.New(res.detail)
	}
	if err != nil {
		fmt.Fprintf(errs, "check %s: %v\n", f.name, err)
		return 1
	}
	fmt.Fprintf(out, "%d passed, %s\n", res.passed, res.note)
	return 0
}

// newSeed is one that no run had before.
func newSeed() uint64 { return uint64(time.Now().UnixNano()) }
