package main

import (
	"fmt"
	"sync"
)

type cache struct {
	mu sync.RWMutex
	m  map[int]int
}

func (c *cache) scan(drop bool) (n int) {
	for k, v := range c.m {
		n += v
		if drop {
			delete(c.m, k)
		}
	}
	return n
}

func main() {
	c := &cache{m: map[int]int{1: 1}}
	c.scan(true)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			c.mu.RLock()
			defer c.mu.RUnlock()
			c.scan(false)
		})
	}
	wg.Wait()
	c.m[2] = 2
	fmt.Println(len(c.m))
}
