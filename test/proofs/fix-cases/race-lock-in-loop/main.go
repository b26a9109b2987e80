package main

import (
	"fmt"
	"sync"
)

type cache struct {
	mu sync.RWMutex
	m  map[int]int
}

func (c *cache) put(k int) {
	c.mu.Lock()
	c.m[k] = k
	c.mu.Unlock()
}

// sweep upgrades its lock for each entry that goes.
func (c *cache) sweep(keys []int) {
	c.mu.RLock()
	for _, k := range keys {
		if _, ok := c.m[k]; ok {
			c.mu.RUnlock()
			c.mu.Lock()
			delete(c.m, k)
			c.mu.Unlock()
			c.mu.RLock()
		}
	}
	c.mu.RUnlock()
}

func main() {
	c := &cache{m: map[int]int{}}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 100 {
				c.put(g*1000 + i)
				c.sweep([]int{g*1000 + i - 1, g*1000 + i - 2})
			}
		})
	}
	wg.Wait()
	fmt.Println(len(c.m))
}
