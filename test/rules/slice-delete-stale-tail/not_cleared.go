// What stands near the deletion does not clear the freed slots, and does not let go of the array.
package p

type item struct{ dead bool }

type queue struct {
	items, others []*item
	n             int
}

func use(...any) {}

func two() ([]*item, []*item) { return nil, nil }

func same(items []*item) []*item { return items }

func (q *queue) before(i int) {
	q.items[i] = nil
	clear(q.items[i:])
	q.items = nil
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
}

func (q *queue) others1(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
	clear(q.others)
	q.others[i] = nil
	q.others = nil
}

func (q *queue) others2(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
	q.n, q.others = 0, nil
	for j := range q.others {
		q.others[j] = nil
	}
	use(q.items)
}

func (q *queue) sameArray2(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
	q.items = same(q.items)
	q.items = []*item(q.others)
	q.others, q.items = two()
}

func (q *queue) sameArray3(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
	q.items, q.others = two()
	q.items = same(nil)
	copy(q.items, q.others)
}

func (q *queue) maybe(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
	if i > 0 {
		clear(q.items[len(q.items) : len(q.items)+1])
	}
}

func (q *queue) otherName(i int) {
	old := q.others
	use(old)
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
	clear(old)
	old = q.items
	clear(old)
}

func (q *queue) hidden(i int) {
	clear := func([]*item) {}
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds"
	clear(q.items[len(q.items) : len(q.items)+1])
}
