// A function that ends the program clears nothing by that, and what it calls before runs with the old tail.
package p

import "os"

type item struct{ next *item }

type queue struct{ items []*item }

func run() bool { return true }

func (q *queue) endsTheProgram() {
	q.items = append(q.items[:1], q.items[2:]...) // want "last \*item"
	if !run() {
		os.Exit(1)
	}
	os.Exit(0)
}

func (q *queue) endsTheProgramOrClears(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	if !run() {
		os.Exit(1)
	}
	q.items[:len(q.items)+1][len(q.items)] = nil
}

func (q *queue) clearsBeforeTheEnd(i int) {
	q.items = append(q.items[:i], q.items[i+1:]...)
	q.items[:len(q.items)+1][len(q.items)] = nil
	panic("no")
}
