package main

import "fmt"

type pair struct {
	name string
	next *pair
}

type list struct{ all []pair }

func (l *list) cut(i int) { l.all = append(l.all[:i], l.all[i+1:]...) }

func main() {
	l := &list{all: []pair{{name: "a"}, {name: "b"}, {name: "c"}}}
	last := &l.all[2]
	l.cut(0)
	fmt.Println(last.name, len(l.all))
}
