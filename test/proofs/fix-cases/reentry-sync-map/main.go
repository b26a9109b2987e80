package main

import (
	"fmt"
	"sync"
)

type hub struct {
	m     map[int]int
	hooks sync.Map
}

func (h *hub) sweep() {
	for k := range h.m {
		if k > 0 {
			delete(h.m, k)
		}
	}
}

func (h *hub) each() (n int) {
	for range h.m {
		n++
		h.hooks.Range(func(_, f any) bool { f.(func())(); return true })
	}
	return n
}

func main() {
	h := &hub{m: map[int]int{}}
	for i := range 5000 {
		h.m[i] = i
	}
	h.hooks.Store(1, h.sweep)
	fmt.Println(h.each() <= 2, len(h.m))
}
