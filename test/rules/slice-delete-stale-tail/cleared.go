// Nothing is reported: after each deletion the freed slots are cleared, or the array is let go of.
package p

import "slices"

type item struct{ dead bool }

type queue struct {
	items, others []*item
	n             int
}

func use(...any) {}

func (q *queue) thirdStatement(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	use(n)
	use(n)
	q.items[:n][n-1] = nil
}

func (q *queue) toNil(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	(q.items) = nil
}

func (q *queue) toNilBeside(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.n, q.items = 0, nil
}

func (q *queue) toMade(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items = make([]*item, q.n)
}

func (q *queue) toLiteral(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items = []*item{{}}
}

func (q *queue) toConverted(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items = []*item(nil)
}

func (q *queue) toCopy(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items = append([]*item{}, q.items...)
}

func (q *queue) toMadeCopy(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items = append(make([]*item, 0, q.n), q.items...)
}

func (q *queue) toClone(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items = (slices.Clone(q.items))
}

func (q *queue) inLoop(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	for j := len(q.items); j < n; j++ {
		q.items[:n][j] = nil
	}
}

func (q *queue) inRange(i int) {
	rest := q.items
	q.items = append(q.items[:i], q.items[i+1:]...)
	for j := range rest[len(q.items):] {
		use(j)
		clear(rest[j:][:1])
	}
}

func (q *queue) inClauses(i int, ch chan int) {
	switch {
	case i > 0:
		q.items = append(q.items[:i], q.items[i+1:]...)
		clear((q.items)[len(q.items) : len(q.items)+1])
	}
	select {
	case i = <-ch:
		q.items = append(q.items[:i], q.items[i+1:]...)
		(clear(q.items[len(q.items) : len(q.items)+1]))
	default:
	}
}

func (q *queue) throughNameBeside(i int) {
	_, old := q.n, (q.items)
	use()
	q.items = append(q.items[:i], q.items[i+1:]...)
	old[len(old)-1] = nil
}

func (q *queue) fourthStatement(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	use(n)
	use(n)
	use(n)
	q.items[:n][n-1] = nil
}

func (q *queue) toOthersArray(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items = q.items[:i]
	q.items = append(q.items, nil)
	q.items = append(q.others[:0], q.items...)
}

func (q *queue) cleared() bool {
	clear(q.items[len(q.items):cap(q.items)])
	return true
}

// A select evaluates channels and values of all its cases before it waits.
func (q *queue) beforeWaiting(i int, in, out chan bool) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	select {
	case <-in:
		return
	case out <- q.cleared():
	}
}
