package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"chartd/cmd/check/pgserver"
	"chartd/stats"
	"chartd/stats/postgres"
)

// shelf is a store of chunks to read from.
type shelf struct {
	name   string
	chunks stats.Chunks
	ids    []stats.StatID
	close  func() error
}

// openFile makes a local file with hours of many stats behind them.
func (r *rig) openFile(ctx context.Context, many, hours int) (*shelf, error) {
	s, err := r.site(ctx, many)
	if err != nil {
		return nil, err
	}
	db, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	return &shelf{"SQLite", db.Chunks(), s.ids, db.Close}, fill(ctx, db.Chunks(), s.ids, thisHour(), hours, durations)
}

// openDatabase does the same in a PostgreSQL of its own.
func openDatabase(ctx context.Context, many, hours int) (*shelf, error) {
	if _, err := pgserver.Find(); err != nil {
		return nil, notHere{err}
	}
	server, err := pgserver.New(ctx)
	if err != nil {
		return nil, err
	}
	if err := server.Start(ctx); err != nil {
		return nil, errors.Join(err, server.Close())
	}
	db, err := postgres.Open(ctx, server.DSN(), postgres.Options{})
	if err == nil {
		err = db.Ready(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, server.Close())
	}
	ids := make([]stats.StatID, many)
	for i := range ids {
		ids[i] = stats.StatID(stats.NewID())
	}
	slices.Sort(ids)
	closing := func() error { return errors.Join(db.Close(), server.Close()) }
	return &shelf{"PostgreSQL", db.Chunks(), ids, closing}, fill(ctx, db.Chunks(), ids, thisHour(), hours, durations)
}

// onShelves reads from both stores; one that is not on this machine is left
// out.
func (r *rig) onShelves(ctx context.Context, many, hours int, read func(*shelf) (line, error)) (lines []line, err error) {
	for _, open := range []func() (*shelf, error){
		func() (*shelf, error) { return r.openFile(ctx, many, hours) },
		func() (*shelf, error) { return openDatabase(ctx, many, hours) },
	} {
		one, err := open()
		if missing := (notHere{}); errors.As(err, &missing) {
			r.say("not measured: %v", err)
			continue
		}
		if err == nil {
			var l line
			l, err = read(one)
			lines = append(lines, l)
		}
		if one != nil {
			err = errors.Join(err, one.close())
		}
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// measureWeek reads a week by hour, of another stat each time.
func measureWeek(ctx context.Context, r *rig) ([]line, error) {
	const week = 7 * 24
	many, calls := pick(r, 100, 1000), pick(r, 1000, 5000)
	return r.onShelves(ctx, many, week+24, func(s *shelf) (line, error) {
		limit := time.Millisecond
		if s.name == "PostgreSQL" {
			limit = 5 * time.Millisecond
		}
		waits, err := repeat(calls, func() error {
			end := thisHour().Minute() - stats.Minute(rand.IntN(60)) // windows end within an hour
			_, err := s.chunks.Series(ctx, []stats.StatID{s.ids[rand.IntN(len(s.ids))]}, stats.Window{From: end - week*60, Step: 60, Count: week + 1})
			return err
		})
		if err != nil {
			return line{}, err
		}
		late := waits.quantile(99)
		return atMost("a week by hour of one stat, "+s.name+", the store's call: p50, p99",
			millis(waits.quantile(50))+", "+millis(late), late, millis(limit)+" p99", limit), nil
	})
}

// measureList reads what a list of stats shows: a day of each in whole hours, the
// one that has begun among them, and its newest number.
func measureList(ctx context.Context, r *rig) ([]line, error) {
	const many, day = 1000, 24
	calls := pick(r, 20, 200)
	return r.onShelves(ctx, many, 2*day, func(s *shelf) (line, error) {
		waits, err := repeat(calls, func() error {
			if _, err := s.chunks.Series(ctx, s.ids, stats.Window{From: (thisHour() - day).Minute(), Step: 60, Count: day + 1}); err != nil {
				return err
			}
			_, err := s.chunks.Latest(ctx, s.ids)
			return err
		})
		if err != nil {
			return line{}, err
		}
		return atMost(fmt.Sprintf("a day by hour and the newest number of 1,000 stats, %s: p50, p99", s.name),
			millis(waits.quantile(50))+", "+millis(waits.quantile(99)), waits.quantile(50), "50 ms", 50*time.Millisecond), nil
	})
}

// repeat calls work some times, after a few for warmth.
func repeat(times int, work func() error) (turn, error) {
	var t turn
	for i := range times + times/warm {
		begun := time.Now()
		if err := work(); err != nil {
			return t, err
		}
		if i >= times/warm {
			t.waits = append(t.waits, time.Since(begun))
		}
	}
	slices.Sort(t.waits)
	t.count = times
	return t, nil
}
