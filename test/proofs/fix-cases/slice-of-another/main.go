package main

import "fmt"

type node struct{ v int }

type list struct{ all []*node }

func (l *list) cut(i int)    { l.all = append(l.all[:i], l.all[i+1:]...) }
func (l *list) copy() *list  { return &list{all: append([]*node(nil), l.all...)} }
func (l *list) share() *list { c := &list{}; c.all = l.all; return c }

func main() {
	a := &list{all: []*node{{1}, {2}, {3}}}
	b, c := a.share(), a.copy()
	a.cut(0)
	fmt.Println(b.all[2].v, c.all[2].v)
}
