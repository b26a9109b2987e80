package main

import (
	"fmt"
	"maps"
)

type hub struct {
	m    map[int]int
	dead func(int) bool
}

func (h *hub) prune() {
	maps.DeleteFunc(h.m, func(k, _ int) bool { return h.dead(k) })
}

func main() {
	h := &hub{m: map[int]int{}}
	for i := range 5000 {
		h.m[i] = i
	}
	n := 0
	h.dead = func(k int) bool {
		if n++; n == 1 {
			h.prune()
			n = 1
		}
		return k > 10
	}
	h.prune()
	fmt.Println(n > 0, len(h.m))
}
