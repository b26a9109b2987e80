package main

import (
	"fmt"
	"sync"
)

type session struct {
	user int
	data [8]int
	till int
}

type cache struct {
	mu       sync.Mutex
	sessions map[int]session
	log      func(string)
}

func newCache(log func(string)) *cache {
	return &cache{sessions: make(map[int]session), log: log}
}

func (c *cache) login(id int, s session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sessions[id] = s
}

func (c *cache) logout(id int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sessions, id)
}

// expire calls out under the lock, which keeps everybody else out.
func (c *cache) expire(now int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, s := range c.sessions {
		if s.till < now {
			c.log("gone")
			delete(c.sessions, id)
		}
	}
}

func (c *cache) size() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.sessions)
}

func main() {
	gone := 0
	c := newCache(func(string) { gone++ })
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 2000 {
				c.login(g*2000+i, session{user: i, till: i})
			}
			c.expire(1900)
			for i := range 1000 {
				c.logout(g*2000 + i)
			}
		})
	}
	wg.Wait()
	c.expire(5000)
	fmt.Println(c.size(), gone > 4000)
}
