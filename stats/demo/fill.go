package demo

import (
	"context"
	"time"

	"chartd/stats"
)

// batchRows is how many hours are written at a time: nobody waits for the store
// yet.
const batchRows = 1000

// Demo is the stats of a project, and when they were filled.
type Demo struct {
	plots []plot
	stats []stats.Stat // one a plot
	now   stats.Minute
}

// Things is what a demo needs to make stats and comments.
type Things interface {
	stats.Catalog
	stats.Comments
}

// Fill makes the stats in a project and stores their past up to and including
// the minute of now, under a writer's id that nobody else writes under.
func Fill(ctx context.Context, things Things, chunks stats.Chunks, writer stats.WriterID, project stats.ProjectID, now time.Time) (*Demo, error) {
	d := &Demo{plots: plots(), now: stats.MinuteAt(now.Unix())}
	wanted := make([]stats.NewStat, len(d.plots))
	for i, p := range d.plots {
		wanted[i] = p.NewStat
		wanted[i].Project, wanted[i].Created = project, now.AddDate(0, 0, -p.days)
	}
	var err error
	if d.stats, err = things.Create(ctx, project, wanted); err != nil {
		return nil, err
	}
	for i, p := range d.plots {
		for _, r := range p.remarks {
			at := now.Add(-time.Duration(r.ago * float64(24*time.Hour)))
			if _, err := things.Comment(ctx, stats.Comment{Stat: d.stats[i].ID, At: at, Text: r.text}); err != nil {
				return nil, err
			}
		}
	}
	return d, d.store(ctx, chunks, writer)
}

// store writes all hours, those of a stat one after another.
func (d *Demo) store(ctx context.Context, chunks stats.Chunks, writer stats.WriterID) error {
	var rows []stats.Chunk
	flush := func() error {
		err := chunks.Put(ctx, writer, rows)
		rows = rows[:0]
		return err
	}
	for i := range d.plots {
		for hour := d.first(i).Hour(); hour <= d.now.Hour(); hour++ {
			c := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: d.stats[i].ID, Hour: hour}, Rev: 1}
			if !d.hour(i, &c) {
				continue
			}
			if rows = append(rows, c); len(rows) == batchRows {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	return flush()
}

// first is the first minute in which a stat did anything.
func (d *Demo) first(i int) stats.Minute {
	return d.now - stats.Minute(d.plots[i].days*minutesOfDay)
}

// hour fills the minutes of an hour, and reports whether there are any.
func (d *Demo) hour(i int, c *stats.Chunk) (any bool) {
	begin := c.Hour.Minute()
	for at := begin; at < begin+60 && at <= d.now; at++ {
		if v, ok := d.figure(i, at); ok {
			c.Minutes[at-begin].Add(v)
			any = true
		}
	}
	return any
}

// figure is what a stat did in a minute; ok is false when nothing.
func (d *Demo) figure(i int, at stats.Minute) (v float64, ok bool) {
	p := d.plots[i]
	if int(at)%p.every != 0 || at < d.first(i) {
		return 0, false
	}
	return p.figure(moment{at: at, ago: float64(d.now-at) / minutesOfDay, luck: dice(i, at)})
}

// Points is what all stats do in a minute: after the fill, posts go on with it.
func (d *Demo) Points(at stats.Minute) []stats.Point {
	var points []stats.Point
	for i, s := range d.stats {
		if v, ok := d.figure(i, at); ok {
			points = append(points, stats.Point{Stat: s.ID, At: at, Value: v})
		}
	}
	return points
}

// Example is the stat to show first.
func (d *Demo) Example() stats.Stat { return d.stats[0] }

// Run posts what the stats do as the time goes on, each minute when it begins,
// until ctx ends.
func (d *Demo) Run(ctx context.Context, project stats.ProjectID, post func(context.Context, []stats.Entry) error) error {
	for at := d.now + 1; ; at++ {
		wait := time.NewTimer(time.Until(time.Unix(at.Unix(), 0)))
		select {
		case <-ctx.Done():
			wait.Stop()
			return nil
		case <-wait.C:
		}
		if points := d.Points(at); len(points) > 0 {
			if err := post(ctx, []stats.Entry{{Project: project, Points: points}}); err != nil && ctx.Err() == nil {
				return err
			}
		}
	}
}
