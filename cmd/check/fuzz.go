package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"
)

// All fuzz targets share one budget of processor time, so that the step stays as
// short as it is when there are more of them; but below two seconds a target
// hardly begins.
const (
	fuzzBudget = 90 * time.Second
	fuzzLeast  = 2 * time.Second
	fuzzMost   = 10 * time.Second
)

// runFuzz runs every Fuzz function of the module for a moment. A failing
// input stays beside its package, where go test finds it from then on.
func runFuzz(ctx context.Context, p *project) (result, error) {
	src, err := p.source()
	if err != nil {
		return result{}, err
	}
	targets := src.testFuncs("Fuzz", "F")
	if len(targets) == 0 {
		return result{}, errors.New("there is no Fuzz function")
	}
	each, env := fuzzTime(len(targets)), p.testEnv(ctx)
	res := result{note: fmt.Sprintf("%d targets, %s each", len(targets), each)}
	// A target runs on one processor, so that the next is being built meanwhile.
	errs := make([]error, len(targets))
	turns := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range turns {
				p.status(fmt.Sprintf("%d of %d: %s", i+1, len(targets), targets[i].name))
				errs[i] = p.fuzz(ctx, targets[i], each, env)
			}
		})
	}
	for i := range targets {
		turns <- i
	}
	close(turns)
	workers.Wait()
	if ctx.Err() != nil {
		return res, ctx.Err()
	}
	for _, err := range errs {
		if err != nil {
			res.failed++
			res.detail += err.Error() + "\n"
			continue
		}
		res.passed++
	}
	return res, nil
}

// fuzzTime is the share of the budget that each of n targets gets.
func fuzzTime(n int) time.Duration {
	return max(fuzzLeast, min(fuzzMost, fuzzBudget/time.Duration(n))).Truncate(100 * time.Millisecond)
}

// fuzz runs one target.
func (p *project) fuzz(ctx context.Context, target testFunc, each time.Duration, env []string) error {
	call := goCall("test", "-run=^$", "-fuzz=^"+target.name+"$", "-fuzztime="+each.String(),
		"-fuzzminimizetime=5s", "-parallel=1", target.pkg).with(env...)
	out, err := p.output(ctx, call)
	if err != nil && outOfTime(out) && ctx.Err() == nil {
		_, err = p.output(ctx, call)
	}
	return err
}

// outOfTime reports whether a target failed only because its time was over
// while the go command waited for a worker, and no input was found. That
// happens to any target now and then, so it gets a second try.
func outOfTime(out string) bool {
	return strings.Contains(out, "context deadline exceeded") && !strings.Contains(out, "Failing input written")
}
