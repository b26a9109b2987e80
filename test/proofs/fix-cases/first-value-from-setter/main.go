package main

import "fmt"

type cache struct{ m map[int]int }

func (c *cache) use(m map[int]int) { c.m = m }
func (c *cache) put(k int)         { c.m[k] = k }
func (c *cache) remove(k int)      { delete(c.m, k) }

func main() {
	mine := map[int]int{}
	c := &cache{}
	c.use(mine)
	c.put(1)
	c.remove(1)
	c.put(2)
	fmt.Println(len(mine))
}
