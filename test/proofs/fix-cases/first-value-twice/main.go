package main

import "fmt"

type cache struct{ m map[int]int }

func pair() (*cache, *cache) {
	m := make(map[int]int)
	a := &cache{m: m}
	b := &cache{m: m}
	return a, b
}

func several(n int) (all []*cache) {
	m := make(map[int]int)
	for range n {
		all = append(all, &cache{m: m})
	}
	return all
}

func (c *cache) put(k int)    { c.m[k] = k }
func (c *cache) remove(k int) { delete(c.m, k) }

func main() {
	a, b := pair()
	a.put(1)
	a.remove(1)
	a.put(2)
	all := several(2)
	all[0].put(1)
	all[0].remove(1)
	all[0].put(2)
	fmt.Println(len(b.m), len(all[1].m))
}
