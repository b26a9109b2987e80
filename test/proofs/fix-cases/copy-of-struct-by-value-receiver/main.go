package main

import "fmt"

type cache struct {
	m  map[int]int
	cb *func(int)
}

func (c *cache) remove(k int) { delete(c.m, k) }

func (c cache) fill() {
	for i := range 3 {
		(*c.cb)(i)
		c.m[i+10] = i
	}
}

func main() {
	cb := func(int) {}
	c := &cache{m: map[int]int{0: 0}, cb: &cb}
	cb = c.remove
	c.fill()
	fmt.Println(len(c.m))
}
