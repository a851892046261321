package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"chartd/cmd/check/target"
	"chartd/render/rendertest/workload"
)

// patience is how long an answer may take before the run is given up.
const patience = 30 * time.Second

// spend sends the same request n times in all and returns how long that took.
// Every answer must have the status and begin with the given bytes.
func spend(all target.Crowd, n int, request []byte, status int, begin string) (time.Duration, error) {
	var sent atomic.Int64
	start := time.Now()
	err := all.Each(func(_ int, c *target.Client) error {
		if err := c.Until(time.Now().Add(patience + time.Minute)); err != nil {
			return err
		}
		for sent.Add(1) <= int64(n) {
			got, body, err := c.Ask(request)
			if err != nil {
				return err
			}
			if got != status || !bytes.HasPrefix(body, []byte(begin)) {
				return fmt.Errorf("status %d and %d bytes, want status %d and %q", got, len(body), status, begin)
			}
		}
		return nil
	})
	return time.Since(start), err
}

// memoryFigures are what a server of PNGs needed.
type memoryFigures struct {
	cold    target.Memory
	loaded  int     // bytes, the most
	rate    float64 // pictures a second
	refused int64
}

// settle is how long a server may take to come to rest after its start.
const settle = time.Second

func measureMemory(ctx context.Context, t command, s settings) (figures memoryFigures, err error) {
	srv, err := target.Start(ctx, t.file, t.args...)
	if err != nil {
		return figures, err
	}
	defer func() { err = errors.Join(err, srv.Stop()) }()
	time.Sleep(settle)
	if figures.cold, err = srv.Memory(); err != nil {
		return figures, err
	}
	all, err := target.Gather(srv.Address, s.connections)
	if err != nil {
		return figures, err
	}
	begun := time.Now()
	pictures, refused, err := drawPNGs(ctx, all, time.Duration(s.seconds*float64(time.Second)))
	if err = errors.Join(err, all.Close()); err != nil {
		return figures, err
	}
	figures.rate = float64(pictures) / time.Since(begun).Seconds()
	figures.refused = refused
	after, err := srv.Memory()
	figures.loaded = after.Most // the kernel keeps the most; sampling would miss it
	return figures, err
}

// drawPNGs asks for PNGs that are all different until the time is over.
func drawPNGs(ctx context.Context, all target.Crowd, length time.Duration) (pictures, refused int64, err error) {
	const signature = "\x89PNG\r\n\x1a\n"
	var number, drawn, busy atomic.Int64
	end := time.Now().Add(length)
	err = all.Each(func(_ int, c *target.Client) error {
		if err := c.Until(end.Add(patience)); err != nil {
			return err
		}
		for time.Now().Before(end) && ctx.Err() == nil {
			query := workload.Variant(uint64(number.Add(1)))
			status, body, err := c.Ask(target.Get("/a.png?"+query, false))
			switch {
			case err != nil:
				return err
			case status == 503:
				busy.Add(1)
			case status == 200 && bytes.HasPrefix(body, []byte(signature)):
				drawn.Add(1)
			default:
				return fmt.Errorf("a PNG was answered with status %d and %d bytes", status, len(body))
			}
		}
		return ctx.Err()
	})
	return drawn.Load(), busy.Load(), err
}

// costFigures compare chartd with the bare server: medians of the rounds.
// above and ratio are medians of what each round says, because both servers of
// a round had the same weather.
type costFigures struct {
	own, bare         time.Duration // processor time a request
	above             time.Duration
	ownRate, bareRate float64 // requests a second
	ratio             float64
}

// cost is what a number of requests took in one round.
type cost struct {
	cpu  time.Duration // a request, of the server
	rate float64       // requests a second
}

func measureCost(ctx context.Context, t command, s settings, progress io.Writer) (figures costFigures, err error) {
	own, err := target.Start(ctx, t.file, t.args...)
	if err != nil {
		return figures, err
	}
	defer func() { err = errors.Join(err, own.Stop()) }()
	other, err := target.StartBare(ctx)
	if err != nil {
		return figures, err
	}
	defer func() { err = errors.Join(err, other.Stop()) }()

	svg := target.Get("/a.svg?"+workload.Charts()[0].Query, s.gzip)
	begin := "<svg"
	if s.gzip {
		begin = "\x1f\x8b"
	}
	var owns, bares []cost
	for round := range s.rounds {
		b, err := costOf(other, s, svg, 204, "")
		if err != nil {
			return figures, fmt.Errorf("the bare server: %w", err)
		}
		o, err := costOf(own, s, svg, 200, begin)
		if err != nil {
			return figures, fmt.Errorf("chartd: %w", err)
		}
		owns, bares = append(owns, o), append(bares, b)
		fmt.Fprintf(progress, "SVG, round %d: chartd %.0f a second and %.1f µs, bare 204 %.0f a second and %.1f µs\n",
			round+1, o.rate, micros(o.cpu), b.rate, micros(b.cpu))
		if ctx.Err() != nil {
			return figures, ctx.Err()
		}
	}
	return compare(owns, bares), nil
}

// costOf sends the requests of one round on new connections, which are warm by
// the time the clock starts.
func costOf(server *target.Server, s settings, request []byte, status int, begin string) (c cost, err error) {
	all, err := target.Gather(server.Address, s.connections)
	if err != nil {
		return cost{}, err
	}
	defer func() { err = errors.Join(err, all.Close()) }()
	if _, err := spend(all, 10*len(all), request, status, begin); err != nil {
		return cost{}, err
	}
	before, err := server.Spent()
	if err != nil {
		return cost{}, err
	}
	took, err := spend(all, s.requests, request, status, begin)
	if err != nil {
		return cost{}, err
	}
	after, err := server.Spent()
	n := float64(s.requests)
	return cost{time.Duration(float64(after-before) / n), n / took.Seconds()}, err
}

// compare takes the medians of rounds, the upper one of an even number.
func compare(owns, bares []cost) costFigures {
	var above []time.Duration
	var ratios []float64
	for i := range owns {
		above = append(above, owns[i].cpu-bares[i].cpu)
		ratios = append(ratios, owns[i].rate/bares[i].rate)
	}
	cpu := func(c cost) time.Duration { return c.cpu }
	rate := func(c cost) float64 { return c.rate }
	self := func(d time.Duration) time.Duration { return d }
	same := func(x float64) float64 { return x }
	return costFigures{
		own: target.Median(owns, cpu), bare: target.Median(bares, cpu), above: target.Median(above, self),
		ownRate: target.Median(owns, rate), bareRate: target.Median(bares, rate),
		ratio: target.Median(ratios, same),
	}
}
