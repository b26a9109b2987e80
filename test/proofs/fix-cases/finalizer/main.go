package main

import (
	"fmt"
	"runtime"
	"sync"
)

type cache struct {
	mu sync.Mutex
	m  map[int]int
	wg sync.WaitGroup
}

type handle struct {
	k    int
	data [100]int
}

func (c *cache) open(k int) *handle {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[k] = k
	h := &handle{k: k}
	c.wg.Add(1)
	runtime.SetFinalizer(h, func(h *handle) { c.drop(h.k) })
	return h
}

func (c *cache) drop(k int) {
	defer c.wg.Done()
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.m, k)
}

func main() {
	c := &cache{m: map[int]int{}}
	for i := range 100 {
		c.open(i)
	}
	done := make(chan int)
	go func() { c.wg.Wait(); close(done) }()
	for {
		runtime.GC()
		select {
		case <-done:
			c.mu.Lock()
			fmt.Println(len(c.m))
			c.mu.Unlock()
			return
		default:
			runtime.Gosched()
		}
	}
}
