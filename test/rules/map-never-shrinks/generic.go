package p

type queue[T any] struct {
	waiting map[string]*T // want "^queue.waiting keeps"
	done    map[string]T  // want "^queue\.done keeps the memory of its peak after deletes: .*; rebuild it$"
}

func (q *queue[Elem]) add(name string, e Elem) {
	q.waiting[name] = &e
	q.done[name] = e
}

func (q *queue[Elem]) sweep(stale func(*Elem) bool) {
	for name, e := range q.waiting {
		if stale(e) {
			delete(q.waiting, name)
		}
	}
	delete(q.done, "x")
}

func (q *queue[_]) forget(name string) {
	delete(q.waiting, name)
}
