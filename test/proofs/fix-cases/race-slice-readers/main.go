package main

import (
	"fmt"
	"sync"
)

type node struct{ v int }

type hub struct {
	mu   sync.RWMutex
	subs []*node
}

func (h *hub) snapshot() []*node {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.subs
}

func (h *hub) remove(n *node) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, other := range h.subs {
		if other == n {
			h.subs = append(h.subs[:i:i], h.subs[i+1:]...)
			return
		}
	}
}

func (h *hub) removeFirst() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.subs = append(h.subs[:0], h.subs[1:]...)
}

func main() {
	h := &hub{}
	for i := range 10 {
		h.subs = append(h.subs, &node{i})
	}
	h.removeFirst()
	seen := h.snapshot()
	h.remove(seen[1])
	sum := 0
	for _, n := range seen {
		sum += n.v
	}
	fmt.Println(sum, len(h.subs))
}
