package api

import (
	"container/list"
	"sync"
)

// pngCache keeps finished PNGs, least recently used out first. Mail is why it
// pays: one picture is fetched by every reader of a list within minutes.
// Safe for concurrent use.
type pngCache struct {
	room int // bytes; 0 keeps nothing

	mu     sync.Mutex
	held   int
	byKey  map[pngKey]*list.Element
	recent list.List // of *cachedPNG, the latest used in front
}

// pngKey is the canonical query of a picture.
type pngKey [16]byte

type cachedPNG struct {
	key  pngKey
	body []byte // never written again
}

// entryCost is about what an entry takes beside its bytes: list element, map
// cell and slice headers.
const entryCost = 200

func newPNGCache(room int) *pngCache {
	return &pngCache{room: room, byKey: map[pngKey]*list.Element{}}
}

// find returns the bytes of a picture, which the caller must not change, or nil.
func (c *pngCache) find(key pngKey) []byte {
	if c.room == 0 {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(*cachedPNG).body
}

// keep copies the bytes of a picture. A picture larger than an eighth of the
// room is not kept: it would throw out many others for one.
func (c *pngCache) keep(key pngKey, body []byte) {
	if len(body)+entryCost > c.room/8 {
		return
	}
	// The copy's capacity is what the allocator really gave for it.
	copied := append([]byte(nil), body...)
	cost := cap(copied) + entryCost
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok {
		return // drawn by two requests at once
	}
	c.byKey[key] = c.recent.PushFront(&cachedPNG{key, copied})
	c.held += cost
	for c.held > c.room {
		last := c.recent.Remove(c.recent.Back()).(*cachedPNG)
		delete(c.byKey, last.key)
		c.held -= cap(last.body) + entryCost
	}
}
