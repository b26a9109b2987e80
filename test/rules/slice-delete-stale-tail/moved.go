// Deletions that are written as a copy and a re-slice, or through another name of the slice.
package p

type item struct{ next *item }

type queue struct {
	items []*item
	n     int
}

type list []*item

func (q *queue) byCopy(i int) {
	copy(q.items[i:], q.items[i+1:])
	q.items = q.items[:len(q.items)-1] // want "q.items still holds its last .item in the slot behind its length: copy moves down"
}

func (q *queue) byCopyOfTwo(i int) {
	copy(q.items[i:], q.items[i+2:])
	q.n -= 2
	q.items = q.items[:len(q.items)-2] // want "q.items still holds the .item elements"
}

func (q *queue) byCopyWithLength(i int) {
	n := len(q.items)
	copy(q.items[i:n-1], q.items[i+1:n])
	q.items = q.items[:n-1]
}

func (q *queue) byCopyToLength(i int) {
	n := len(q.items)
	copy(q.items[i:], q.items[i+1:n])
	q.items = q.items[0 : n-1] // want "q.items still holds its last"
}

func (q *queue) fromFront() {
	copy(q.items, q.items[1:])
	q.items = q.items[:len(q.items)-1] // want "q.items still holds its last"
}

func (q *queue) cleared(i int) {
	copy(q.items[i:], q.items[i+1:])
	q.items[len(q.items)-1] = nil
	q.items = q.items[:len(q.items)-1]
}

func (q *queue) clearedAfter(i int) {
	copy(q.items[i:], q.items[i+1:])
	q.items = q.items[:len(q.items)-1]
	clear(q.items[len(q.items) : len(q.items)+1])
}

func (q *queue) clearedThroughOld(i int) {
	old := q.items
	copy(old[i:], old[i+1:])
	old[len(old)-1] = nil
	q.items = old[:len(old)-1]
}

func (q *queue) clearedMaybe(i int, ok bool) {
	copy(q.items[i:], q.items[i+1:])
	if ok {
		q.items[len(q.items)-1] = nil
	}
	q.items = q.items[:len(q.items)-1] // want "q.items still holds its last"
}

func (q *queue) wrongSlotCleared(i int) {
	copy(q.items[i:], q.items[i+1:])
	q.items[i] = nil
	q.items = q.items[:len(q.items)-1] // want "q.items still holds its last"
}

func (h *list) throughOld(i int) {
	old := *h
	*h = append(old[:i], old[i+1:]...) // want "^.h still holds its last" // refused copy-and-truncate "another name of the slice"
}

func (h *list) throughOldByCopy(i int) {
	old := *h
	n := len(old)
	copy(old[i:], old[i+1:])
	*h = old[:n-1] // want "^.h still holds its last" // refused copy-and-truncate "another name of the slice"
}

func (h *list) throughOldCleared(i int) {
	old := *h
	n := len(old)
	copy(old[i:], old[i+1:])
	old[n-1] = nil
	*h = old[:n-1]
}

func (q *queue) nextIndex(i int) {
	j := i + 1
	q.items = append(q.items[:i], q.items[j:]...) // want "q.items still holds its last"
}

func (q *queue) previousIndex(i int) {
	k := i - 1
	q.items = append(q.items[:k], q.items[(k+2)-1:]...) // want "q.items still holds its last"
}

func (q *queue) nextThatChanges(i int) {
	j := i + 1
	i--
	q.items = append(q.items[:i], q.items[j:]...) // want "q.items still holds the .item elements" // refused copy-and-truncate "repeat elements"
}

const one = 1

func (q *queue) namedOne(i int) {
	q.items = append(q.items[:i], q.items[i+one:]...) // want "q.items still holds its last"
}

// Not a deletion, or not of the elements that are cut off.
func (q *queue) pops() {
	q.items = q.items[:len(q.items)-1]
}

func (q *queue) others(from []*item, i int) {
	copy(q.items[i:], from[i+1:])
	q.items = q.items[:len(q.items)-1]
}

func (q *queue) fewer(i int) {
	copy(q.items[i:], q.items[i+2:])
	q.items = q.items[:len(q.items)-1]
}
