package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"chartd/cmd/check/need"
)

// zone is where the tests run: not UTC, an offset of half an hour, and summer
// time, so that a time that forgot its zone is seen.
const zone = "TZ=America/St_Johns"

// browserTests is how tests that drive Chromium are named. They have a step
// of their own, one package at a time and without the race detector: a
// browser on few cores that shares them with other tests is slow enough to
// look broken.
const browserTests = "^TestBrowser"

// oracleTests are how tests are named that draw many pictures with a second
// painter. They are arithmetic on one goroutine, which the race detector only
// makes ten times slower.
const oracleTests = "^TestOracle"

// architectureTests look at the code instead of running it; they are the
// step of imports.
const architectureTests = "^TestArchitecture"

// runTests runs all other tests, with the race detector where it can be built.
func runTests(ctx context.Context, p *project) (result, error) {
	args := []string{"test", "-json", "-shuffle=on", "-timeout=20m", "-skip=" + strings.Join([]string{browserTests, oracleTests, architectureTests}, "|")}
	var skips []skip
	if compiler := cCompiler(); compiler != "" {
		args = append(args, "-race")
	} else {
		skips = append(skips, skip{"race detector", "needs gcc; go run ./cmd/check -install gets it", false})
	}
	res, err := p.goTest(ctx, append(args, "./..."))
	res.skips = append(skips, res.skips...)
	return res, err
}

// cCompiler is the C compiler that cgo, and so the race detector, would use.
func cCompiler() string {
	name := os.Getenv("CC")
	if name == "" {
		name = "gcc"
	}
	path, err := exec.LookPath(strings.Fields(name)[0])
	if err != nil {
		return ""
	}
	return path
}

// runBrowserTests runs the tests that drive Chromium.
func runBrowserTests(ctx context.Context, p *project) (result, error) {
	return p.named(ctx, browserTests, "-p=1")
}

// runOracleTests runs the tests that compare painters.
func runOracleTests(ctx context.Context, p *project) (result, error) {
	return p.named(ctx, oracleTests)
}

// named runs the tests of a name, of which there must be some, without the
// race detector.
func (p *project) named(ctx context.Context, name string, flags ...string) (result, error) {
	src, err := p.source()
	if err != nil {
		return result{}, err
	}
	found := src.testFuncs(strings.TrimPrefix(name, "^"), "T")
	if len(found) == 0 {
		return result{}, fmt.Errorf("no test is named %s", name)
	}
	args := append([]string{"test", "-json", "-timeout=12m", "-run=" + name}, flags...)
	return p.goTest(ctx, append(args, packages(found)...))
}

// goTest runs go test with -json and counts what it says.
func (p *project) goTest(ctx context.Context, args []string) (result, error) {
	run := newTestRun()
	errText, err := p.lines(ctx, goCall(args...).with(p.testEnv(ctx)...), func(line []byte) {
		run.line(line)
		p.status(run.progress())
	})
	res := run.result()
	if err == nil && res.passed+res.failed+len(res.skips) == 0 {
		return res, errors.New("go test ran no test")
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && res.failed > 0 {
		err = nil // the exit code only repeats the failures
	}
	if err != nil {
		err = fmt.Errorf("go test: %w\n%s", err, errText)
	}
	return res, err
}

// testEnv is the environment of every test, fuzz target and benchmark.
func (p *project) testEnv(ctx context.Context) []string {
	env := append(p.database(ctx), zone)
	if p.install {
		env = append(env, need.Env+"="+need.All)
	}
	return env
}
