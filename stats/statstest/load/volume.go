package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"chartd/cmd/check/target"
	"chartd/stats"
)

// thisHour is the hour of the clock.
func thisHour() stats.Hour { return stats.MinuteAt(time.Now().Unix()).Hour() }

// measureStoring posts while hours are stored all the time: memory for open
// hours is so small that a second's posts fill it.
func measureStoring(ctx context.Context, r *rig) ([]line, error) {
	const connections, many = 256, 10_000
	s, err := r.site(ctx, many)
	if err != nil {
		return nil, err
	}
	posts := s.singles()
	rand.Shuffle(len(posts), func(i, j int) { posts[i], posts[j] = posts[j], posts[i] })
	race := func(name string, flags ...string) ([][]turn, error) {
		return serving(ctx, r, s, func(server *target.Server) ([][]turn, error) {
			if err := learn(ctx, server, s); err != nil {
				return nil, err
			}
			return r.race(ctx, connections, contestant{name, server, posts, 204})
		}, flags...)
	}
	calm, err := race("chartd")
	if err != nil {
		return nil, err
	}
	busy, err := race("chartd, storing", "--head-bytes=2MB")
	if err != nil {
		return nil, err
	}
	p99 := func(t turn) time.Duration { return t.quantile(99) }
	longest := func(t turn) time.Duration { return t.quantile(100) }
	return []line{
		figure("posts on 256 connections, 10,000 stats: p99, longest", millis(target.Median(calm[0], p99))+", "+millis(target.Median(calm[0], longest))),
		figure("the same while their hours are stored every second", millis(target.Median(busy[0], p99))+", "+millis(target.Median(busy[0], longest))),
	}, nil
}

// learn posts to every stat once, so that the server knows their names.
func learn(ctx context.Context, server *target.Server, s *site) error {
	crowd, err := target.Gather(server.Address, 4)
	if err != nil {
		return err
	}
	const points = 1000
	return errors.Join(spend(ctx, crowd, s.uploads(points, 0)), crowd.Close())
}

// measureWritten posts hours to stats that have days behind them, and has every
// hour stored by a stop.
func measureWritten(ctx context.Context, r *rig) (lines []line, err error) {
	for _, posts := range []int{1, 5} {
		one, err := r.written(ctx, posts)
		if err != nil {
			return nil, err
		}
		lines = append(lines, one)
	}
	return lines, nil
}

// written is the line for so many posts a minute on each stat.
func (r *rig) written(ctx context.Context, posts int) (line, error) {
	many, days, lives := pick(r, 500, 2000), pick(r, 3, 10), pick(r, 3, 5)
	s, err := r.site(ctx, many)
	if err != nil {
		return line{}, err
	}
	from := thisHour() - stats.Hour(lives)
	db, err := s.open(ctx)
	if err != nil {
		return line{}, err
	}
	if err = errors.Join(fill(ctx, db.Chunks(), s.ids, from, days*24, counts), db.Close()); err != nil {
		return line{}, err
	}
	type share struct{ log, all float64 }
	var list []share
	for life := range lives {
		inLog, inAll, err := r.life(ctx, s, from+stats.Hour(life), posts)
		if err != nil {
			return line{}, err
		}
		points := float64(many * 60 * posts)
		list = append(list, share{float64(inLog) / points, float64(inAll) / points})
		r.say("hour %d: %.0f bytes a point, %.0f of them for the log", life+1, list[life].all, list[life].log)
	}
	all := target.Median(list, func(s share) float64 { return s.all })
	return atMost(fmt.Sprintf("bytes written for a point, %d a minute on each of %s stats, hours stored", posts, thousands(float64(many))),
		fmt.Sprintf("%.0f, %.0f of them for the log", all, target.Median(list, func(s share) float64 { return s.log })), all, "300", 300), nil
}

// life starts chartd, posts an hour and stops it.
func (r *rig) life(ctx context.Context, s *site, hour stats.Hour, posts int) (inLog, inAll int64, err error) {
	server, err := r.serve(ctx, s)
	if err != nil {
		return 0, 0, err
	}
	err = s.postHour(ctx, server, hour, posts)
	if err == nil {
		inLog, err = server.Written()
	}
	if err = errors.Join(err, server.Stop()); err != nil {
		return 0, 0, err
	}
	inAll, err = server.WrittenAtEnd()
	return inLog, inAll, err
}

// postHour posts so many points a minute for every stat, one after the other, in
// the order of minutes.
func (s *site) postHour(ctx context.Context, server *target.Server, hour stats.Hour, posts int) error {
	const connections = 256
	crowd, err := target.Gather(server.Address, connections)
	if err != nil {
		return err
	}
	for n := range 60 * posts {
		tail := fmt.Sprintf("&count=%d&t=%d", 1+rand.IntN(20), (hour.Minute() + stats.Minute(n/posts)).Unix())
		order := rand.Perm(len(s.names)) // stats do not post in the order of anything
		err = crowd.Each(func(n int, c *target.Client) error {
			for i := n; i < len(order); i += connections {
				name := strings.ReplaceAll(s.names[order[i]], " ", "+")
				one := contestant{status: 204, requests: [][]byte{target.Post("/ez", form, "ezkey="+ezkey+"&stat="+name+tail)}}
				if err := one.one(c, 0); err != nil {
					return err
				}
			}
			return ctx.Err()
		})
		if err != nil {
			break
		}
	}
	return errors.Join(err, crowd.Close())
}

// measureStored fills files with closed hours and looks at their size.
func measureStored(ctx context.Context, r *rig) ([]line, error) {
	many, days := pick(r, 100, 300), pick(r, 5, 14)
	var lines []line
	for _, kind := range []struct {
		what   string
		minute numbers
	}{
		{"counters, 1 to 5 posts a minute", counts},
		{"values with three decimals, 5 posts a minute", durations},
	} {
		s, err := r.site(ctx, many)
		if err != nil {
			return nil, err
		}
		db, err := s.open(ctx)
		if err != nil {
			return nil, err
		}
		if err = errors.Join(fill(ctx, db.Chunks(), s.ids, thisHour(), days*24, kind.minute), db.Close()); err != nil {
			return nil, err
		}
		info, err := os.Stat(s.file())
		if err != nil {
			return nil, err
		}
		each := float64(info.Size()) / float64(many*days*24*60)
		lines = append(lines, atMost("bytes of the file for a minute with four figures: "+kind.what, fmt.Sprintf("%.1f", each), each, "5", 5))
	}
	return lines, nil
}

// measureMemory uploads an hour of points on many stats, minute by minute.
func measureMemory(ctx context.Context, r *rig) ([]line, error) {
	const points = 1000
	many := pick(r, 20_000, 100_000)
	return onSite(ctx, r, many, func(s *site, server *target.Server) (lines []line, err error) {
		crowd, err := target.Gather(server.Address, 4)
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, crowd.Close()) }()
		hour := thisHour().Minute()
		for m := range stats.Minute(60) {
			if err := spend(ctx, crowd, s.uploads(points, (hour+m).Unix())); err != nil {
				return nil, err
			}
			if m%15 == 14 {
				now, err := server.Memory()
				if err != nil {
					return nil, err
				}
				r.say("after %d minutes: %s, the most %s", m+1, target.Megabytes(now.Now), target.Megabytes(now.Most))
			}
		}
		memory, err := server.Memory()
		if err != nil {
			return nil, err
		}
		return []line{
			atMost("resident memory, "+thousands(float64(many))+" stats after an hour of a post a minute each", target.Megabytes(memory.Now), float64(memory.Now), "96 MB", 96<<20),
			figure("the most it was in that hour", target.Megabytes(memory.Most)),
		}, nil
	})
}

// spend sends each request once, shared among connections.
func spend(ctx context.Context, crowd target.Crowd, requests [][]byte) error {
	c := contestant{requests: requests, status: 200}
	return crowd.Each(func(n int, client *target.Client) error {
		for i := n; i < len(requests); i += len(crowd) {
			if err := client.Until(time.Now().Add(patience)); err != nil {
				return err
			}
			if err := c.one(client, i); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
}

// settle is how long a server may take to come to rest after its start.
const settle = time.Second

// measureServing looks at the memory of a chartd that has stats.
func measureServing(ctx context.Context, r *rig) ([]line, error) {
	return onSite(ctx, r, someStats, func(_ *site, server *target.Server) ([]line, error) {
		time.Sleep(settle)
		cold, err := server.Memory()
		if err != nil {
			return nil, err
		}
		const painters = 32
		stop, err := newPictures(server).start(ctx, painters)
		if err != nil {
			return nil, err
		}
		time.Sleep(2 * r.length)
		if err := stop(); err != nil {
			return nil, err
		}
		loaded, err := server.Memory()
		return []line{
			atMost("resident memory, cold, with stats", target.Megabytes(cold.Now), float64(cold.Now), "32 MB", 32<<20),
			atMost("resident memory, PNGs on 32 connections, with stats", target.Megabytes(loaded.Most), float64(loaded.Most), "64 MB", 64<<20),
		}, err
	})
}

// measureRestart fills the log almost to where it is stored by itself, kills
// chartd, and waits until it answers posts and reads again.
func measureRestart(ctx context.Context, r *rig) (lines []line, err error) {
	const points, many = 1000, 20_000
	full := pick(r, 48, 248) << 20 // at 256 MB it would be stored
	s, err := r.site(ctx, many)
	if err != nil {
		return nil, err
	}
	server, err := r.serve(ctx, s)
	if err != nil {
		return nil, err
	}
	crowd, err := target.Gather(server.Address, 4)
	if err != nil {
		return nil, errors.Join(err, server.Stop())
	}
	const pointSize = 10 // flags, stat and a small whole number
	hour := thisHour().Minute()
	sent := 0
	for m := 0; sent*pointSize < full && err == nil; m++ {
		err = spend(ctx, crowd, s.uploads(points, (hour+stats.Minute(m%60)).Unix()))
		sent += many
	}
	if err = errors.Join(err, crowd.Close()); err != nil {
		return nil, errors.Join(err, server.Stop())
	}
	if err := server.Kill(); err != nil {
		return nil, err
	}
	begun := time.Now()
	again, err := r.serve(ctx, s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, again.Stop()) }()
	if err := ready(ctx, again); err != nil {
		return nil, err
	}
	took := time.Since(begun)
	spent, err := again.Spent()
	return []line{atMost(fmt.Sprintf("ready after a `kill -9` with %d MB of log, %s points", sent*pointSize>>20, thousands(float64(sent))),
		fmt.Sprintf("%.1f s, %.1f s of processor", took.Seconds(), spent.Seconds()), took, "5 s", 5*time.Second)}, err
}

// ready waits until a server answers posts and reads.
func ready(ctx context.Context, server *target.Server) error {
	crowd, err := target.Gather(server.Address, 1)
	if err != nil {
		return err
	}
	defer crowd.Close()
	for {
		status, _, err := crowd[0].Ask(target.Get("/readyz?for=reads", false))
		if err != nil || status == 200 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}
