package main

import "fmt"

type session struct{ a, b int }

type cache struct{ m map[string]session }

func (c *cache) put(k string) { c.m[k] = session{1, 2} }

func (c *cache) shadowed(k string) int {
	type session string
	len := func(int) int { return 7 }
	make := session("x")
	delete(c.m, k)
	return len(0) + int(make[0])
}

func (c *cache) swept() (total int) {
	mBefore, rebuilt := 1, 2
	for k, v := range c.m {
		if v.a > 5 {
			delete(c.m, k)
		}
	}
	return mBefore + rebuilt
}

func (c *cache) builtin(k string) {
	nil := k
	clear := nil + "x"
	delete(c.m, clear)
}

var hidden = map[string]fmt.Stringer{}

func drop(fmt string) {
	delete(hidden, fmt)
}

func main() {
	c := &cache{m: map[string]session{}}
	c.put("a")
	c.builtin("b")
	hidden["x"] = nil
	drop("x")
	fmt.Println(c.shadowed("a"), c.swept(), len(c.m), len(hidden))
}
