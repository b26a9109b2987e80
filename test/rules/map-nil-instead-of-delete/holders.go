package p

type node struct{ next *node }

// Package variables; values that are slices, maps, interfaces, functions, channels.

var slices = map[string][]int{}

func addSlice(key string, n int) { slices[key] = append(slices[key], n) }
func dropSlice(key string)       { slices[key] = nil } // want "slices keeps" // possible "no code is seen to take nil for none"

var maps = map[string]map[string]int{}

func addMap(key string)       { maps[key] = map[string]int{} }
func dropMap(key string)      { maps[key] = nil } // want "maps keeps" // likely "takes nil for none"
func hasMap(key string) bool  { return maps[key] != nil }
func inMap(key, k string) int { return maps[key][k] }

type closer interface{ Close() error }

var closers = make(map[int]closer)

func addCloser(key int, c closer) { closers[key] = c }

func closeOne(key int) {
	if c := closers[key]; nil != c {
		_ = c.Close()
		closers[key] = nil // want "closers keeps" // likely "takes nil for none"
	}
}

var funcs = make(map[int]func())

func addFunc(key int, f func()) { funcs[key] = f }
func dropFunc(key int)          { funcs[key] = (nil) } // want "funcs keeps"

func runFunc(key int) {
	var f = funcs[key]
	if f != nil {
		f()
	}
}

var chans = make(map[int]chan int)

func addChan(key int)  { chans[key] = make(chan int) }
func dropChan(key int) { (chans[key]) = nil } // want "chans keeps" // possible "no code is seen"

// Generic structs, embedded structs and maps, closures, other names.

type store[K comparable, V any] struct {
	items map[K]*V
}

func newStore[K comparable, V any]() *store[K, V] {
	return &store[K, V]{items: make(map[K]*V)}
}

func (s *store[K, V]) set(k K, v V) { s.items[k] = &v }

func (s *store[K, V]) get(k K) (v V, ok bool) {
	if p := s.items[k]; p != nil {
		return *p, true
	}
	return v, false
}

func (s *store[K, V]) forget(k K) {
	s.items[k] = nil // want "store.items keeps" // likely "takes nil for none"
}

var stored = newStore[string, int]()

type base struct{ nodes map[int]*node }

type outer struct {
	base
	names
}

type names map[string]*node

var global = outer{base: base{nodes: map[int]*node{}}, names: names{}}

func add(k int, name string, n *node) {
	global.nodes[k] = n
	global.names[name] = n
}

func forget(k int, name string) {
	global.nodes[k] = nil    // want "base.nodes keeps" // likely "takes nil for none"
	global.names[name] = nil // want "outer.names keeps"
}

func (o *outer) find(k int) bool { return o.nodes[k] != nil }

func later(k int) func() {
	return func() {
		m := global.nodes
		m[k] = nil // want "base.nodes keeps"
	}
}

// In the header of a statement, and with others.

func odd(k int) {
	if global.nodes[k] = nil; k > 0 { // want "base.nodes keeps"
		return
	}
	for ; k > 0; global.nodes[k] = nil { // want "base.nodes keeps"
		k--
	}
	var ok bool
	global.nodes[k], ok = nil, true // want "base.nodes keeps" // refused delete-key "it assigns to others as well"
	_ = ok
}
