package p

type item struct{ dead bool }

type queue struct {
	items  []*item
	shared []*item
	nested []*item
}

func (q *queue) sweep() {
	for i, it := range q.items {
		if it.dead {
			q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds" // refused copy-and-truncate "being ranged over"
		}
	}
}

func (q *queue) switched(i int) {
	for i, it := range q.items {
		switch {
		case it.dead:
			q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds" // refused copy-and-truncate "being ranged over"
			break
		}
	}
}

func (q *queue) all() []*item { return q.shared }

func (q *queue) remove(i int) {
	q.shared = append(q.shared[:i], q.shared[i+1:]...) // want "q.shared still holds" // refused copy-and-truncate "returned to callers"
}

func (q *queue) walk() {
	for i, it := range q.nested {
		if it.dead {
			q.drop(i)
		}
	}
}

func (q *queue) drop(i int) {
	q.nested = append(q.nested[:i], q.nested[i+1:]...) // want "q.nested still holds" // refused copy-and-truncate "drop is called while it is ranged over"
}

type labelled struct{ items []*item }

func (l *labelled) remove(i int) {
again:
	l.items = append(l.items[:i], l.items[i+1:]...) // want "l.items still holds" // refused copy-and-truncate "cannot be replaced"
	if i > 0 {
		i--
		goto again
	}
}

type hidden struct{ items []*item }

func (h *hidden) remove(i int) {
	copy := i
	h.items = append(h.items[:copy], h.items[copy+1:]...) // want "h.items still holds" // refused copy-and-truncate "copy is declared anew"
}
