package main

import "fmt"

type index struct{ m map[string]map[string]int }

func (x *index) put(a, b string) {
	if x.m[a] == nil {
		x.m[a] = map[string]int{}
	}
	x.m[a][b]++
}

func (x *index) remove(a, b string) {
	delete(x.m[a], b)
	if len(x.m[a]) == 0 {
		delete(x.m, a)
	}
}

func main() {
	x := &index{m: map[string]map[string]int{}}
	x.put("a", "b")
	inner := x.m["a"]
	x.remove("a", "b")
	x.put("a", "c")
	fmt.Println(len(inner), len(x.m))
}
