package p

import "sync"

var (
	mu      sync.Mutex
	pending = map[uint64]*int{} // want "^pending keeps 2.3 MiB .*; rebuild it$" // refused pointer-values "pointers already"
)

func send(id uint64) {
	mu.Lock()
	defer mu.Unlock()
	pending[id] = new(int)
}

func ack(id uint64) {
	mu.Lock()
	delete(pending, id) // acknowledged
	mu.Unlock()
}
