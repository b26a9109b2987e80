package main

import (
	"fmt"
	"sync"
)

type hub struct {
	mu sync.Mutex
	m  map[int]int
	n  int
}

func (h *hub) sweep() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for k := range h.m {
		if k > 0 {
			delete(h.m, k)
		}
	}
}

func (h *hub) each(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for range h.m {
		h.n++
		h.mu.Unlock()
		f()
		h.mu.Lock()
	}
}

func main() {
	h := &hub{m: map[int]int{}}
	for i := range 5000 {
		h.m[i] = i
	}
	h.each(h.sweep)
	fmt.Println(h.n <= 2, len(h.m))
}
