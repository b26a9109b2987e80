package main

import "fmt"

type sub struct{ got func() }

type hub struct {
	subs []*sub
}

func (h *hub) removeLast() { i := len(h.subs) - 1; h.subs = append(h.subs[:i], h.subs[i+1:]...) }

func (h *hub) broadcast() (n int) {
	for _, s := range h.subs {
		s.got()
		n++
	}
	return n
}

func main() {
	h := &hub{}
	for range 6 {
		h.subs = append(h.subs, &sub{got: h.removeLast})
	}
	defer func() { fmt.Println("recovered", recover() != nil) }()
	fmt.Println(h.broadcast(), len(h.subs))
}
