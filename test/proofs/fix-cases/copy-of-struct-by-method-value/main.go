package main

import "fmt"

type cache struct{ m map[int]int }

func (c *cache) remove(k int) { delete(c.m, k) }
func (c *cache) put(k int)    { c.m[k] = k }
func (c cache) size() int     { return len(c.m) }

func main() {
	c := &cache{m: map[int]int{1: 1}}
	size := c.size
	c.remove(1)
	c.put(2)
	c.put(3)
	fmt.Println(size(), c.size())
}
