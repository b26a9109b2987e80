package p

import "sync"

type locked struct {
	mu sync.Mutex
	m  map[int]string // want "locked.m keeps"
}

func (l *locked) add(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.m[k] = "x"
}

// The lock is given back in each turn: behind the loop the map is not ours.
func (l *locked) removeAll(keys []int) {
	for _, k := range keys {
		l.mu.Lock()
		delete(l.m, k)
		l.mu.Unlock()
	}
}
