package main

import (
	"fmt"
	"sync"
)

type cache struct {
	mu sync.Mutex
	m  map[int]int
}

func (c *cache) with(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f()
}

func (c *cache) removeLocked(k int) { delete(c.m, k) }
func (c *cache) sweepLocked() {
	for k := range c.m {
		if k%2 == 1 {
			delete(c.m, k)
		}
	}
}

func main() {
	c := &cache{m: map[int]int{}}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 500 {
				c.with(func() { c.m[g*1000+i] = i })
			}
			c.with(c.sweepLocked)
			c.with(func() { c.removeLocked(g * 1000) })
		})
	}
	wg.Wait()
	fmt.Println(len(c.m))
}
