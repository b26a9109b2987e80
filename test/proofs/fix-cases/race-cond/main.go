package main

import (
	"fmt"
	"sync"
)

type queue struct {
	mu   sync.Mutex
	cond *sync.Cond
	m    map[int]int
}

func newQueue() *queue {
	q := &queue{m: map[int]int{}}
	q.cond = sync.NewCond(&q.mu)
	return q
}

func (q *queue) sweep() {
	for k := range q.m {
		if k > 0 {
			delete(q.m, k)
		}
	}
}

// visit waits within its loop, and others work meanwhile.
func (q *queue) visit(turn *int) (n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for range q.m {
		n++
		*turn = 1
		q.cond.Broadcast()
		for *turn == 1 {
			q.cond.Wait()
		}
	}
	*turn = 2
	q.cond.Broadcast()
	return n
}

func (q *queue) serve(turn *int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		for *turn == 0 {
			q.cond.Wait()
		}
		if *turn == 2 {
			return
		}
		q.sweep()
		*turn = 0
		q.cond.Broadcast()
	}
}

func main() {
	q := newQueue()
	for i := range 5000 {
		q.m[i] = i
	}
	turn := 0
	var wg sync.WaitGroup
	wg.Go(func() { q.serve(&turn) })
	n := q.visit(&turn)
	wg.Wait()
	fmt.Println(n <= 2, len(q.m))
}
