package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// All fuzz targets share one budget, so that the step stays as short as it is
// when there are more of them; but below two seconds a target hardly begins.
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
	each := fuzzTime(len(targets))
	res := result{note: fmt.Sprintf("%d targets, %s each", len(targets), each)}
	for i, target := range targets {
		p.status(fmt.Sprintf("%d of %d: %s", i+1, len(targets), target.name))
		out, err := p.fuzz(ctx, target, each)
		if ctx.Err() != nil {
			return res, ctx.Err()
		}
		if err != nil && outOfTime(out) {
			_, err = p.fuzz(ctx, target, each)
		}
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

func (p *project) fuzz(ctx context.Context, target testFunc, each time.Duration) (string, error) {
	return p.output(ctx, goCall("test", "-run=^$", "-fuzz=^"+target.name+"$", "-fuzztime="+each.String(),
		"-fuzzminimizetime=5s", "-parallel=2", target.pkg).with(p.testEnv(ctx)...))
}

// outOfTime reports whether a target failed only because its time was over
// while the go command waited for a worker, and no input was found. That
// happens to any target now and then, so it gets a second try.
func outOfTime(out string) bool {
	return strings.Contains(out, "context deadline exceeded") && !strings.Contains(out, "Failing input written")
}
