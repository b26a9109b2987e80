package main

import (
	"fmt"
	"sync"
)

type cache struct {
	sync.Mutex
	m map[int]int
}

func (c *cache) put(k int) { c.Lock(); defer c.Unlock(); c.m[k] = k }
func (c *cache) remove(k int) {
	c.Lock()
	delete(c.m, k)
	c.Unlock()
}
func (c *cache) sweep(limit int) {
	c.Lock()
	defer c.Unlock()
	for k := range c.m {
		if k%1000 > limit {
			delete(c.m, k)
		}
	}
}

func main() {
	c := &cache{m: map[int]int{}}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 900 {
				c.put(g*1000 + i)
			}
			for i := range 100 {
				c.remove(g*1000 + i)
				c.sweep(200)
			}
		})
	}
	wg.Wait()
	fmt.Println(len(c.m) < 1000)
}
