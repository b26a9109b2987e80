package main

import "fmt"

type entry struct {
	h *hub
	k int
}

func (e *entry) String() string {
	e.h.sweep()
	return "e"
}

type hub struct{ m map[int]*entry }

func (h *hub) sweep() {
	for k := range h.m {
		if k > 0 {
			delete(h.m, k)
		}
	}
}

func (h *hub) show() (n int) {
	for _, e := range h.m {
		n += len(fmt.Sprint(e))
	}
	return n
}

func main() {
	h := &hub{m: map[int]*entry{}}
	for i := range 5000 {
		h.m[i] = &entry{h, i}
	}
	fmt.Println(h.show() <= 2, len(h.m))
}
