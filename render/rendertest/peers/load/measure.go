package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync/atomic"
	"time"

	"chartd/render/rendertest/workload"
)

// memoryFigures are what a server of PNGs needed.
type memoryFigures struct {
	cold    memory
	loaded  int     // bytes, the most
	rate    float64 // pictures a second
	refused int64
}

// settle is how long a server may take to come to rest after its start.
const settle = time.Second

func measureMemory(ctx context.Context, t target, s settings) (figures memoryFigures, err error) {
	srv, err := start(ctx, t.file, t.args...)
	if err != nil {
		return figures, err
	}
	defer func() { err = errors.Join(err, srv.stop()) }()
	time.Sleep(settle)
	if figures.cold, err = srv.memory(); err != nil {
		return figures, err
	}
	all, err := gather(srv.address, s.connections)
	if err != nil {
		return figures, err
	}
	begun := time.Now()
	pictures, refused, err := all.drawPNGs(ctx, time.Duration(s.seconds*float64(time.Second)))
	if err = errors.Join(err, all.close()); err != nil {
		return figures, err
	}
	figures.rate = float64(pictures) / time.Since(begun).Seconds()
	figures.refused = refused
	after, err := srv.memory()
	figures.loaded = after.most // the kernel keeps the most; sampling would miss it
	return figures, err
}

// drawPNGs asks for PNGs that are all different until the time is over.
func (all crowd) drawPNGs(ctx context.Context, length time.Duration) (pictures, refused int64, err error) {
	const signature = "\x89PNG\r\n\x1a\n"
	var number, drawn, busy atomic.Int64
	end := time.Now().Add(length)
	err = all.each(func(c *client) error {
		if err := c.conn.SetDeadline(end.Add(patience)); err != nil {
			return err
		}
		for time.Now().Before(end) && ctx.Err() == nil {
			query := workload.Variant(uint64(number.Add(1)))
			status, body, err := c.get(request("/a.png?"+query, false))
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

func measureCost(ctx context.Context, t target, s settings, progress io.Writer) (figures costFigures, err error) {
	own, err := start(ctx, t.file, t.args...)
	if err != nil {
		return figures, err
	}
	defer func() { err = errors.Join(err, own.stop()) }()
	least, err := bare()
	if err != nil {
		return figures, err
	}
	other, err := start(ctx, least.file, least.args...)
	if err != nil {
		return figures, err
	}
	defer func() { err = errors.Join(err, other.stop()) }()

	svg := request("/a.svg?"+workload.Charts()[0].Query, s.gzip)
	begin := "<svg"
	if s.gzip {
		begin = "\x1f\x8b"
	}
	var owns, bares []cost
	for round := range s.rounds {
		b, err := other.cost(s, svg, 204, "")
		if err != nil {
			return figures, fmt.Errorf("the bare server: %w", err)
		}
		o, err := own.cost(s, svg, 200, begin)
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

// cost sends the requests of one round on new connections, which are warm by
// the time the clock starts.
func (s *server) cost(set settings, request []byte, status int, begin string) (c cost, err error) {
	all, err := gather(s.address, set.connections)
	if err != nil {
		return cost{}, err
	}
	defer func() { err = errors.Join(err, all.close()) }()
	if _, err := all.spend(10*len(all), request, status, begin); err != nil {
		return cost{}, err
	}
	before, err := s.spent()
	if err != nil {
		return cost{}, err
	}
	took, err := all.spend(set.requests, request, status, begin)
	if err != nil {
		return cost{}, err
	}
	after, err := s.spent()
	n := float64(set.requests)
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
		own: median(owns, cpu), bare: median(bares, cpu), above: median(above, self),
		ownRate: median(owns, rate), bareRate: median(bares, rate),
		ratio: median(ratios, same),
	}
}

func median[S any, T time.Duration | float64](list []S, figure func(S) T) T {
	all := make([]T, len(list))
	for i, x := range list {
		all[i] = figure(x)
	}
	slices.Sort(all)
	return all[len(all)/2]
}
