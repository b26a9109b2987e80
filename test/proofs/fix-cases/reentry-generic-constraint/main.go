package main

import "fmt"

type named interface {
	comparable
	name() string
}

type set[T named] struct{ m map[T]int }

func (s *set[T]) add(x T) { s.m[x] = 1 }
func (s *set[T]) sweep() {
	for x := range s.m {
		if len(s.m) > 1 {
			delete(s.m, x)
		}
	}
}
func (s *set[T]) names() (n int) {
	for x := range s.m {
		n += len(x.name())
	}
	return n
}

type item struct {
	s *set[item]
	k int
}

func (i item) name() string { i.s.sweep(); return "x" }

func main() {
	s := &set[item]{m: map[item]int{}}
	for i := range 5000 {
		s.add(item{s, i})
	}
	fmt.Println(s.names() <= 2, len(s.m))
}
