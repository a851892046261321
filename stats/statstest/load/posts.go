package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"chartd/cmd/check/target"
	"chartd/render/rendertest/workload"
)

const form = "application/x-www-form-urlencoded"

// someStats is how many stats the rows of posts have.
const someStats = 1000

// singles are requests with one point each, one for every stat of a site.
func (s *site) singles() [][]byte {
	list := make([][]byte, len(s.names))
	for i, name := range s.names {
		list[i] = target.Post("/ez", form, "ezkey="+ezkey+"&stat="+strings.ReplaceAll(name, " ", "+")+"&count=1")
	}
	return list
}

// uploads are requests with a JSON of so many points each, which cover the stats
// of a site at a minute; 0 is the time of receipt.
func (s *site) uploads(points int, at int64) [][]byte {
	var list [][]byte
	for names := range slices.Chunk(s.names, points) {
		var b strings.Builder
		b.WriteString(`{"ezkey":"` + ezkey + `","data":[`)
		for i, name := range names {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"stat":%q,"count":%d`, name, 1+rand.IntN(20))
			if at != 0 {
				fmt.Fprintf(&b, `,"t":%d`, at)
			}
			b.WriteByte('}')
		}
		b.WriteString("]}")
		list = append(list, target.Post("/ez", "application/json", b.String()))
	}
	return list
}

// beside says how a contestant did against the bare server.
func beside(what string, list []pair, goal float64) line {
	ratio := target.Median(list, pair.ratio)
	measured := fmt.Sprintf("%.2f (%s of %s a second)", ratio,
		thousands(target.Median(list, func(p pair) float64 { return p.own.rate() })), thousands(target.Median(list, func(p pair) float64 { return p.other.rate() })))
	return atLeast(what, measured, ratio, fmt.Sprintf("%.2f", goal), goal)
}

// measureDisk posts with every commit synced.
func measureDisk(ctx context.Context, r *rig) ([]line, error) {
	const connections = 256
	list, peer, err := r.singlesBesideBare(ctx, connections, r.peer)
	if err != nil {
		return nil, err
	}
	above := target.Median(list, pair.above)
	late := target.Median(list, func(p pair) time.Duration { return p.own.quantile(99) })
	lines := []line{
		beside("single posts, 256 connections, on disk: requests a second against the bare 204", list, 0.75),
		atMost("processor time of a post above the bare 204", micros(above), above, "10 µs", 10*time.Microsecond),
		atMost("a post on 256 connections: p50, p99", millis(target.Median(list, func(p pair) time.Duration { return p.own.median() }))+", "+millis(late), late, "15 ms p99", 15*time.Millisecond),
	}
	if r.peer {
		ratio := target.Median(peer, pair.ratio)
		lines = append(lines, line{"VictoriaMetrics, influx line, in the same rounds: against the bare 204",
			fmt.Sprintf("%.2f, %s above", ratio, micros(target.Median(peer, pair.above))), "below chartd", ratio > target.Median(list, pair.ratio)})
	}
	return lines, nil
}

// measureProcess posts with commits that survive a kill only.
func measureProcess(ctx context.Context, r *rig) ([]line, error) {
	list, _, err := r.singlesBesideBare(ctx, 64, false, "--durability=process")
	if err != nil {
		return nil, err
	}
	return []line{beside("single posts, 64 connections, `--durability=process`", list, 0.85),
		figure("processor time of such a post above the bare 204", micros(target.Median(list, pair.above)))}, nil
}

// singlesBesideBare races chartd, and the peer if it takes part, against the
// bare server.
func (r *rig) singlesBesideBare(ctx context.Context, connections int, peer bool, flags ...string) (own, other []pair, err error) {
	turns, err := onSite(ctx, r, someStats, func(s *site, server *target.Server) (turns [][]turn, err error) {
		posts := s.singles()
		all := []contestant{
			{"bare 204", r.bare, posts, 204},
			{"chartd", server, posts, 204},
		}
		if peer {
			var vm *target.Server
			if vm, err = r.startPeer(ctx); err != nil {
				return nil, err
			}
			defer func() { err = errors.Join(err, vm.Stop()) }()
			all = append(all, contestant{"VictoriaMetrics", vm, s.influxLines(), 204})
		}
		return r.race(ctx, connections, all...)
	}, flags...)
	if err != nil {
		return nil, nil, err
	}
	if peer {
		other = pairs(turns[2], turns[0])
	}
	return pairs(turns[1], turns[0]), other, nil
}

// measureLone posts as one client that waits for each answer does.
func measureLone(ctx context.Context, r *rig) ([]line, error) {
	return onSite(ctx, r, someStats, func(s *site, server *target.Server) ([]line, error) {
		own, bare := contestant{"chartd", server, s.singles(), 204}, contestant{"bare 204", r.bare, s.singles(), 204}
		type lone struct{ post, bare, sync time.Duration }
		var list []lone
		for round := range r.rounds {
			sync, err := syncs(filepath.Join(s.dir, "block"), r.length/4)
			if err != nil {
				return nil, err
			}
			least, err := bare.turn(ctx, 1, r.length/4)
			if err != nil {
				return nil, err
			}
			t, err := own.turn(ctx, 1, r.length)
			if err != nil {
				return nil, err
			}
			list = append(list, lone{t.median(), least.median(), sync})
			r.say("round %d: fdatasync p50 %s; %s", round+1, millis(sync), t)
		}
		ratio := target.Median(list, func(l lone) float64 { return float64(l.post) / float64(l.sync) })
		post := target.Median(list, func(l lone) time.Duration { return l.post })
		sync := target.Median(list, func(l lone) time.Duration { return l.sync })
		least := target.Median(list, func(l lone) time.Duration { return l.bare })
		return []line{atMost("one client, post after post: p50 against the disk's own fdatasync of 4 KB",
			fmt.Sprintf("%.2f (%s to %s; bare 204 %s)", ratio, millis(post), millis(sync), millis(least)), ratio, "2", 2)}, nil
	})
}

// syncs is the median of writing 4 KB and fdatasync, over the same blocks again
// and again, as SQLite's log does.
func syncs(path string, length time.Duration) (time.Duration, error) {
	file, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	const blocks = 1000
	block := make([]byte, 4096)
	if _, err := file.Write(make([]byte, blocks*len(block))); err != nil {
		return 0, err
	}
	if err := file.Sync(); err != nil {
		return 0, err
	}
	var list []time.Duration
	for begun := time.Now(); time.Since(begun) < length; {
		at := time.Now()
		if _, err := file.WriteAt(block, int64(len(list)%blocks*len(block))); err != nil {
			return 0, err
		}
		if err := syscall.Fdatasync(int(file.Fd())); err != nil {
			return 0, err
		}
		list = append(list, time.Since(at))
	}
	return target.Median(list, func(d time.Duration) time.Duration { return d }), nil
}

// measureDrawing posts alone and while others have PNGs drawn, by turns.
func measureDrawing(ctx context.Context, r *rig) ([]line, error) {
	const connections, painters = 256, 32
	return onSite(ctx, r, someStats, func(s *site, server *target.Server) ([]line, error) {
		posts := contestant{"chartd", server, s.singles(), 204}
		var list []pair
		pictures := newPictures(server)
		for round := range r.rounds {
			alone, err := posts.turn(ctx, connections, r.length)
			if err != nil {
				return nil, err
			}
			stop, err := pictures.start(ctx, painters)
			if err != nil {
				return nil, err
			}
			both, err := posts.turn(ctx, connections, r.length)
			if err = errors.Join(err, stop()); err != nil {
				return nil, err
			}
			r.say("round %d, alone: %s; with PNGs: %s", round+1, alone, both)
			list = append(list, pair{both, alone})
		}
		late := target.Median(list, func(p pair) time.Duration { return p.own.quantile(99) })
		memory, err := server.Memory()
		ratio := target.Median(list, pair.ratio)
		return []line{
			atLeast("posts on 256 connections while 32 others draw PNGs: of their own rate", fmt.Sprintf("%.2f", ratio), ratio, "0.50", 0.5),
			atMost("such a post: p99", millis(late), late, "25 ms", 25*time.Millisecond),
			figure("resident memory meanwhile, the most", target.Megabytes(memory.Most)),
		}, err
	})
}

// measureBulk uploads a thousand points at a time.
func measureBulk(ctx context.Context, r *rig) ([]line, error) {
	const connections, points = 4, 1000
	return onSite(ctx, r, 4*points, func(s *site, server *target.Server) ([]line, error) {
		turns, err := r.race(ctx, connections, contestant{"chartd", server, s.uploads(points, 0), 200})
		if err != nil {
			return nil, err
		}
		rate := points * target.Median(turns[0], turn.rate)
		return []line{
			atLeast("JSON of 1,000, 4 connections, on disk: points a second", thousands(rate), rate, "2,000,000", 2e6),
			figure("processor time of such a point", fmt.Sprintf("%.2f µs", float64(target.Median(turns[0], turn.cost))/points/1e3)),
		}, nil
	})
}

// pictures has PNGs drawn that no cache has.
type pictures struct {
	server *target.Server
	number uint64
}

func newPictures(server *target.Server) *pictures { return &pictures{server: server} }

// start asks on some connections until stop is called, which waits for them.
func (p *pictures) start(ctx context.Context, connections int) (stop func() error, err error) {
	crowd, err := target.Gather(p.server.Address, connections)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	from := p.number
	p.number += 1 << 32
	go func() {
		ended <- crowd.Each(func(n int, c *target.Client) error {
			for i := uint64(n); ctx.Err() == nil; i += uint64(connections) {
				if err := c.Until(time.Now().Add(patience)); err != nil {
					return err
				}
				status, body, err := c.Ask(target.Get("/a.png?"+workload.Variant(from+i), false))
				if err != nil {
					return err
				}
				if status != 200 && status != 503 {
					return fmt.Errorf("a PNG was answered with status %d: %.200s", status, body)
				}
			}
			return nil
		})
	}()
	return func() error {
		cancel()
		return errors.Join(<-ended, crowd.Close())
	}, nil
}
