package main

import (
	"fmt"
)

type c struct{ m map[int][64]int }

func (c *c) add(k int)   { c.m[k] = [64]int{k} }
func (c *c) drop(k int)  { delete(c.m, k) }
func dup[T any](p *T) *T { v := *p; return &v }

var g = &c{m: make(map[int][64]int)}

func main() { g.add(1); snap := dup(g); g.drop(1); g.add(2); fmt.Println(len(snap.m)) }
