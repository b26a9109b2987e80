package main

import "fmt"

type shards struct{ all []map[int]int }

type cache struct{ m map[int]int }

func (c *cache) put(k int)    { c.m[k] = k }
func (c *cache) remove(k int) { delete(c.m, k) }

func main() {
	s := shards{all: []map[int]int{{}, {}}}
	var caches []*cache
	for _, m := range s.all {
		caches = append(caches, &cache{m: m})
	}
	caches[0].put(1)
	caches[0].remove(1)
	caches[0].put(2)
	caches[0].put(3)
	fmt.Println(len(s.all[0]), len(caches[0].m))
}
