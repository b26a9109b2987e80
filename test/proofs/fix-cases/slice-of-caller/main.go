package main

import "fmt"

type node struct{ v int }

type list struct{ all []*node }

func newList(all ...*node) *list { return &list{all: all} }

func (l *list) cut(i int) { l.all = append(l.all[:i], l.all[i+1:]...) }

func main() {
	mine := []*node{{1}, {2}, {3}}
	l := newList(mine...)
	l.cut(0)
	fmt.Println(mine[2].v, len(l.all))
}
