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

func (h *hub) each(f func(int)) {
	for k := range h.m {
		f(k)
	}
}

func main() {
	h := &hub{m: map[int]int{}}
	for i := range 5000 {
		h.m[i] = i
	}
	n := 0
	h.each(func(int) { n++; h.sweep() })
	fmt.Println(n <= 2, len(h.m))
}
