package main

import "fmt"

type cache struct{ m map[int]int }

func (c *cache) All() map[int]int { return c.m }
func (c *cache) put(k int)        { c.m[k] = k }
func (c *cache) remove(k int)     { delete(c.m, k) }

func main() {
	c := &cache{m: map[int]int{}}
	all := c.All()
	c.put(1)
	c.remove(1)
	c.put(2)
	fmt.Println(len(all))
}
