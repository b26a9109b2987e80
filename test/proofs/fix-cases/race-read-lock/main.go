package main

import (
	"fmt"
	"sync"
)

type cache struct {
	mu sync.RWMutex
	m  map[int]int
}

// scan only reads unless it is told to drop, and then the caller has locked.
func (c *cache) scan(drop bool) (n int) {
	for k, v := range c.m {
		n += v
		if drop && v > 10 {
			delete(c.m, k)
		}
	}
	return n
}

func (c *cache) sum() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.scan(false)
}

func (c *cache) prune() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.scan(true)
}

func main() {
	c := &cache{m: map[int]int{}}
	for i := range 3000 {
		c.m[i] = i
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { c.sum() })
	}
	wg.Wait()
	c.prune()
	var again sync.WaitGroup
	for range 4 {
		again.Go(func() { c.sum() })
	}
	again.Wait()
	fmt.Println(len(c.m))
}
