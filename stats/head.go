package stats

import (
	"slices"
	"sync"

	"chartd/stats/chunk"
)

// Head holds in memory what the log has and the store has not: for each stat
// the hours being written, each as the points since the stored row's Rev. A
// minute is a struct only while it is being written; closed ones are packed.
type Head struct {
	mu    sync.Mutex
	stats map[StatID]*openHour // of a stat the hour that was opened last; others follow
	bytes int64
	count int // of hours
	last  Seq // the newest commit applied
}

// openHour is one stat's hour: points of commits first to last, and, while a
// checkpoint is on its way or has failed, those before in sealed. A hundred
// thousand of them are usual, so each byte counts.
type openHour struct {
	next        *openHour // of the same stat
	hour        Hour
	first, last Seq // 0: nothing is open
	open        packed
	sealed      *sealedHour
}

// sealedHour is what a checkpoint writes: it does not change any more.
type sealedHour struct {
	first, rev Seq
	minutes    packed
}

// openHourSize is about what an hour takes beside its packed minutes: the
// struct, and its share of the map.
const openHourSize = 144

// NewHead returns an empty Head.
func NewHead() *Head { return &Head{stats: map[StatID]*openHour{}} }

// Apply takes the points of a commit. Commits come in order.
func (h *Head) Apply(seq Seq, points []Point) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last = max(h.last, seq)
	for _, p := range points {
		h.hourOf(p.Stat, p.At.Hour()).add(h, seq, p)
	}
}

// hourOf finds or makes the hour of a stat.
func (h *Head) hourOf(id StatID, hour Hour) *openHour {
	newest := h.stats[id]
	for o := newest; o != nil; o = o.next {
		if o.hour == hour {
			return o
		}
	}
	o := &openHour{hour: hour, next: newest}
	h.stats[id] = o
	h.bytes += openHourSize
	h.count++
	return o
}

func (o *openHour) add(h *Head, seq Seq, p Point) {
	if o.first == 0 {
		o.first = seq
	}
	o.last = seq
	before := cap(o.open.bytes)
	o.open.add(uint8(p.At-o.hour.Minute()), p.Value)
	h.bytes += int64(cap(o.open.bytes) - before)
}

// minutes adds all that the hour holds, open and sealed.
func (o *openHour) minutes(into *[chunk.Minutes]Bucket) {
	if o.sealed != nil {
		o.sealed.minutes.into(into)
	}
	o.open.into(into)
}

// Overlay adds what the Head holds to series read from the store.
func (h *Head) Overlay(list []Series, w Window) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range list {
		for o := h.stats[list[i].Stat]; o != nil; o = o.next {
			o.overlay(list[i].Buckets, w)
		}
	}
}

func (o *openHour) overlay(buckets []Bucket, w Window) {
	start := o.hour.Minute()
	if start >= w.End() || start+chunk.Minutes <= w.From {
		return
	}
	var minutes [chunk.Minutes]Bucket
	o.minutes(&minutes)
	for i := range minutes {
		if at := start + Minute(i); minutes[i].N > 0 && at >= w.From && at < w.End() {
			buckets[(at-w.From)/w.Step].Merge(minutes[i])
		}
	}
}

// Newer replaces what the store found where the Head holds a newer minute, and
// adds to it where it holds the same.
func (h *Head) Newer(list []Latest) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range list {
		for o := h.stats[list[i].Stat]; o != nil; o = o.next {
			var minutes [chunk.Minutes]Bucket
			o.minutes(&minutes)
			for m := range minutes {
				list[i].take(Latest{At: o.hour.Minute() + Minute(m), Bucket: minutes[m]})
			}
		}
	}
}

// due lists the hours that are to be stored, in order of stat and hour, so that
// rows that lie beside each other are written together. An hour whose last
// checkpoint failed is always due.
func (h *Head) due(is func(Hour) bool) []ChunkKey {
	h.mu.Lock()
	defer h.mu.Unlock()
	var list []ChunkKey
	for id, o := range h.stats {
		for ; o != nil; o = o.next {
			if o.sealed != nil || is(o.hour) {
				list = append(list, ChunkKey{id, o.hour})
			}
		}
	}
	slices.SortFunc(list, compareKeys)
	return list
}

// seal takes hours that are due. An hour whose last checkpoint failed is taken
// as it was then: it may be stored, and its Rev tells.
func (h *Head) seal(keys []ChunkKey) []sealed {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := make([]sealed, 0, len(keys))
	for _, key := range keys {
		o := h.hourOf(key.Stat, key.Hour)
		if o.sealed == nil {
			o.close()
		}
		list = append(list, sealed{key, o.sealed})
	}
	return list
}

// sealed is an hour on its way to the store.
type sealed struct {
	ChunkKey
	*sealedHour
}

// close seals the open part of an hour.
func (o *openHour) close() {
	o.sealed = &sealedHour{o.first, o.last, o.open}
	o.first, o.last, o.open = 0, 0, packed{}
}

// settle lets go of hours that are stored.
func (h *Head) settle(list []sealed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range list {
		o := h.hourOf(s.Stat, s.Hour)
		o.sealed = nil
		h.bytes -= int64(cap(s.minutes.bytes))
		if o.first == 0 {
			h.remove(s.ChunkKey)
		}
	}
}

// remove lets go of an hour that holds nothing.
func (h *Head) remove(key ChunkKey) {
	h.bytes -= openHourSize
	h.count--
	o := h.stats[key.Stat]
	if o.hour == key.Hour {
		if o.next == nil {
			delete(h.stats, key.Stat)
			return
		}
		h.stats[key.Stat] = o.next
		return
	}
	for o.next.hour != key.Hour {
		o = o.next
	}
	o.next = o.next.next
}

// Oldest is the first commit that the log must keep: all below it are stored.
func (h *Head) Oldest() Seq {
	h.mu.Lock()
	defer h.mu.Unlock()
	oldest := h.last + 1
	for _, o := range h.stats {
		for ; o != nil; o = o.next {
			if o.first != 0 {
				oldest = min(oldest, o.first)
			}
			if o.sealed != nil {
				oldest = min(oldest, o.sealed.first)
			}
		}
	}
	return oldest
}

// Size is how many hours the Head holds and about how many bytes they take.
func (h *Head) Size() (hours int, bytes int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.count, h.bytes
}

// clear forgets everything: the log still has it.
func (h *Head) clear() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.stats, h.bytes, h.count, h.last = map[StatID]*openHour{}, 0, 0, 0
}

func compareKeys(a, b ChunkKey) int {
	if a.Stat != b.Stat {
		if a.Stat < b.Stat {
			return -1
		}
		return 1
	}
	return int(a.Hour - b.Hour)
}
