package main

import "fmt"

type cache struct{ m map[int]int }

func (c *cache) take(other *cache) { c.m = other.m }
func (c *cache) put(k int)         { c.m[k] = k }
func (c *cache) remove(k int)      { delete(c.m, k) }

func main() {
	a, b := &cache{m: map[int]int{}}, &cache{}
	b.take(a)
	a.put(1)
	a.remove(1)
	a.put(2)
	fmt.Println(len(a.m), len(b.m))
}
