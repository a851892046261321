package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// runBenchmarks runs every benchmark once: not for a figure, which no check
// can judge, but so that none rots. So their stores are small (-short). Modules
// inside the module exist to be measured against; their tests run here too, for
// no other step does that.
func runBenchmarks(ctx context.Context, p *project) (result, error) {
	src, err := p.source()
	if err != nil {
		return result{}, err
	}
	found := src.testFuncs("Benchmark", "B")
	if len(found) == 0 {
		return result{}, errors.New("there is no Benchmark function")
	}
	once := []string{"test", "-bench=.", "-benchtime=1x", "-short", "-timeout=10m"}
	args := append(append([]string{}, once...), "-run=^$")
	out, err := p.output(ctx, goCall(append(args, packages(found)...)...).with(p.testEnv(ctx)...))
	faults := []error{err}
	ran := benchmarks(out)
	for _, dir := range src.nested {
		p.status(dir)
		out, err := p.output(ctx, goCall(append(once, "./...")...).in(dir).with(p.testEnv(ctx)...))
		faults = append(faults, err)
		ran += benchmarks(out)
	}
	return result{note: fmt.Sprintf("%d benchmarks", ran)}, errors.Join(faults...)
}

// benchmarks counts the results in what go test wrote.
func benchmarks(out string) int {
	count := 0
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "Benchmark") && strings.Contains(line, " ns/op") {
			count++
		}
	}
	return count
}
