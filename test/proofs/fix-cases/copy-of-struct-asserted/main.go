package main

import "fmt"

type cache struct{ m map[int]int }

func (c *cache) remove(k int) { delete(c.m, k) }

func main() {
	var boxed any = cache{m: map[int]int{1: 1}}
	a := boxed.(cache)
	a.remove(1)
	a.m[2] = 2
	b := boxed.(cache)
	fmt.Println(len(a.m), len(b.m))
}
