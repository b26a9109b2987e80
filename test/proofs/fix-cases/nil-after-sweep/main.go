package main

import "fmt"

type state struct{ m map[int]int }

func (s *state) close() { s.m = nil }
func (s *state) put(k int) bool {
	if s.m == nil {
		return false
	}
	s.m[k] = k
	return true
}
func (s *state) sweep(stop int) {
	for k := range s.m {
		if k > 10 {
			delete(s.m, k)
		}
		if k == stop {
			s.close()
			break
		}
	}
}

func main() {
	s := &state{m: map[int]int{}}
	for i := range 3000 {
		s.put(i)
	}
	s.sweep(7)
	fmt.Println(s.m == nil, s.put(1))
}
