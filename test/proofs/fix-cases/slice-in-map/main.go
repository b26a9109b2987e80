package main

import "fmt"

type node struct{ v int }

type index struct{ m map[string][]*node }

func (x *index) put(k string, n *node) { x.m[k] = append(x.m[k], n) }
func (x *index) get(k string) []*node  { return x.m[k] }
func (x *index) cut(k string, i int)   { x.m[k] = append(x.m[k][:i], x.m[k][i+1:]...) }

type own struct{ m map[string][]*node }

func (x *own) put(k string, n *node) { x.m[k] = append(x.m[k], n) }
func (x *own) count(k string) int    { return len(x.m[k]) }
func (x *own) cut(k string, i int)   { x.m[k] = append(x.m[k][:i], x.m[k][i+1:]...) }

func main() {
	x, y := &index{m: map[string][]*node{}}, &own{m: map[string][]*node{}}
	for i := range 3 {
		x.put("a", &node{i})
		y.put("a", &node{i})
	}
	kept := x.get("a")
	x.cut("a", 0)
	y.cut("a", 0)
	fmt.Println(kept[2].v, len(x.m["a"]), y.count("a"))
}
