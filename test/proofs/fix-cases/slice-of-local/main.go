package main

import "fmt"

type node struct{ v int }

func serve(in chan *node, drop chan int, done chan int) {
	var waiting []*node
	for {
		select {
		case n, ok := <-in:
			if !ok {
				done <- len(waiting)
				return
			}
			waiting = append(waiting, n)
		case i := <-drop:
			waiting = append(waiting[:i], waiting[i+1:]...)
		}
	}
}

func main() {
	in, drop, done := make(chan *node), make(chan int), make(chan int)
	go serve(in, drop, done)
	for i := range 5 {
		in <- &node{i}
	}
	drop <- 0
	drop <- 3
	close(in)
	fmt.Println(<-done)
}
