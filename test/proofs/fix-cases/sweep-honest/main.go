package main

import "fmt"

type entry struct {
	data [4]int
	till int
}

type cache struct{ m map[int]entry }

func newCache() *cache { return &cache{m: make(map[int]entry)} }

func (c *cache) put(k int) { c.m[k] = entry{till: k} }

func (c *cache) expire(now int) (n int) {
	for k, e := range c.m {
		if e.till < now {
			delete(c.m, k)
			n++
		}
	}
	return n
}

func main() {
	c := newCache()
	for i := range 10000 {
		c.put(i)
	}
	fmt.Println(c.expire(10), len(c.m))
	fmt.Println(c.expire(9990), len(c.m))
	fmt.Println(c.expire(99999), len(c.m))
	c.put(1)
	fmt.Println(len(c.m))
}
