package main

import "fmt"

type hub struct{ m map[int]int }

func (h *hub) sweep() {
	for k := range h.m {
		if k > 0 {
			delete(h.m, k)
		}
	}
}

func (h *hub) each(turn, done chan int) (n int) {
	for k := range h.m {
		n++
		turn <- k
		<-done
	}
	close(turn)
	return n
}

func main() {
	h := &hub{m: map[int]int{}}
	for i := range 5000 {
		h.m[i] = i
	}
	turn, done := make(chan int), make(chan int)
	go func() {
		for range turn {
			h.sweep()
			done <- 0
		}
	}()
	fmt.Println(h.each(turn, done) <= 2, len(h.m))
}
