package main

import "fmt"

type watcher interface{ ended(k int) }

type hub struct{ m map[int]watcher }

func (h *hub) remove(k int) { delete(h.m, k); delete(h.m, k^1) }

func (h *hub) closeAll() (n int) {
	for k, w := range h.m {
		n++
		w.ended(k)
	}
	return n
}

type remover struct{ h *hub }

func (r remover) ended(k int) { r.h.remove(k) }

func main() {
	h := &hub{m: map[int]watcher{}}
	for i := range 3000 {
		h.m[i] = remover{h}
	}
	fmt.Println(h.closeAll(), len(h.m))
}
