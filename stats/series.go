package stats

import "chartd/stats/chunk"

// Bucket is what one stat did in one stretch of time: number of points, sum,
// least and greatest.
type Bucket = chunk.Bucket

// Series is what one stat did in a window, a bucket a step.
type Series struct {
	Stat    StatID
	Buckets []Bucket
}

// Latest is the newest minute of a stat that has data.
type Latest struct {
	Stat   StatID
	At     Minute
	Bucket Bucket // N is 0 when the stat has no data at all
}

// Seq numbers the commits of a log, from 1 on. It only grows, also when the
// log is emptied or the process starts anew.
type Seq int64

// WriterID names the log of a process, and so the chunk rows that only this
// process writes.
type WriterID int64

// ChunkKey names one stat's hour.
type ChunkKey struct {
	Stat StatID
	Hour Hour
}

// Chunk is one stat's hour as one writer saw it: absolute state.
type Chunk struct {
	ChunkKey
	Rev     Seq // the last commit that is merged in
	Minutes [chunk.Minutes]Bucket
}

// Point is one number of one stat in one minute.
type Point struct {
	Stat  StatID
	At    Minute
	Value float64 // finite, at most MaxNumber in size
}
