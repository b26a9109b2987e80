package main

import "fmt"

type node struct{ v int }

type list struct{ all []*node }

func (l *list) cut(i int)              { l.all = append(l.all[:i], l.all[i+1:]...) }
func (l *list) with(n *node) []*node   { return append(l.all, n) }
func (l *list) others(n *node) []*node { more := append(l.all, n); return more }

func main() {
	l := &list{all: make([]*node, 3, 10)}
	for i := range l.all {
		l.all[i] = &node{i}
	}
	a, b := l.with(&node{7}), l.others(&node{8})
	l.cut(0)
	fmt.Println(a[2].v, b[2].v)
}
