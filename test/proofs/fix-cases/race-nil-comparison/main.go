package main

import (
	"fmt"
	"sync"
)

type cache struct {
	mu sync.Mutex
	m  map[int]int
}

// ready is asked without the lock: the map is made once, before anything runs.
func (c *cache) ready() bool { return c.m != nil }

func (c *cache) put(k int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[k] = k
}

func (c *cache) remove(k int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.m, k)
}

func main() {
	c := &cache{m: map[int]int{}}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 100 {
				if c.ready() {
					c.put(g*1000 + i)
					c.remove(g*1000 + i)
				}
			}
		})
	}
	wg.Wait()
	fmt.Println(len(c.m))
}
