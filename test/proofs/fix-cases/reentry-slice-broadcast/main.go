package main

import "fmt"

type sub struct {
	h  *hub
	id int
}

func (s *sub) got() { s.h.remove(s) }

type hub struct {
	subs []*sub
	n    int
}

func (h *hub) remove(s *sub) {
	for i, other := range h.subs {
		if other == s {
			h.subs = append(h.subs[:i], h.subs[i+1:]...)
			return
		}
	}
}

func (h *hub) broadcast() {
	for _, s := range h.subs {
		h.n += s.id
		s.got()
	}
}

func main() {
	h := &hub{}
	for i := range 6 {
		h.subs = append(h.subs, &sub{h, i})
	}
	h.broadcast()
	fmt.Println(h.n, len(h.subs))
}
