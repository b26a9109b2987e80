package main

import "fmt"

type node struct{ v int }

type list struct{ all []*node }

func (l *list) dropEven() (sum int) {
	for i, n := range l.all {
		sum += n.v
		if n.v%2 == 0 && i < len(l.all) {
			l.all = append(l.all[:i], l.all[i+1:]...)
		}
	}
	return sum
}

func main() {
	l := &list{all: []*node{{1}, {2}, {3}, {4}, {5}}}
	fmt.Println(l.dropEven(), len(l.all))
}
