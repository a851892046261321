package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"chartd/render"

	"chartd/render/rendertest/workload"
)

// sample is what one picture costs.
type sample struct {
	time   time.Duration // a picture
	allocs uint64        // a picture, rounded down
	bytes  int           // of output
}

// row is one line of the table: a chart in a format, and its sample for each
// contestant, in their order.
type row struct {
	chart   workload.Chart
	format  render.Format
	samples []sample
}

// goal is the time that was set for chartd's picture.
func (r row) goal() time.Duration {
	if r.format == render.PNG {
		return r.chart.PNG
	}
	return r.chart.SVG
}

// plan says what is measured, and for how long.
type plan struct {
	charts   []workload.Chart
	rounds   int
	time     time.Duration // for one chart, format, contestant and round
	progress io.Writer
}

// measure draws every chart in both formats. In each round every contestant
// has its turn, so that a slow minute of the machine is everybody's; a sample
// is the median of the rounds.
func (p plan) measure(all []contestant) ([]row, error) {
	var rows []row
	for _, format := range []render.Format{render.SVG, render.PNG} {
		for _, chart := range p.charts {
			fmt.Fprintf(p.progress, "%s %s:", format, chart.Name)
			samples, err := p.race(all, chart, format)
			if err != nil {
				return nil, err
			}
			fmt.Fprintln(p.progress)
			rows = append(rows, row{chart, format, samples})
		}
	}
	return rows, nil
}

func (p plan) race(all []contestant, chart workload.Chart, format render.Format) ([]sample, error) {
	drawings := make([]drawing, len(all))
	for i, c := range all {
		draw, err := c.prepare(chart, format)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
		drawings[i] = draw
	}
	found := make([][]sample, len(all))
	for range p.rounds {
		for i, draw := range drawings {
			s, err := p.turn(draw)
			if err != nil {
				return nil, fmt.Errorf("%s, chart %s as %s: %w", all[i].name, chart.Name, format, err)
			}
			found[i] = append(found[i], s)
			fmt.Fprintf(p.progress, " %s %s", all[i].name, shortTime(s.time))
		}
	}
	medians := make([]sample, len(all))
	for i, list := range found {
		medians[i] = median(list)
	}
	return medians, nil
}

// turn draws again and again until the time is over. The first picture is
// drawn for warmth, unless it takes the whole time: then it is the sample.
func (p plan) turn(draw drawing) (sample, error) {
	runtime.GC() // the rubbish of the one before
	buf, first, err := repeat(draw, nil, 1)
	if err != nil || first.time >= p.time {
		return first, err
	}
	// A clock is read every millisecond or so: for chartd's smallest picture
	// it would show.
	batch := int(max(1, time.Millisecond/max(first.time, 1)))
	var sum sample
	drawn := 0
	for sum.time < p.time {
		var s sample
		if buf, s, err = repeat(draw, buf, batch); err != nil {
			return sample{}, err
		}
		sum.time += s.time
		sum.allocs += s.allocs
		sum.bytes = s.bytes
		drawn += batch
	}
	return sample{sum.time / time.Duration(drawn), sum.allocs / uint64(drawn), sum.bytes}, nil
}

// repeat draws n times into one buffer, and returns it, grown. Times and
// allocations are of all n.
func repeat(draw drawing, buf []byte, n int) ([]byte, sample, error) {
	var before, after runtime.MemStats
	var err error
	runtime.ReadMemStats(&before)
	start := time.Now()
	for range n {
		if buf, err = draw(buf[:0]); err != nil {
			return nil, sample{}, err
		}
	}
	spent := time.Since(start)
	runtime.ReadMemStats(&after)
	return buf, sample{spent, after.Mallocs - before.Mallocs, len(buf)}, nil
}

// median takes each figure's own median; of an even number, the upper one.
func median(list []sample) sample {
	return sample{
		time:   middle(list, func(s sample) time.Duration { return s.time }),
		allocs: middle(list, func(s sample) uint64 { return s.allocs }),
		bytes:  middle(list, func(s sample) int { return s.bytes }),
	}
}

func middle[T cmp.Ordered](list []sample, figure func(sample) T) T {
	all := make([]T, len(list))
	for i, s := range list {
		all[i] = figure(s)
	}
	slices.Sort(all)
	return all[len(all)/2]
}
