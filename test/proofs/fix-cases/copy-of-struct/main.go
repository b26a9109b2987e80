package main

import "fmt"

type cache struct {
	name string
	m    map[int]int
}

func (c *cache) remove(k int) { delete(c.m, k) }
func (c *cache) put(k int)    { c.m[k] = k }

func main() {
	c := &cache{m: map[int]int{1: 1}}
	t := *c
	c.remove(1)
	c.put(2)
	t.m[3] = 3
	fmt.Println(len(c.m), len(t.m))
}
