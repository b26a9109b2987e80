package main

import "fmt"

type watcher interface{ ended(k int) }

type hub struct{ m map[int]watcher }

func (h *hub) sweep(from int) {
	for k := range h.m {
		if k >= from {
			delete(h.m, k)
		}
	}
}

func (h *hub) closeAll() (n int) {
	for k, w := range h.m {
		n++
		w.ended(k)
	}
	return n
}

type sweeper struct{ h *hub }

func (r sweeper) ended(int) { r.h.sweep(1) }

func main() {
	h := &hub{m: map[int]watcher{}}
	for i := range 5000 {
		h.m[i] = sweeper{h}
	}
	n := h.closeAll()
	fmt.Println(n <= 2, len(h.m))
}
