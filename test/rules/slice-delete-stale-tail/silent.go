package p

type item struct{ next *item }

type holder struct {
	numbers []int
	items   []*item
	times   []struct{ sec, nsec int64 }
}

// Nothing for the garbage collector to follow.
func (h *holder) plain(i int) {
	h.numbers = append(h.numbers[:i], h.numbers[i+1:]...)
	h.times = append(h.times[:i], h.times[i+1:]...)
}

// A copy: the old array is not kept.
func (h *holder) copied(i int) {
	h.items = append(h.items[:i:i], h.items[i+1:]...)
}

// Not a deletion of the same slice.
func (h *holder) other(from []*item, i int) {
	h.items = append(h.items[:i], from[i+1:]...)
	h.items = append(from[:i], from[i+1:]...)
}

// Taken care of.
func (h *holder) clearsAfter(i int) {
	n := len(h.items)
	h.items = append(h.items[:i], h.items[i+1:]...)
	h.items[:n][n-1] = nil
}

func (h *holder) clearsThroughOld(i int) {
	old := h.items
	h.items = append(h.items[:i], h.items[i+1:]...)
	clear(old[len(h.items):])
}

func (h *holder) clones(i int) {
	h.items = append(h.items[:i], h.items[i+1:]...)
	h.items = append([]*item(nil), h.items...)
}

// Dies with its function.
func page(items []*item, skip int) []*item {
	items = append(items[:skip], items[skip+1:]...)
	var local []*item
	for {
		local = append(local, items...)
		if len(local) > 100 {
			break
		}
		local = append(local[:0], local[1:]...)
	}
	return local
}

// A copy of the header.
func (h holder) byValue(i int) {
	h.items = append(h.items[:i], h.items[i+1:]...)
}

type list []*item

func (l list) remove(i int) {
	l = append(l[:i], l[i+1:]...)
	_ = l
}

// Not known to hold pointers.
type of[T any] struct{ items []T }

func (o *of[T]) remove(i int) {
	o.items = append(o.items[:i], o.items[i+1:]...)
}

func (h *holder) shadowed(i int) {
	append := func(a []*item, b ...*item) []*item { return b }
	h.items = append(h.items[:i], h.items[i+1:]...)
}
