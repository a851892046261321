// Package transfer moves stats in and out as files: StatHat's exports and
// lists, CSV, lines of posts, and its own form, which holds everything.
//
// A file is read record by record, so its size does not matter. A bad row is
// told with its file and line and stops nothing. What is imported fills gaps: a
// minute that holds data already is left as it is and counted as skipped, so a
// file can be imported twice.
package transfer

import (
	"context"
	"fmt"

	"chartd/stats"
)

// Store is what is read from and written to.
type Store struct {
	People stats.People
	Things stats.Things
	Reader stats.Reader // what is known now, open hours included
	Chunks Chunks
	// Writer is the id under which imports are written: one that nobody else
	// writes under.
	Writer stats.WriterID
}

// Chunks is the part of a store that imports write and exports walk.
type Chunks interface {
	stats.Chunks
	stats.Sweeper
}

// Summary counts what an import did.
type Summary struct {
	Projects, Stats, Comments int // made or changed
	Minutes                   int // stored
	Skipped                   int // minutes that held data already
	Bad                       int // rows that could not be read
}

// String is the summary in a line.
func (s Summary) String() string {
	return fmt.Sprintf("%d minutes stored, %d skipped (they held data already), %d bad rows; %d projects, %d stats, %d comments",
		s.Minutes, s.Skipped, s.Bad, s.Projects, s.Stats, s.Comments)
}

// Fault is a row that could not be imported.
type Fault struct {
	File string
	Line int // from 1 on; 0 where the format has no lines
	Err  error
}

// Error is "file:line: what is wrong".
func (f *Fault) Error() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %v", f.File, f.Err)
	}
	return fmt.Sprintf("%s:%d: %v", f.File, f.Line, f.Err)
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// flushAt is how many stat-hours an import holds before it writes them: 2,400
// bytes each.
const flushAt = 4000

// filler writes buckets into minutes that hold nothing yet.
type filler struct {
	store   *Store
	pending map[stats.ChunkKey]*[60]stats.Bucket
	// written are the minutes that this import has filled itself, a bit each: its
	// later rows for the same minute add to them.
	written map[stats.ChunkKey]uint64
	sum     *Summary
}

func newFiller(s *Store, sum *Summary) *filler {
	return &filler{store: s, pending: map[stats.ChunkKey]*[60]stats.Bucket{}, written: map[stats.ChunkKey]uint64{}, sum: sum}
}

// add takes a bucket of a minute.
func (f *filler) add(ctx context.Context, id stats.StatID, at stats.Minute, b stats.Bucket) error {
	key := stats.ChunkKey{Stat: id, Hour: at.Hour()}
	hour := f.pending[key]
	if hour == nil {
		if len(f.pending) >= flushAt {
			if err := f.flush(ctx); err != nil {
				return err
			}
		}
		hour = new([60]stats.Bucket)
		f.pending[key] = hour
	}
	hour[at-key.Hour.Minute()].Merge(b)
	return nil
}

// batch is how many rows are written at a time, as the store wants them.
const batch = 500

// flush writes what is pending.
func (f *filler) flush(ctx context.Context) error {
	keys := make([]stats.ChunkKey, 0, len(f.pending))
	for key := range f.pending {
		keys = append(keys, key)
	}
	for len(keys) > 0 {
		n := min(len(keys), batch)
		if err := f.write(ctx, keys[:n]); err != nil {
			return err
		}
		keys = keys[n:]
	}
	clear(f.pending)
	return nil
}

// write merges some hours into the rows of the import's writer.
func (f *filler) write(ctx context.Context, keys []stats.ChunkKey) error {
	rows, err := f.store.Chunks.Load(ctx, f.store.Writer, keys)
	if err != nil {
		return err
	}
	fresh := rows[:0]
	for i, row := range rows {
		changed, err := f.fill(ctx, keys[i], &row)
		if err != nil {
			return err
		}
		if changed {
			row.Rev++
			fresh = append(fresh, row)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	return f.store.Chunks.Put(ctx, f.store.Writer, fresh)
}

// fill adds the pending minutes of an hour to a row, where nobody has data.
func (f *filler) fill(ctx context.Context, key stats.ChunkKey, row *stats.Chunk) (changed bool, err error) {
	window := stats.Window{From: key.Hour.Minute(), Step: 1, Count: 60}
	there, err := f.store.Reader.Series(ctx, []stats.StatID{key.Stat}, window)
	if err != nil {
		return false, err
	}
	mine := f.written[key]
	for m, b := range f.pending[key] {
		switch bit := uint64(1) << m; {
		case b.N == 0:
		case there[0].Buckets[m].N > 0 && mine&bit == 0:
			f.sum.Skipped++
		default:
			if mine&bit == 0 {
				f.sum.Minutes++
			}
			row.Minutes[m].Merge(b)
			mine |= bit
			changed = true
		}
	}
	f.written[key] = mine
	return changed, nil
}
