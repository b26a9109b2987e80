package p

import (
	"context"
	"sync"
	"time"
)

type session struct {
	user int64
	csrf [32]byte
	till int64
}

type cache struct {
	mu       sync.Mutex
	sessions map[string]session // want "^cache.sessions keeps 9.0 MiB after 100,000 deletes: a Go map never gives its groups back \(Go 1.26[^)]*\); rebuild it or store pointers$"
}

func newCache() *cache {
	return &cache{sessions: make(map[string]session)}
}

func (c *cache) add(id string, s session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sessions[id] = s
}

// expire runs until the service ends: the rebuild belongs into the endless loop, before the Unlock.
func (c *cache) expire(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			c.mu.Lock()
			for id, s := range c.sessions {
				if s.till < now.Unix() {
					delete(c.sessions, id)
				}
			} // every session was looked at
			c.mu.Unlock()
		}
	}
}
