package main

import (
	"context"
	"math"
	"math/rand/v2"

	"chartd/stats"
)

// numbers are what a stat gets in one minute.
type numbers func(*rand.Rand, *stats.Bucket)

// counts are a counter's: one to five posts of a small whole number.
func counts(r *rand.Rand, b *stats.Bucket) {
	for range 1 + r.IntN(5) {
		b.Add(float64(1 + r.IntN(20)))
	}
}

// durations are a value's: five request times with three decimals.
func durations(r *rand.Rand, b *stats.Bucket) {
	for range 5 {
		b.Add(math.Round(23094*math.Exp(r.NormFloat64()*0.3)) / 1000)
	}
}

// putter is what stored hours are written to; both stores are one.
type putter interface {
	Put(ctx context.Context, w stats.WriterID, chunks []stats.Chunk) error
}

// historian is the writer of hours that were stored before a row begins.
const historian = stats.WriterID(1 << 62)

// fill stores hours of stats that end before an hour, in the order in which they
// close.
func fill(ctx context.Context, to putter, ids []stats.StatID, end stats.Hour, hours int, minute numbers) error {
	const atOnce = 2000
	r := rand.New(rand.NewPCG(uint64(len(ids)), uint64(hours)))
	list := make([]stats.Chunk, 0, atOnce)
	for h := end - stats.Hour(hours); h < end; h++ {
		for i, id := range ids {
			one := stats.Chunk{ChunkKey: stats.ChunkKey{Stat: id, Hour: h}, Rev: 1}
			for m := range one.Minutes {
				minute(r, &one.Minutes[m])
			}
			list = append(list, one)
			if len(list) < atOnce && i < len(ids)-1 {
				continue
			}
			if err := to.Put(ctx, historian, list); err != nil {
				return err
			}
			list = list[:0]
		}
	}
	return nil
}
