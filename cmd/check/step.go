package main

import (
	"context"
	"fmt"
	"time"
)

// step is one named part of the check.
type step struct {
	name  string
	about string        // what passes, in a few words
	limit time.Duration // the step fails when it takes longer
	// run does the work. An error is a finding, or says why the step could not
	// be carried out; errNotRun is a skip.
	run func(ctx context.Context, p *project) (result, error)
}

// result is what a step that ran to its end has to say.
type result struct {
	note   string // one line: what was looked at
	passed int    // parts that passed; a step without parts counts as one
	failed int
	skips  []skip // parts that did not run
	detail string // what failed, in full
}

// skip is a part that did not run.
type skip struct {
	what, why string
	exempt    bool // allowed even with -install
}

// errNotRun is the error of a step that could not run.
type errNotRun struct {
	why    string
	exempt bool
}

func (e errNotRun) Error() string { return "not run: " + e.why }

// installStep only runs with -install, whichever steps are named.
const installStep = "install"

// steps is the table of all steps, in the order in which they run: the quick
// ones that find most first.
func steps() []step {
	return []step{
		{installStep, "what the other steps need is on this machine (with -install)", 20 * time.Minute, installMissing},
		{"format", "Go files are formatted, module files tidy and verified", 5 * time.Minute, checkFormat},
		{"vet", "go vet finds nothing", 10 * time.Minute, checkVet},
		{"staticcheck", "staticcheck finds nothing", 10 * time.Minute, checkStatic},
		{"govulncheck", "no known vulnerability is reached", 10 * time.Minute, checkVulnerabilities},
		{"imports", "packages import what they may; files and functions keep their budgets", 5 * time.Minute, checkImports},
		{"leftovers", "no unfinished work, machine paths or binary files; README names the commands", time.Minute, checkLeftovers},
		{"tests", "every other test, with the race detector", 25 * time.Minute, runTests},
		{"oracles", "the fast painters draw what the slow ones draw: every TestOracle function", 15 * time.Minute, runOracleTests},
		{"browser", "tests in Chromium: every TestBrowser function", 15 * time.Minute, runBrowserTests},
		{"crash", "chartd is killed under load, and everything it acknowledged is there once", 10 * time.Minute, runCrash},
		{"powercut", "of what chartd acknowledged, a power cut at any write loses nothing", 10 * time.Minute, runPowerCut},
		{"fuzz", "every Fuzz function, a few seconds each", 15 * time.Minute, runFuzz},
		{"bench", "every benchmark runs, once", 15 * time.Minute, runBenchmarks},
		{"build", "chartd builds without cgo for other systems", 10 * time.Minute, crossBuild},
		{"licences", "chartd licenses names every module that is linked in", 5 * time.Minute, checkLicences},
	}
}

// names lists the steps' names.
func names(all []step) []string {
	list := make([]string, len(all))
	for i, s := range all {
		list[i] = s.name
	}
	return list
}

// perform runs one step within its limit and writes what came of it.
func (r *report) perform(ctx context.Context, p *project, s step) {
	if err := context.Cause(ctx); err != nil {
		r.add(s.name, 0, result{}, fmt.Errorf("not begun: %w", err))
		return
	}
	ctx, cancel := context.WithTimeoutCause(ctx, s.limit,
		fmt.Errorf("took longer than its limit of %s", s.limit))
	defer cancel()
	begun := time.Now()
	still := r.alive(s.name, p)
	res, err := s.run(ctx, p)
	still()
	// A step cut short fails for that reason, whatever its commands said of it.
	if cause := context.Cause(ctx); cause != nil {
		err = fmt.Errorf("cut short: %w", cause)
	}
	r.add(s.name, time.Since(begun), res, err)
}
