package main

import "fmt"

type grid struct{ m map[int]int }

func (g *grid) clear(w, h int) (n int) {
	defer func() { n *= 2 }()
rows:
	for y := range h {
		for x := range w {
			switch {
			case g.m[x*y] == 3:
				continue rows
			case g.m[x*y] == 9:
				break rows
			}
			delete(g.m, x*y)
			if len(g.m) == 0 {
				return n
			}
			n++
		}
	}
outer:
	for k := range g.m {
		for range 2 {
			if k > 100 {
				delete(g.m, k)
				continue outer
			}
		}
	}
	return n
}

func (g *grid) jump(k int) int {
again:
	delete(g.m, k)
	if k > 0 {
		k--
		goto again
	}
	return len(g.m)
}

func main() {
	g := &grid{m: map[int]int{}}
	for i := range 2000 {
		g.m[i] = i % 11
	}
	fmt.Println(g.clear(5, 5), g.jump(3))
}
