package main

import (
	"fmt"
	"sync"
)

type point struct{ x, y, z int }

type board struct {
	mu sync.RWMutex
	at map[int]point
}

func (b *board) get(k int) (point, bool) {
	b.mu.RLock()
	p, ok := b.at[k]
	b.mu.RUnlock()
	if !ok {
		return point{}, false
	}
	p.z = p.x + p.y
	return p, true
}

func (b *board) set(k int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.at[k]
	p.x++
	b.at[k] = p
	delete(b.at, k+100)
}

func main() {
	b := &board{at: map[int]point{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 200 {
				b.set(i % 10)
				b.get(i % 10)
			}
		})
	}
	wg.Wait()
	fmt.Println(b.get(3))
}
