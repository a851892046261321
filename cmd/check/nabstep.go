package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"chartd/cmd/check/nab"
)

// longNAB measures the detector of automatic alerts. It is a measure and no
// step: a better or worse figure is for people to judge.
var longNAB = longForm{
	name: "nab",
	long: true,
	help: `Measures the anomaly detector as the Numenta Anomaly Benchmark does.

  go run ./cmd/check nab DIR                    chartd detect on each series of DIR/data that DIR/labels.json
                                                names, scored at the threshold of a notice, 0.5
  go run ./cmd/check nab -results OUT DIR       the same on results that lie in OUT already
  go run ./cmd/check nab -best DIR              at the threshold that scores best
  go run ./cmd/check nab -quiet                 notices on generated series without anomalies, a year each
  go run ./cmd/check nab -quiet -days 60 -seed 7
`,
	flags: func(flags *flag.FlagSet) stepFunc {
		results := flags.String("results", "", "")
		best := flags.Bool("best", false, "")
		quiet := flags.Bool("quiet", false, "")
		days := flags.Int("days", 365, "")
		seed := flags.Uint64("seed", 1, "")
		return func(ctx context.Context, p *project) (result, error) {
			switch {
			case *quiet && flags.NArg() == 0 && *days > 0:
				return p.quiet(ctx, *seed, *days)
			case *quiet || flags.NArg() != 1:
				return result{}, errors.New("want one DIR with data and labels.json, or -quiet with -days of at least 1")
			}
			threshold := notice
			if *best {
				threshold = nab.Best
			}
			return p.nab(ctx, flags.Arg(0), *results, threshold)
		}
	},
}

// notice is the score from which chartd detect means a notice.
const notice = 0.5

// nab scores results, which are made first where there are none.
func (p *project) nab(ctx context.Context, dir, results string, threshold float64) (result, error) {
	labels, err := nab.ReadLabels(filepath.Join(dir, "labels.json"))
	if err != nil {
		return result{}, err
	}
	if results == "" {
		results = filepath.Join(p.temp, "nab")
		if err := p.detectAll(ctx, labels, filepath.Join(dir, "data"), results); err != nil {
			return result{}, err
		}
	}
	all, err := nab.ReadResults(labels, results)
	if err != nil {
		return result{}, err
	}
	fmt.Fprint(p.out, nab.Report(all, threshold))
	return result{passed: len(all), note: "series scored"}, nil
}

// detectAll runs chartd detect on every labelled series.
func (p *project) detectAll(ctx context.Context, labels nab.Labels, from, to string) error {
	program, err := p.program(ctx)
	if err != nil {
		return err
	}
	for _, name := range labels.Names() {
		p.status(name)
		out := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
			return err
		}
		in, err := filepath.Abs(filepath.Join(from, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		if _, err := p.output(ctx, call{args: []string{program, "detect", in, "-o", out}}); err != nil {
			return err
		}
	}
	return nil
}

// quiet counts the notices on series that deserve none.
func (p *project) quiet(ctx context.Context, seed uint64, days int) (result, error) {
	res := result{note: fmt.Sprintf("series of %d days, seed %d", days, seed)}
	months, notices := 0, 0
	for _, q := range nab.QuietSet(seed) {
		if ctx.Err() != nil {
			return res, ctx.Err()
		}
		p.status(q.Name())
		count, err := q.Notices(days)
		if err != nil {
			return res, err
		}
		for _, n := range count {
			notices += n
			months++
		}
		if err := nab.Verdict(count); err != nil {
			res.failed++
			res.detail += fmt.Sprintf("%s: %v\n", q.Name(), err)
			continue
		}
		res.passed++
	}
	fmt.Fprintf(p.out, "%d series, %d notices in %d months of a series: %.3f each\n",
		res.passed+res.failed, notices, months, float64(notices)/float64(max(months, 1)))
	return res, nil
}
