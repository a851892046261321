package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"chartd/cmd/check/target"
)

// contestant is a server and what it is asked.
type contestant struct {
	name     string
	server   *target.Server
	requests [][]byte // in turn, each connection beginning with another
	status   int      // that every answer has
}

// turn is what a contestant did in one round.
type turn struct {
	count int
	took  time.Duration
	cpu   time.Duration   // of the server, in all
	waits []time.Duration // from request to answer, the shortest first
}

func (t turn) rate() float64         { return float64(t.count) / t.took.Seconds() }
func (t turn) cost() time.Duration   { return t.cpu / time.Duration(max(t.count, 1)) }
func (t turn) median() time.Duration { return t.quantile(50) }

// quantile is the wait that so many of a hundred requests stay below.
func (t turn) quantile(percent int) time.Duration {
	return t.waits[min(len(t.waits)*percent/100, len(t.waits)-1)]
}

func (t turn) String() string {
	return fmt.Sprintf("%s a second, %s each, p50 %s, p99 %s",
		thousands(t.rate()), micros(t.cost()), millis(t.quantile(50)), millis(t.quantile(99)))
}

// race gives every contestant its turn in every round, and returns the turns by
// contestant.
func (r *rig) race(ctx context.Context, connections int, all ...contestant) ([][]turn, error) {
	turns := make([][]turn, len(all))
	for round := range r.rounds {
		for i, c := range all {
			t, err := c.turn(ctx, connections, r.length)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.name, err)
			}
			r.say("round %d, %s: %s", round+1, c.name, t)
			turns[i] = append(turns[i], t)
		}
	}
	return turns, nil
}

// warm is the part of a turn before the clock starts.
const warm = 10

// turn asks on new connections, which are warm by the time the clock starts.
func (c contestant) turn(ctx context.Context, connections int, length time.Duration) (t turn, err error) {
	crowd, err := target.Gather(c.server.Address, connections)
	if err != nil {
		return turn{}, err
	}
	defer func() { err = errors.Join(err, crowd.Close()) }()
	if _, err := c.ask(ctx, crowd, length/warm); err != nil {
		return turn{}, err
	}
	before, err := c.server.Spent()
	if err != nil {
		return turn{}, err
	}
	if t, err = c.ask(ctx, crowd, length); err != nil {
		return turn{}, err
	}
	after, err := c.server.Spent()
	t.cpu = after - before
	return t, err
}

// patience is how long an answer may take before a run is given up.
const patience = 30 * time.Second

// ask asks until the time is over, one request after the other on each
// connection.
func (c contestant) ask(ctx context.Context, crowd target.Crowd, length time.Duration) (turn, error) {
	waits := make([][]time.Duration, len(crowd))
	begun := time.Now()
	end := begun.Add(length)
	err := crowd.Each(func(n int, client *target.Client) error {
		if err := client.Until(end.Add(patience)); err != nil {
			return err
		}
		list := make([]time.Duration, 0, 4096)
		next := n * len(c.requests) / len(crowd)
		for sent := time.Now(); sent.Before(end) && ctx.Err() == nil; {
			if err := c.one(client, next%len(c.requests)); err != nil {
				return err
			}
			next++
			now := time.Now()
			list = append(list, now.Sub(sent))
			sent = now
		}
		waits[n] = list
		return ctx.Err()
	})
	t := turn{took: time.Since(begun), waits: slices.Concat(waits...)}
	slices.Sort(t.waits)
	if t.count = len(t.waits); t.count == 0 && err == nil {
		err = errors.New("no request in the whole time")
	}
	return t, err
}

// one sends one request. An answer that is not as it must be ends the run.
func (c contestant) one(client *target.Client, request int) error {
	status, body, err := client.Ask(c.requests[request])
	if err == nil && status != c.status {
		err = fmt.Errorf("status %d, want %d: %.200s", status, c.status, body)
	}
	return err
}

// pair is two turns of the same round, which had the same weather.
type pair struct{ own, other turn }

func pairs(own, other []turn) []pair {
	list := make([]pair, len(own))
	for i := range own {
		list[i] = pair{own[i], other[i]}
	}
	return list
}

func (p pair) ratio() float64       { return p.own.rate() / p.other.rate() }
func (p pair) above() time.Duration { return p.own.cost() - p.other.cost() }
