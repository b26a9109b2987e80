// Whether the freed slot is cleared on every path, whatever stands between.
package p

import (
	"errors"
	"log"
	"os"
	"slices"
)

type item struct {
	next *item
	dead bool
}

type queue struct {
	items, others []*item
	byKey         map[string][]*item
	n             int
	err           error
}

func use(...any) {}

func ok() bool { return false }

// Cleared on every path.

func (q *queue) unrelatedBetween(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.n--
	q.others[i] = nil
	q.items[:n][n-1] = nil
}

func (q *queue) muchLater(i int) {
	old := q.items
	q.items = append(q.items[:i], q.items[i+1:]...)
	use(1)
	use(2)
	use(3)
	use(4)
	use(5)
	old[len(old)-1] = nil
}

func (q *queue) bothBranches(i int) {
	old := q.items
	q.items = append(q.items[:i], q.items[i+1:]...)
	if ok() {
		old[len(q.items)] = nil
	} else {
		q.n++
		clear(old[len(q.items):])
	}
}

func (q *queue) loopAfter(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	for j := len(q.items); j < n; j++ {
		q.items[:n][j] = nil
	}
}

func (q *queue) loopDown(i, k int) {
	tail := q.items
	q.items = append(q.items[:i], q.items[i+k:]...)
	for j := len(tail) - 1; j >= len(q.items); j-- {
		tail[j] = nil
	}
}

func (q *queue) rangeAfter(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+3:]...)
	tail := q.items[len(q.items):n]
	for j := range tail {
		tail[j] = nil
	}
}

func (q *queue) switchWithDefault(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	switch q.n {
	case 0:
		q.items[:n][n-1] = nil
	case 1:
		fallthrough
	default:
		clear(q.items[len(q.items):n])
	}
}

func (q *queue) panicBetween(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	if q.err != nil {
		panic(q.err)
	}
	if q.n == 0 {
		log.Fatal("none")
	}
	if q.n == 1 {
		os.Exit(1)
	}
	q.items[:n][n-1] = nil
}

func (q *queue) deferredBefore(i int) {
	defer func() {
		clear(q.items[len(q.items):cap(q.items)])
	}()
	q.items = append(q.items[:i], q.items[i+1:]...)
	if ok() {
		return
	}
	q.n--
}

func (q *queue) deferredAfter(i int) error {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	defer func() { q.items[:n][n-1] = nil }()
	if ok() {
		return errors.New("no")
	}
	return nil
}

func (q *queue) closure(i int) {
	n := len(q.items)
	done := func() {
		q.items[:n][n-1] = nil
	}
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.n--
	done()
}

func (q *queue) literalCalled(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	func() {
		clear(q.items[len(q.items):cap(q.items)])
	}()
}

func (q *queue) clearTail() {
	clear(q.items[len(q.items):cap(q.items)])
}

func (q *queue) method(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.clearTail()
}

func (q *queue) deferredMethod(i int) {
	defer q.clearTail()
	q.items = append(q.items[:i], q.items[i+1:]...)
}

func zero(items []*item) {
	for i := range items {
		items[i] = nil
	}
}

func (q *queue) helper(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	zero(q.items[len(q.items):n])
}

func zeroFrom(items []*item, from int) {
	for ; from < len(items); from++ {
		items[from] = nil
	}
}

func (q *queue) helperWithIndex(i int) {
	old := q.items
	q.items = append(q.items[:i], q.items[i+1:]...)
	zeroFrom(old, len(q.items))
}

func (q *queue) wholeTail(i, j int) {
	q.items = append(q.items[:i], q.items[j:]...)
	clear(q.items[len(q.items):cap(q.items)])
}

func (q *queue) byLength(i, j int) {
	q.items = append(q.items[:i], q.items[j:]...)
	clear(q.items[len(q.items) : len(q.items)+j-i])
}

func (q *queue) appendAfter(i int, it *item) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	if ok() {
		q.items = append(q.items, it)
		return
	}
	q.items = append(q.items, nil, it)
}

func (q *queue) moveToEnd(i int) {
	it := q.items[i]
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items = append(q.items, it)
}

func (q *queue) insertAfter(i, j int, it *item) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items = append(q.items[:j], append([]*item{it}, q.items[j:]...)...)
}

func (q *queue) slicesInsert(i, j int, it *item) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items = slices.Insert(q.items, j, it)
}

func (q *queue) labelledContinue(dead []int) {
	n := len(q.items)
outer:
	for _, i := range dead {
		for ok() {
			if q.n == i {
				q.items = append(q.items[:i], q.items[i+1:]...)
				continue outer
			}
		}
		use(i)
	}
	clear(q.items[len(q.items):n])
}

func (q *queue) gotoClear(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	if ok() {
		goto end
	}
	use(n)
end:
	q.items[:n][n-1] = nil
}

func (q *queue) selects(i int, ch chan int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...)
	select {
	case <-ch:
		q.items[:n][n-1] = nil
	case ch <- 1:
		q.items = nil
	}
}

func (q *queue) eachOfTwo(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+2:]...)
	q.items[:n][n-1] = nil
	q.items[:n][n-2] = nil
}

func (q *queue) element(key string, i int) {
	q.byKey[key] = append(q.byKey[key][:i], q.byKey[key][i+1:]...)
	delete(q.byKey, key)
}

func (q *queue) replacedWhole(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	*q = queue{}
}

func (q *queue) inGoroutine(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	go func() { clear(q.items[len(q.items):cap(q.items)]) }()
}

func (q *queue) andThen(i int) {
	last := len(q.items) - 1
	q.items = append(q.items[:i], q.items[i+1:]...)
	if q.items[:last+1][last] = nil; ok() {
		return
	}
}

// Not on every path, or another slot.

func (q *queue) oneBranch(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	if ok() {
		q.items[:n][n-1] = nil
	}
}

func (q *queue) earlyReturn(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	if ok() {
		return
	}
	q.items[:n][n-1] = nil
}

func (q *queue) writeWithin(i int, it *item) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	q.items[0] = it
	q.items[i] = nil
	q.items[len(q.items)-1] = nil
}

func (q *queue) clearWithin(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	clear(q.items)
	clear(q.items[i:])
	clear(q.items[i:len(q.items)])
}

func (q *queue) wrongSlot(i int) {
	old := q.items
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	old[len(q.items)-1] = nil
	old[i] = nil
}

func (q *queue) oneOfTwo(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+2:]...) // want "q.items still holds the .item elements"
	q.items[:n][n-1] = nil
}

func (q *queue) oneAppendedForTwo(i int, it *item) {
	q.items = append(q.items[:i], q.items[i+2:]...) // want "q.items still holds the .item elements"
	q.items = append(q.items, it)
}

func (q *queue) switchWithoutDefault(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	switch q.n {
	case 0:
		q.items[:n][n-1] = nil
	case 1:
		clear(q.items[len(q.items):n])
	}
}

func (q *queue) breakBefore(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	for {
		if ok() {
			break
		}
		q.items[:n][n-1] = nil
		return
	}
}

func (q *queue) loopWithin(i int) {
	old := q.items
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	for j := 0; j < len(q.items); j++ {
		old[j] = nil
	}
}

func (q *queue) loopThatMaySkip(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	for j := len(q.items); j < n; j++ {
		if ok() {
			q.items[:n][j] = nil
		}
	}
}

func (q *queue) selectDefault(i int, ch chan int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	select {
	case <-ch:
		q.items[:n][n-1] = nil
	default:
	}
}

func (q *queue) deferredInBranch(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	if ok() {
		defer q.clearTail()
	}
}

func (q *queue) notCalled(i int) func() {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	return func() {
		clear(q.items[len(q.items):cap(q.items)])
	}
}

func (q *queue) mayClear() {
	if ok() {
		q.clearTail()
	}
}

func (q *queue) methodThatMay(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	q.mayClear()
}

func (q *queue) otherReceiver(other *queue, i int) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	other.clearTail()
	zero(other.items)
}

func (q *queue) appendOnOnePath(i int, it *item) {
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	if it != nil {
		q.items = append(q.items, it)
	}
}

func (q *queue) shortCircuit(i int) {
	done := func() bool { q.clearTail(); return true }
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	_ = ok() && done()
}

func (q *queue) againFirst(dead []int) {
	for _, i := range dead {
		old := q.items
		q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
		if ok() {
			continue
		}
		old[len(old)-1] = nil
	}
}

func (q *queue) neverComes(i int) {
	n := len(q.items)
	q.items = append(q.items[:i], q.items[i+1:]...) // want "q.items still holds its last"
	for {
		use(n)
	}
}
