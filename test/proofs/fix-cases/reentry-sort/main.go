package main

import (
	"fmt"
	"sort"
)

type node struct{ v int }

type hub struct{ subs []*node }

func (h *hub) cut(i int) { h.subs = append(h.subs[:i], h.subs[i+1:]...) }

func main() {
	h := &hub{}
	for i := range 10 {
		h.subs = append(h.subs, &node{v: 10 - i})
	}
	once := false
	sort.Slice(h.subs, func(i, j int) bool {
		if !once {
			once = true
			h.cut(9)
		}
		return i < j
	})
	fmt.Println(len(h.subs))
}
