package main

import (
	"fmt"
	"sync"
)

var names = map[string]int{}

var clean = func(k string) { names[k] = 1; delete(names, k) }

var prepared = sync.OnceValue(func() int {
	for i := range 3 {
		names[fmt.Sprint(i)] = i
	}
	delete(names, "0")
	return len(names)
})

func init() {
	names["init"] = 1
	delete(names, "init")
}

func initTables() {
	for k, v := range names {
		if v > 1 {
			delete(names, k)
		}
	}
}

type box struct{ m map[int]int }

func newBox() *box {
	b := &box{m: map[int]int{}}
	b.m[1] = 1
	delete(b.m, 1)
	return b
}

func (b *box) put(k int) { b.m[k] = k }

func main() {
	clean("a")
	fmt.Println(prepared())
	initTables()
	b := newBox()
	b.put(2)
	names["z"] = 5
	delete(names, "z")
	fmt.Println(len(names), len(b.m))
}
