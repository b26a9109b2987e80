package main

import "fmt"

type cache struct{ m map[int]int }

func (c *cache) put(k int)    { c.m[k] = k }
func (c *cache) remove(k int) { delete(c.m, k) }

func main() {
	c := &cache{m: map[int]int{}}
	p := &c.m
	old := *p
	c.put(1)
	c.remove(1)
	c.put(2)
	(*p)[3] = 3
	fmt.Println(len(c.m), len(old))
}
