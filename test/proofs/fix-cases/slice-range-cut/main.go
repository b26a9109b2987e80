package main

import "fmt"

type node struct{ v int }

type list struct{ all []*node }

func (l *list) cut(from, to int) { l.all = append(l.all[:from], l.all[to:]...) }

func main() {
	l := &list{}
	for i := range 6 {
		l.all = append(l.all, &node{i})
	}
	l.cut(1, 3)
	l.cut(3, 1)
	for _, n := range l.all {
		fmt.Print(n.v, " ")
	}
	fmt.Println()
}
