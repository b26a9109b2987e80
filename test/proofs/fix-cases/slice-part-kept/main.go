package main

import "fmt"

type node struct{ v int }

type list struct{ all []*node }

func (l *list) cut(i int)      { l.all = append(l.all[:i], l.all[i+1:]...) }
func (l *list) last2() []*node { return l.all[len(l.all)-2:] }

func main() {
	l := &list{all: []*node{{1}, {2}, {3}}}
	last := l.last2()
	l.cut(0)
	fmt.Println(last[1].v)
}
