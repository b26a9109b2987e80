package main

import "fmt"

type cache struct{ m map[string]int }

func (c *cache) work(k string) int {
	m := c.m
	switch k {
	case "a":
		delete(c.m, k)
		fallthrough
	case "b":
		m["new"]++
	}
	return len(c.m)
}

func main() {
	c := &cache{m: map[string]int{"a": 1}}
	fmt.Println(c.work("a"), len(c.m))
}
