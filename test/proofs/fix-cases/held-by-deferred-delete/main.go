package main

import (
	"fmt"
)

type c struct{ m map[int][64]int }

func (c *c) add(k int)  { c.m[k] = [64]int{k} }
func (c *c) drop(k int) { delete(c.m, k) }
func (c *c) run() {
	defer delete(c.m, 7)
	c.drop(1)
	c.add(7)
}

var g = &c{m: make(map[int][64]int)}

func main() { g.add(1); g.run(); fmt.Println(len(g.m)) }
