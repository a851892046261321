package stats

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// memoryLog is a log in memory, whose size a test may set.
type memoryLog struct {
	mu       sync.Mutex
	last     Seq
	kept     map[Seq][]Point
	ids      map[string]bool
	size     int64
	fail     error
	appends  int
	reopened int
}

func (l *memoryLog) Append(_ context.Context, entries []Entry) (Seq, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.appends++
	if l.fail != nil {
		return 0, l.fail
	}
	l.last++
	for i := range entries {
		e := &entries[i]
		if e.Repeated = e.ID != "" && l.ids[e.ID]; e.Repeated {
			continue
		}
		l.ids[e.ID] = true
		l.kept[l.last] = append(l.kept[l.last], e.Points...)
	}
	return l.last, nil
}

func (l *memoryLog) Replay(_ context.Context, after Seq, each func(Seq, []Point) error) error {
	for seq := after + 1; seq <= l.last; seq++ {
		if points, ok := l.kept[seq]; ok {
			if err := each(seq, append([]Point(nil), points...)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *memoryLog) Forget(_ context.Context, before Seq) error {
	for seq := range l.kept {
		if seq < before {
			delete(l.kept, seq)
		}
	}
	return nil
}

func (l *memoryLog) Bytes() int64 { return l.size }

func (l *memoryLog) Reopen(context.Context) error {
	l.reopened++
	return l.fail
}

func (l *memoryLog) Writer() WriterID                        { return 1 }
func (l *memoryLog) Last() Seq                               { return l.last }
func (l *memoryLog) Renew(context.Context) (WriterID, error) { return 1, nil }

// memoryChunks is chunks of one writer in memory. A test looks on at each call,
// and may make it fail.
type memoryChunks struct {
	rows                            map[ChunkKey]Chunk
	onPut, onLoad, onRead, onNewest func() error
	before                          error // fails a put that has stored nothing
}

func (c *memoryChunks) Put(_ context.Context, _ WriterID, list []Chunk) error {
	if c.before != nil {
		return c.before
	}
	for _, row := range list {
		if row.Rev > c.rows[row.ChunkKey].Rev {
			c.rows[row.ChunkKey] = row
		}
	}
	return told(c.onPut)
}

func (c *memoryChunks) Load(_ context.Context, _ WriterID, keys []ChunkKey) ([]Chunk, error) {
	var list []Chunk
	for _, key := range keys {
		row := c.rows[key]
		row.ChunkKey = key
		list = append(list, row)
	}
	return list, told(c.onLoad)
}

func (c *memoryChunks) Newest(context.Context, WriterID) (Seq, error) {
	newest := Seq(0)
	for _, row := range c.rows {
		newest = max(newest, row.Rev)
	}
	return newest, told(c.onNewest)
}

func (c *memoryChunks) Series(_ context.Context, ids []StatID, w Window) ([]Series, error) {
	var list []Series
	for _, id := range ids {
		s := Series{Stat: id, Buckets: make([]Bucket, w.Count)}
		for key, row := range c.rows {
			for m, b := range row.Minutes {
				if at := key.Hour.Minute() + Minute(m); key.Stat == id && at >= w.From && at < w.End() {
					s.Buckets[(at-w.From)/w.Step].Merge(b)
				}
			}
		}
		list = append(list, s)
	}
	return list, told(c.onRead)
}

func (c *memoryChunks) Latest(_ context.Context, ids []StatID) ([]Latest, error) {
	var list []Latest
	for _, id := range ids {
		newest := Latest{Stat: id}
		for key, row := range c.rows {
			for m, b := range row.Minutes {
				if key.Stat == id {
					newest.take(Latest{At: key.Hour.Minute() + Minute(m), Bucket: b})
				}
			}
		}
		list = append(list, newest)
	}
	return list, told(c.onRead)
}

func told(on func() error) error {
	if on == nil {
		return nil
	}
	return on()
}

// small is a Keeper with its parts over memory, loaded, at a moment that a test
// sets.
type small struct {
	*Keeper
	log    *memoryLog
	chunks *memoryChunks
	now    time.Time
}

func newSmall() *small {
	s := &small{
		log:    &memoryLog{kept: map[Seq][]Point{}, ids: map[string]bool{}},
		chunks: &memoryChunks{rows: map[ChunkKey]Chunk{}},
	}
	head, quiet := NewHead(), slog.New(slog.DiscardHandler)
	s.Keeper = &Keeper{
		Log: s.log, Head: head, Chunks: s.chunks, Origin: s.log, Fault: quiet, Now: func() time.Time { return s.now },
		Ingest: &Ingester{Log: s.log, Head: head, Fault: quiet},
	}
	s.Ingest.Ready = s.Start
	s.Ingest.once.Do(s.Ingest.open)
	s.Ingest.loaded.Store(true)
	return s
}

// post commits one point.
func (s *small) post(id StatID, at Minute, v float64) error {
	return s.Ingest.append(context.Background(), [][]Entry{{{Project: 1, Points: []Point{{Stat: id, At: at, Value: v}}}}})
}

// minute is what a reader sees of a stat's minute.
func (s *small) minute(id StatID, at Minute) (Bucket, error) {
	list, err := View{s.Keeper}.Series(context.Background(), []StatID{id}, Window{From: at, Step: 1, Count: 1})
	if err != nil {
		return Bucket{}, err
	}
	return list[0].Buckets[0], nil
}

// stored says whether an hour is in the store.
func (s *small) stored(id StatID, hour Hour) bool { return s.chunks.rows[ChunkKey{id, hour}].Rev > 0 }
