package p

type returned struct {
	m map[int]int // want "returned.m keeps" // refused rebuild-map "returned to callers" // refused release-when-empty "returned to callers"
}

func (r *returned) use(k int)        { r.m[k] = 1; delete(r.m, k-1) }
func (r *returned) all() map[int]int { return r.m }

type stored struct {
	m map[int]int // want "stored.m keeps" // refused rebuild-map "stored in another value" // refused release-when-empty "stored in another value"
}

func (s *stored) use(k int)          { s.m[k] = 1; delete(s.m, k-1) }
func (s *stored) box() []map[int]int { return []map[int]int{s.m} }

type copied struct {
	m map[int]int // want "copied.m keeps" // refused rebuild-map "copy of the struct" // refused release-when-empty "copy of the struct"
}

func (c copied) use(k int) {
	c.m[k] = 1
	delete(c.m, k-1)
}

type walked struct {
	m map[int][]int // want "walked.m keeps" // refused rebuild-map "not deleted from in a range over it"
}

func (w *walked) add(k int) { w.m[k] = nil }

func (w *walked) removeAll() {
	for k := range w.m {
		w.remove(k)
	}
}

func (w *walked) remove(k int) {
	for _, child := range w.m[k] {
		w.remove(child)
	}
	delete(w.m, k)
}
