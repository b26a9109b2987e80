package main

import "fmt"

type cache struct {
	a, b map[int]int
	dead map[int]bool
}

func (c *cache) sweep() {
	// First what is dead,
	for k := range c.a { // a
		if c.dead[k] {
			delete(c.a, k) // gone
		}
	} // all of a
	for k := range c.b {
		if k > 5 {
			delete(c.b, k)
		}
	}
	m := c.dead
	for k := range m {
		if k > 5 {
			delete(m, k)
		}
	}
	for k := range c.a {
		for j := range c.a {
			if k > 5 && j > 5 {
				delete(c.a, k)
			}
		}
	}
}

func main() {
	c := &cache{a: map[int]int{}, b: map[int]int{}, dead: map[int]bool{}}
	for i := range 3000 {
		c.a[i], c.b[i], c.dead[i] = i, i, true
	}
	c.sweep()
	fmt.Println(len(c.a), len(c.b), len(c.dead))
}
