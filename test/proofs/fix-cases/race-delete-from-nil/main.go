package main

import (
	"fmt"
	"sync"
)

type cache struct{ m map[int]int }

func (c *cache) put(k int) {
	if c.m == nil {
		c.m = map[int]int{}
	}
	c.m[k] = k
}
func (c *cache) remove(k int) { delete(c.m, k) }
func (c *cache) sweep() {
	for k := range c.m {
		if k > 1 {
			delete(c.m, k)
		}
	}
}

func main() {
	c := &cache{}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() { c.remove(g); c.sweep() })
	}
	wg.Wait()
	c.put(1)
	fmt.Println(len(c.m))
}
