package p

import "example.com/unknown"

// does not compile: the import is there for a type that is not known.

// A key or elem of unknown size.
type opaque struct{ m map[unknown.Key]int }

func (o *opaque) use(k unknown.Key) { o.m[k] = 1; delete(o.m, k) }

// Few keys.
type few struct {
	flags map[bool]int
	bytes map[byte]int
	none  map[struct{}]int
}

func (f *few) use(k byte) {
	f.flags[true] = 1
	delete(f.flags, false)
	f.bytes[k] = 1
	delete(f.bytes, k)
	f.none[struct{}{}] = 1
	delete(f.none, struct{}{})
}

// Constant keys only.
var counters = map[string]int{}

func count() {
	counters["in"]++
	counters["out"]++
	delete(counters, "in")
}

// Only deleted from, only inserted into.
var todo = map[int]int{1: 1, 2: 2}
var seen = map[int]int{}

func work(k int) {
	delete(todo, k)
	seen[k] = 1
}

// Cleared as a whole, to be filled again.
type scratch struct{ m map[int]int }

func (s *scratch) use(k int) {
	for k := range s.m {
		delete(s.m, k)
	}
	s.m[k] = 1
}

// A local dies with its function.
func local(keys []int) int {
	m := map[int]int{}
	for _, k := range keys {
		m[k] = k
		delete(m, k-1)
	}
	return len(m)
}
