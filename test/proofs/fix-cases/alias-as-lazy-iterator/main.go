package main

import (
	"fmt"
	"iter"
	"maps"
)

type cache struct{ m map[int]int }

func (c *cache) keys() iter.Seq[int] { return maps.Keys(c.m) }
func (c *cache) put(k int)           { c.m[k] = k }
func (c *cache) remove(k int)        { delete(c.m, k) }

func main() {
	c := &cache{m: map[int]int{}}
	c.put(1)
	keys := c.keys()
	c.remove(1)
	c.put(2)
	for k := range keys {
		fmt.Println(k)
	}
}
