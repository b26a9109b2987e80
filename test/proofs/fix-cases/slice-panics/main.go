package main

import "fmt"

type node struct{ v int }

type list struct{ all []*node }

func (l *list) cut(i int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("cut: %v", r)
		}
	}()
	l.all = append(l.all[:i], l.all[i+1:]...)
	return nil
}

func main() {
	l := &list{all: make([]*node, 3, 4)}
	for _, i := range []int{0, 2, 4, 7, -1} {
		fmt.Println(l.cut(i), len(l.all))
	}
}
