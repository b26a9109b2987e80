package main

import (
	"fmt"
	"sync"
)

type cache struct {
	mu sync.Mutex
	m  map[int]int
}

// drop takes the lock only where there is something to drop.
func (c *cache) drop(keys []int) {
	if len(keys) > 0 {
		c.mu.Lock()
		defer c.mu.Unlock()
	}
	for _, k := range keys {
		delete(c.m, k)
	}
}

func main() {
	c := &cache{m: map[int]int{}}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 50 {
				c.drop([]int{g, i})
				c.drop(nil)
			}
		})
	}
	wg.Wait()
	c.m[1] = 1
	fmt.Println(len(c.m))
}
