package main

import (
	"fmt"
	"sort"
	"sync"
)

type session struct {
	user    int
	expires int
	token   [32]byte
}

type cache struct {
	mu       sync.Mutex
	sessions map[string]session // want "cache.sessions keeps .* rebuild it or store pointers"
}

func (c *cache) login(id string, s session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sessions[id] = s
}

func (c *cache) logout(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sessions, id)
}

func (c *cache) expire(now int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, s := range c.sessions {
		if s.expires < now {
			delete(c.sessions, id)
		}
	}
}

func (c *cache) print(when string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var ids []string
	sum := 0
	for id, s := range c.sessions {
		ids = append(ids, id)
		sum += s.user
	}
	sort.Strings(ids)
	if len(ids) > 5 {
		ids = ids[:5]
	}
	fmt.Println(when, len(c.sessions), sum, ids)
}

func main() {
	c := &cache{sessions: make(map[string]session)}
	var wait sync.WaitGroup
	for worker := 0; worker < 4; worker++ {
		worker := worker
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := 0; i < 1000; i++ {
				n := worker*1000 + i
				c.login(fmt.Sprintf("s%04d", n), session{user: n, expires: n})
			}
		}()
	}
	wait.Wait()
	c.print("full")
	c.expire(3990)
	c.print("swept")
	for n := 3990; n < 4000; n++ {
		c.logout(fmt.Sprintf("s%04d", n))
	}
	c.print("empty")
	c.login("again", session{user: 7})
	c.print("again")
}
