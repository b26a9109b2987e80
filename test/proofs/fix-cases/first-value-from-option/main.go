package main

import "fmt"

type cache struct{ m map[int]int }

type option func(*cache)

func with(m map[int]int) option { return func(c *cache) { c.m = m } }

func newCache(options ...option) *cache {
	c := &cache{m: map[int]int{}}
	for _, o := range options {
		o(c)
	}
	return c
}
func (c *cache) put(k int)    { c.m[k] = k }
func (c *cache) remove(k int) { delete(c.m, k) }

func main() {
	mine := map[int]int{}
	c := newCache(with(mine))
	c.put(1)
	c.remove(1)
	c.put(2)
	fmt.Println(len(mine))
}
