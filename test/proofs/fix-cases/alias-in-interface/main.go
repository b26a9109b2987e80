package main

import "fmt"

type cache struct{ m map[int]int }

func (c *cache) put(k int)    { c.m[k] = k }
func (c *cache) remove(k int) { delete(c.m, k) }

func main() {
	c := &cache{m: map[int]int{}}
	m, _ := any(c.m).(map[int]int)
	switch old := any(c.m).(type) {
	case map[int]int:
		c.put(1)
		c.remove(1)
		c.put(2)
		fmt.Println(len(m), len(old), len(c.m))
	}
}
