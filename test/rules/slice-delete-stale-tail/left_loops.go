package p

type item struct{ dead bool }

type queue struct{ items []*item }

// The range ends with the deletion.
func (q *queue) returning() {
	for i, it := range q.items {
		if it.dead {
			q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
			return
		}
	}
}

func (q *queue) breaking(kind int) {
outer:
	for i, it := range q.items {
		switch {
		case it.dead:
			q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
			break outer
		}
	}
}

// A loop over the indices is none over the slice.
func (q *queue) counting() {
	for i := 0; i < len(q.items); {
		if q.items[i].dead {
			q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
			continue
		}
		i++
	}
}
