package main

import "fmt"

type cache struct {
	m    map[int]int
	hook func()
}

func (c *cache) remove(k int) { delete(c.m, k) }

func fill(m map[int]int, hook func()) {
	low(m, hook)
}

func low(m map[int]int, hook func()) {
	m[1] = 1
	hook()
	m[2] = 2
}

func main() {
	c := &cache{m: map[int]int{}}
	c.hook = func() { c.remove(1) }
	fill(c.m, c.hook)
	fmt.Println(len(c.m))
}
