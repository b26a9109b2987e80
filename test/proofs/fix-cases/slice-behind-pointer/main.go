package main

import "fmt"

type node struct{ v int }

type list []*node

func (l *list) cut(i int) { *l = append((*l)[:i], (*l)[i+1:]...) }

func cut(p *[]*node, i int) { *p = append((*p)[:i], (*p)[i+1:]...) }

type holder struct{ nodes list }

func main() {
	l := list{{1}, {2}, {3}}
	same := l
	l.cut(0)
	s := []*node{{1}, {2}, {3}}
	other := s[:]
	cut(&s, 0)
	h := &holder{nodes: list{{1}, {2}}}
	before := h.nodes
	h.nodes.cut(0)
	fmt.Println(same[2].v, other[2].v, before[1].v)
}
