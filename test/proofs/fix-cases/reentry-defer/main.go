package main

import "fmt"

type hub struct{ m map[int]int }

func (h *hub) sweep() {
	for k := range h.m {
		if k > 0 {
			delete(h.m, k)
		}
	}
}

func (h *hub) step(f func()) {
	defer f()
}

func (h *hub) each() (n int) {
	for range h.m {
		n++
		h.step(h.sweep)
	}
	return n
}

func main() {
	h := &hub{m: map[int]int{}}
	for i := range 5000 {
		h.m[i] = i
	}
	fmt.Println(h.each() <= 2, len(h.m))
}
