package api

import "sync"

// pngCache keeps finished PNGs, the oldest out first. Mail is why it pays: one
// picture is fetched by every reader of a list within minutes. Safe for
// concurrent use.
//
// # Why
//
// All pictures lie in one ring of bytes, so keeping and dropping thousands a
// second makes no garbage: as single allocations they took twice their size.
// What is found must be copied, which is a hundredth of drawing it.
type pngCache struct {
	room  int // bytes of the ring
	mu    sync.Mutex
	ring  []byte         // nil until there is a picture: memory used before would be taken at once
	at    int            // where the next picture goes
	byKey map[pngKey]lot // by canonical query
	queue []pngKey       // the keys of byKey from first on, oldest first
	first int
}

// pngKey is the canonical query of a picture.
type pngKey [16]byte

// lot is a picture's place in the ring.
type lot struct{ from, to int }

func newPNGCache(room int) *pngCache {
	return &pngCache{room: room, byKey: map[pngKey]lot{}}
}

// find appends the bytes of a picture to dst, if it is kept.
func (c *pngCache) find(dst []byte, key pngKey) (body []byte, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l, ok := c.byKey[key]
	if !ok {
		return dst, false
	}
	return append(dst, c.ring[l.from:l.to]...), true
}

// keep copies the bytes of a picture. A picture larger than an eighth of the
// room is not kept: it would throw out many others for one.
func (c *pngCache) keep(key pngKey, body []byte) {
	if len(body) > c.room/8 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok {
		return // drawn by two requests at once
	}
	if c.ring == nil {
		c.ring = make([]byte, c.room)
	}
	if c.at+len(body) > c.room {
		c.drop(c.room) // the rest of the ring is too short
		c.at = 0
	}
	c.drop(c.at + len(body))
	l := lot{c.at, c.at + copy(c.ring[c.at:], body)}
	c.at = l.to
	c.byKey[key] = l
	c.queue = append(c.queue, key)
}

// drop forgets the oldest pictures as long as they lie between the place of
// the next one and end.
func (c *pngCache) drop(end int) {
	for c.first < len(c.queue) {
		oldest := c.queue[c.first]
		if l := c.byKey[oldest]; l.from < c.at || l.from >= end {
			break
		}
		delete(c.byKey, oldest)
		c.first++
	}
	if c.first > len(c.queue)/2 { // so that the queue is moved as rarely as it doubles
		c.queue = c.queue[:copy(c.queue, c.queue[c.first:])]
		c.first = 0
	}
}
