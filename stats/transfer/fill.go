package transfer

import (
	"cmp"
	"context"
	"math/bits"
	"slices"

	"chartd/stats"
)

// Bounds of what an import holds and asks at a time.
const (
	flushAt  = 4000 // stat-hours held before they are written: 2,400 bytes each
	batch    = 500  // rows written at a time, as stores want them
	maxHours = 500  // of one stat, read in one window of minutes
)

// filler writes buckets into minutes that hold nothing yet.
//
// What an import has filled itself, its later rows add to. Which minutes those
// are stands in the rows: they are under a writer id of the imports' own, and
// those of this import have a Rev above base. So nothing grows with the file,
// but for the hours that an earlier import had begun.
type filler struct {
	store   *Store
	pending map[stats.ChunkKey]*[60]stats.Bucket
	base    stats.Seq                 // newest Rev of the imports before this one
	expired stats.Hour                // hours before it have no minutes any more
	mixed   map[stats.ChunkKey]uint64 // of their hours: the minutes filled by this one, a bit each
	sum     *Summary
}

func newFiller(ctx context.Context, s *Store, sum *Summary) (*filler, error) {
	base, err := s.Chunks.Newest(ctx, s.Writer)
	if err != nil {
		return nil, err
	}
	expired, err := s.Chunks.Expired(ctx)
	if err != nil {
		return nil, err
	}
	return &filler{
		store: s, pending: map[stats.ChunkKey]*[60]stats.Bucket{}, base: base, expired: expired, mixed: map[stats.ChunkKey]uint64{}, sum: sum,
	}, nil
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

// flush writes what is pending.
func (f *filler) flush(ctx context.Context) error {
	keys := make([]stats.ChunkKey, 0, len(f.pending))
	for key := range f.pending {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b stats.ChunkKey) int {
		return cmp.Or(cmp.Compare(a.Stat, b.Stat), cmp.Compare(a.Hour, b.Hour))
	})
	for part := range slices.Chunk(keys, batch) {
		if err := f.write(ctx, part); err != nil {
			return err
		}
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
	there, err := f.held(ctx, keys)
	if err != nil {
		return err
	}
	fresh := rows[:0]
	done := *f.sum
	for i, row := range rows {
		if f.fill(&row, there[i], &done) {
			row.Rev = max(row.Rev, f.base) + 1
			fresh = append(fresh, row)
		}
	}
	if len(fresh) > 0 {
		if err := f.store.Chunks.Put(ctx, f.store.Writer, fresh); err != nil {
			return err
		}
	}
	*f.sum = done // what was not stored does not count
	return nil
}

// held is what the minutes of some hours, sorted by stat, hold now. One
// question is about an hour of many stats, or about many hours of one.
func (f *filler) held(ctx context.Context, keys []stats.ChunkKey) ([][]stats.Bucket, error) {
	list := make([][]stats.Bucket, len(keys))
	ask := func(at []int, ids []stats.StatID, hours stats.Hour) error {
		first := keys[at[0]].Hour
		found, err := f.store.Reader.Series(ctx, ids, stats.Window{From: first.Minute(), Step: 1, Count: int(hours) * 60})
		if err != nil {
			return err
		}
		for i, n := range at {
			minutes := found[min(i, len(found)-1)].Buckets[60*(keys[n].Hour-first):]
			list[n] = minutes[:60]
		}
		return nil
	}
	single := map[stats.Hour][]int{} // stats of which only this hour is asked for
	for i, end := 0, 0; i < len(keys); i = end {
		for end = i + 1; end < len(keys) && keys[end].Stat == keys[i].Stat && keys[end].Hour < keys[i].Hour+maxHours; {
			end++
		}
		if end == i+1 {
			single[keys[i].Hour] = append(single[keys[i].Hour], i)
			continue
		}
		if err := ask(places(i, end), []stats.StatID{keys[i].Stat}, keys[end-1].Hour-keys[i].Hour+1); err != nil {
			return nil, err
		}
	}
	for _, at := range single {
		ids := make([]stats.StatID, len(at))
		for i, n := range at {
			ids[i] = keys[n].Stat
		}
		if err := ask(at, ids, 1); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// places are the numbers from first to before end.
func places(first, end int) []int {
	list := make([]int, 0, end-first)
	for i := first; i < end; i++ {
		list = append(list, i)
	}
	return list
}

// fill adds the pending minutes of an hour to a row, where nobody has data.
func (f *filler) fill(row *stats.Chunk, there []stats.Bucket, sum *Summary) (changed bool) {
	if row.Hour < f.expired && slices.ContainsFunc(there, func(b stats.Bucket) bool { return b.N > 0 }) {
		sum.TooOld += bits.OnesCount64(filled(f.pending[row.ChunkKey])) // nobody knows which minutes the hour's figure is of
		return false
	}
	mine, mixed := f.mixed[row.ChunkKey]
	if row.Rev > f.base && !mixed {
		mine = filled(&row.Minutes)
	}
	mixed = mixed || row.Rev > 0 && row.Rev <= f.base
	for m, b := range f.pending[row.ChunkKey] {
		switch bit := uint64(1) << m; {
		case b.N == 0:
		case there[m].N > 0 && mine&bit == 0:
			sum.Skipped++
		default:
			if mine&bit == 0 {
				sum.Minutes++
			}
			row.Minutes[m].Merge(b)
			mine |= bit
			changed = true
		}
	}
	if mixed && changed {
		f.mixed[row.ChunkKey] = mine
	}
	return changed
}

// filled are the minutes that have data, a bit each.
func filled(minutes *[60]stats.Bucket) (set uint64) {
	for m := range minutes {
		if minutes[m].N > 0 {
			set |= 1 << m
		}
	}
	return set
}
