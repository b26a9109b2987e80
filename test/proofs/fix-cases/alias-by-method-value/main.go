package main

import "fmt"

type table map[int]int

func (t table) size() int { return len(t) }

type cache struct{ m table }

func (c *cache) put(k int)    { c.m[k] = k }
func (c *cache) remove(k int) { delete(c.m, k) }

func main() {
	c := &cache{m: table{}}
	size := c.m.size
	c.put(1)
	c.remove(1)
	c.put(2)
	c.put(3)
	fmt.Println(size(), len(c.m))
}
