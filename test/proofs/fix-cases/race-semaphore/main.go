package main

import (
	"fmt"
	"sync"
)

type cache struct {
	sem chan struct{}
	m   map[int]int
}

func (c *cache) sweep(keys ...int) {
	for _, k := range keys {
		c.sem <- struct{}{}
		delete(c.m, k)
		<-c.sem
	}
}

func (c *cache) put(k int) {
	c.sem <- struct{}{}
	defer func() { <-c.sem }()
	c.m[k] = k
}

func main() {
	c := &cache{sem: make(chan struct{}, 1), m: map[int]int{}}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 100 {
				c.put(g*1000 + i)
				c.sweep(g*1000+i-1, g*1000+i)
			}
		})
	}
	wg.Wait()
	fmt.Println(len(c.m))
}
