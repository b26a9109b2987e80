package main

import "fmt"

var tables = map[string]map[int]int{"a": {}}

func tableOf(name string) map[int]int { return tables[name] }

type cache struct{ m map[int]int }

func newCache(name string) *cache { return &cache{m: tableOf(name)} }
func other(name string) *cache    { return &cache{m: tables[name]} }

func (c *cache) put(k int)    { c.m[k] = k }
func (c *cache) remove(k int) { delete(c.m, k) }

func main() {
	c, d := newCache("a"), other("a")
	c.put(1)
	c.remove(1)
	c.put(2)
	d.put(3)
	fmt.Println(len(tables["a"]), len(c.m), len(d.m))
}
