package main

import "fmt"

type hub struct{ m map[int]int }

func (h *hub) load(k int) int {
	delete(h.m, k)
	return k
}

func (h *hub) refresh(k int) { h.m[k] = h.load(k) }
func (h *hub) update(k int)  { h.m[k] += h.load(k) }

func main() {
	h := &hub{m: map[int]int{1: 1}}
	h.refresh(1)
	h.update(1)
	fmt.Println(h.m)
}
