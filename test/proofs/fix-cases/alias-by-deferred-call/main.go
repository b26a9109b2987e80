package main

import "fmt"

type table map[int]int

func (t table) show() { fmt.Println("at the end", len(t)) }

func show(t table) { fmt.Println("at the end", len(t)) }

type cache struct{ m, n table }

func (c *cache) work() {
	defer c.m.show()
	defer show(c.n)
	for i := range 3 {
		c.m[i], c.n[i] = i, i
	}
	for i := range 3 {
		delete(c.m, i)
		delete(c.n, i)
	}
	c.m[7], c.n[7] = 7, 7
}

func main() {
	c := &cache{m: table{}, n: table{}}
	c.work()
	fmt.Println(len(c.m), len(c.n))
}
