package main

import "fmt"

type cache struct{ m map[int]int }

func (c *cache) put(k int) { c.m[k] = k }

type later struct{ m map[int]int }

func (l *later) put(k int) { l.m[k] = k }

func (l *later) deferred(k int) {
	defer delete(l.m, k)
	l.put(k)
}

func (c *cache) inHeader(k int) int {
	if delete(c.m, k); len(c.m) > 0 {
		return 1
	}
	for i := 0; i < 2; delete(c.m, i) {
		i++
	}
	return 0
}

func (c *cache) oneLine(k int) { delete(c.m, k); c.put(k + 1); delete(c.m, k+2) }

func (c *cache) blocks(k int) {
	{
		delete(c.m, k)
	}
	switch k {
	case 1:
		delete(c.m, 5)
		delete(c.m, 6)
	case 2:
		delete(c.m, 7)
	}
	func() { delete(c.m, 8) }()
	go func() {}()
}

func main() {
	c := &cache{m: map[int]int{}}
	for i := range 20 {
		c.put(i)
	}
	l := &later{m: map[int]int{}}
	l.put(3)
	l.deferred(1)
	fmt.Println(len(l.m))
	fmt.Println(c.inHeader(2))
	c.oneLine(3)
	c.blocks(1)
	c.blocks(2)
	fmt.Println(len(c.m))
}
