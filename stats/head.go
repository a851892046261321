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
	stats map[StatID][]*openHour
	bytes int64
	count int // of hours
	last  Seq // the newest commit applied
}

// openHour is one stat's hour: points of commits first to last, and, while a
// checkpoint is on its way or has failed, those before in sealed.
type openHour struct {
	hour        Hour
	first, last Seq // 0: nothing is open
	recent      [2]recentMinute
	packed      []byte // the minutes before recent; may hold the same minute too
	sealed      *sealedHour
}

// recentMinute is a minute that is being written. N 0 means the place is free.
type recentMinute struct {
	minute uint8
	newest bool
	bucket Bucket
}

// sealedHour is what a checkpoint writes: it does not change any more.
type sealedHour struct {
	first, rev Seq
	minutes    []byte
}

// openHourSize is about what an hour takes beside its packed minutes: the
// struct, its pointer, and its share of the map.
const openHourSize = 240

// NewHead returns an empty Head.
func NewHead() *Head { return &Head{stats: map[StatID][]*openHour{}} }

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
	list := h.stats[id]
	for i := len(list) - 1; i >= 0; i-- { // the newest is the likeliest
		if list[i].hour == hour {
			return list[i]
		}
	}
	o := &openHour{hour: hour}
	h.stats[id] = append(list, o)
	h.bytes += openHourSize
	h.count++
	return o
}

func (o *openHour) add(h *Head, seq Seq, p Point) {
	if o.first == 0 {
		o.first = seq
	}
	o.last = seq
	minute := uint8(p.At - o.hour.Minute())
	at := 0
	switch {
	case o.recent[0].bucket.N > 0 && o.recent[0].minute == minute:
	case o.recent[1].bucket.N > 0 && o.recent[1].minute == minute:
		at = 1
	default:
		if o.recent[0].newest {
			at = 1
		}
		o.pack(h, at)
		o.recent[at].minute = minute
	}
	o.recent[at].newest, o.recent[1-at].newest = true, false
	o.recent[at].bucket.Add(p.Value)
}

// pack moves a recent minute to the packed ones and leaves its place free.
func (o *openHour) pack(h *Head, at int) {
	if o.recent[at].bucket.N == 0 {
		return
	}
	var minutes [chunk.Minutes]Bucket
	unpack(o.packed, &minutes)
	minutes[o.recent[at].minute].Merge(o.recent[at].bucket)
	before := len(o.packed)
	var buf [chunk.Minutes * 40]byte
	o.packed = append(o.packed[:0], chunk.Append(buf[:0], minutes[:])...)
	h.bytes += int64(len(o.packed) - before)
	o.recent[at] = recentMinute{}
}

// unpack adds packed minutes to some. Head packed them itself, so they can be
// read.
func unpack(packed []byte, into *[chunk.Minutes]Bucket) {
	if len(packed) == 0 {
		return
	}
	var minutes [chunk.Minutes]Bucket
	if err := chunk.Decode(packed, minutes[:]); err != nil {
		panic(err)
	}
	for i := range minutes {
		into[i].Merge(minutes[i])
	}
}

// minutes adds all that the hour holds, open and sealed.
func (o *openHour) minutes(into *[chunk.Minutes]Bucket) {
	if o.sealed != nil {
		unpack(o.sealed.minutes, into)
	}
	unpack(o.packed, into)
	for _, r := range o.recent {
		if r.bucket.N > 0 {
			into[r.minute].Merge(r.bucket)
		}
	}
}

// Overlay adds what the Head holds to series read from the store.
func (h *Head) Overlay(list []Series, w Window) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range list {
		for _, o := range h.stats[list[i].Stat] {
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
		for _, o := range h.stats[list[i].Stat] {
			var minutes [chunk.Minutes]Bucket
			o.minutes(&minutes)
			for m := range minutes {
				list[i].take(Latest{At: o.hour.Minute() + Minute(m), Bucket: minutes[m]})
			}
		}
	}
}

// sealed is an hour on its way to the store.
type sealed struct {
	ChunkKey
	*sealedHour
}

// seal takes up to n hours that due says are to be stored, in order of stat
// and hour. An hour whose last checkpoint failed is taken as it was then: it
// may be stored, and its Rev tells.
func (h *Head) seal(n int, due func(ChunkKey, Seq) bool) []sealed {
	h.mu.Lock()
	defer h.mu.Unlock()
	var list []sealed
gather:
	for id, hours := range h.stats {
		for _, o := range hours {
			if len(list) == n {
				break gather
			}
			key := ChunkKey{id, o.hour}
			if o.sealed == nil && due(key, o.first) {
				o.close(h)
			}
			if o.sealed != nil {
				list = append(list, sealed{key, o.sealed})
			}
		}
	}
	slices.SortFunc(list, func(a, b sealed) int { return compareKeys(a.ChunkKey, b.ChunkKey) })
	return list
}

// close seals the open part of an hour.
func (o *openHour) close(h *Head) {
	o.pack(h, 0)
	o.pack(h, 1)
	o.sealed = &sealedHour{o.first, o.last, o.packed}
	o.first, o.last, o.packed = 0, 0, nil
}

// settle lets go of hours that are stored.
func (h *Head) settle(list []sealed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range list {
		hours := h.stats[s.Stat]
		at := slices.IndexFunc(hours, func(o *openHour) bool { return o.hour == s.Hour })
		hours[at].sealed = nil
		h.bytes -= int64(len(s.minutes))
		if hours[at].first != 0 {
			continue
		}
		h.bytes -= openHourSize
		h.count--
		if hours = slices.Delete(hours, at, at+1); len(hours) == 0 {
			delete(h.stats, s.Stat)
			continue
		}
		h.stats[s.Stat] = hours
	}
}

// Oldest is the first commit that the log must keep: all below it are stored.
func (h *Head) Oldest() Seq {
	h.mu.Lock()
	defer h.mu.Unlock()
	oldest := h.last + 1
	for _, hours := range h.stats {
		for _, o := range hours {
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
	h.stats, h.bytes, h.count, h.last = map[StatID][]*openHour{}, 0, 0, 0
}

// Last is the newest commit applied.
func (h *Head) Last() Seq {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.last
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
