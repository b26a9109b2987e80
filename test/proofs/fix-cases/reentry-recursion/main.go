package main

import "fmt"

type tree struct {
	children map[int][]int
	seen     int
}

func (t *tree) drop(k int) {
	for c := range t.children {
		t.seen++
		if c > k && c < k+3 {
			delete(t.children, c)
			t.drop(c)
		}
	}
}

func main() {
	t := &tree{children: map[int][]int{}}
	for i := range 20 {
		t.children[i] = nil
	}
	t.drop(0)
	fmt.Println(len(t.children) < 20)
}
