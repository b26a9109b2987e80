package main

import "fmt"

type cache struct{ m map[int]int }

func (c *cache) put(k int)    { c.m[k] = k }
func (c *cache) remove(k int) { delete(c.m, k) }

func count(in chan map[int]int, ask, out chan int) {
	m := <-in
	for range ask {
		out <- len(m)
	}
	close(out)
}

func main() {
	c := &cache{m: map[int]int{}}
	in, ask, out := make(chan map[int]int), make(chan int), make(chan int)
	go count(in, ask, out)
	in <- c.m
	c.put(1)
	c.remove(1)
	c.put(2)
	ask <- 0
	fmt.Println(<-out)
	close(ask)
	<-out
}
