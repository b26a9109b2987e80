// Package session keeps the signed-in users of the service in memory.
package session

import (
	"sync"
	"time"
)

// ID names a session: 16 random bytes.
type ID [16]byte

// Session is what the service remembers about a signed-in user.
type Session struct {
	UserID  int64
	CSRF    [32]byte
	Device  [64]byte
	Expires time.Time
}

// A Watcher is told when the session it watches ends.
type Watcher struct {
	ID    ID
	Ended chan struct{}
}

// Cache holds the sessions of one server. It lives as long as the server does.
type Cache struct {
	mu       sync.Mutex
	sessions map[ID]Session // every signed-in user
	watchers []*Watcher     // in the order of their arrival
}

// NewCache returns an empty cache.
func NewCache() *Cache {
	return &Cache{sessions: make(map[ID]Session)}
}

// Login adds a session, or replaces the one with the same ID.
func (c *Cache) Login(id ID, s Session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sessions[id] = s
}

// Get returns the session with this ID that has not expired.
func (c *Cache) Get(id ID, now time.Time) (Session, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s, ok := c.sessions[id]; ok && now.Before(s.Expires) {
		return s, true
	}
	return Session{}, false
}

// UserOf returns the user of a session, 0 when there is none.
func (c *Cache) UserOf(id ID) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sessions[id].UserID
}

// Extend moves the end of a session.
func (c *Cache) Extend(id ID, until time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s, ok := c.sessions[id]; ok {
		s.Expires = until
		c.sessions[id] = s
	}
}

// Watch returns a channel that is closed when the session ends.
func (c *Cache) Watch(id ID) <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	w := &Watcher{ID: id, Ended: make(chan struct{})}
	c.watchers = append(c.watchers, w)
	return w.Ended
}

// Logout ends one session and tells its watcher.
func (c *Cache) Logout(id ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sessions, id)
	for i, w := range c.watchers {
		if w.ID == id {
			close(w.Ended)
			c.watchers = append(c.watchers[:i], c.watchers[i+1:]...)
			return
		}
	}
}

// Sweep ends the sessions that have expired and returns how many it ended.
func (c *Cache) Sweep(now time.Time) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	ended := 0
	for id, s := range c.sessions {
		if !now.Before(s.Expires) {
			delete(c.sessions, id)
			ended++
		}
	}
	return ended
}

// Len returns the number of sessions.
func (c *Cache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.sessions)
}
