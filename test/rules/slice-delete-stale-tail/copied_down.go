// The elements are moved down by copy: what the fix adds is what clears the freed slots.
package p

type item struct{ next *item }

type queue struct {
	items []*item
	n     int
}

func (q *queue) one(i int) {
	copy(q.items[i:], q.items[i+1:])
	q.n--                              // one less
	q.items = q.items[:len(q.items)-1] // want "copy moves down and clears nothing"
}

func (q *queue) two(i int) {
	copy(q.items[i:], q.items[i+2:])
	q.items = q.items[:len(q.items)-2] // want "the .item elements"
}

func (q *queue) first() {
	copy(q.items, q.items[1:])
	q.items = q.items[:len(q.items)-1] // want "its last"
}
