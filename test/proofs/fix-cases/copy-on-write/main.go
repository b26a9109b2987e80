package main

import (
	"fmt"
	"sync/atomic"
)

type state struct {
	version int
	m       map[int]int
}

type store struct{ now atomic.Pointer[state] }

func (s *store) bump() {
	next := *s.now.Load()
	next.version++
	s.now.Store(&next)
}

func (st *state) remove(k int) { delete(st.m, k) }

func main() {
	s := &store{}
	first := &state{m: map[int]int{1: 1}}
	s.now.Store(first)
	s.bump()
	first.remove(1)
	first.m[2] = 2
	fmt.Println(len(s.now.Load().m))
}
