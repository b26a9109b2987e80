package main

import "fmt"

type cache struct{ m, shown map[int]int }

func newCache() *cache {
	c := &cache{m: map[int]int{}}
	c.shown = c.m
	return c
}
func (c *cache) put(k int)    { c.m[k] = k }
func (c *cache) remove(k int) { delete(c.m, k) }

func main() {
	c := newCache()
	c.put(1)
	c.remove(1)
	c.put(2)
	fmt.Println(len(c.m), len(c.shown))
}
