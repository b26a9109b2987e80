// Functions that call each other and may end the program: on one path they return.
package p

type item struct{ n int }

type list struct{ items []*item }

func (l *list) add(it *item) { l.items = append(l.items, it) }

// first returns where n is 0.
func first(n int) {
	if n > 0 {
		second(n)
	}
	if n < 0 {
		panic("negative")
	}
}

// second returns where first does; it may panic with it.
func second(n int) {
	// No panic here.
	first(n - 1)
}

func (l *list) removeAndFirst(i int) {
	n := len(l.items)
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
	if i > 0 {
		first(0)
		return
	}
	clear(l.items[len(l.items):n])
}

func (l *list) removeAndSecond(i int) {
	n := len(l.items)
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
	if i > 0 {
		second(1)
		return
	}
	clear(l.items[len(l.items):n])
}

// third and fourth end the program on every path that leaves them.
func third(n int) {
	if n > 0 {
		fourth(n)
	}
	panic("third")
}

func fourth(n int) { third(n - 1); panic("fourth") }

func (l *list) removeAndThird(i int) {
	n := len(l.items)
	l.items = append(l.items[:i], l.items[i+1:]...)
	if i > 0 {
		third(1)
		return
	}
	clear(l.items[len(l.items):n])
}

func (l *list) removeAndFourth(i int) {
	n := len(l.items)
	l.items = append(l.items[:i], l.items[i+1:]...)
	if i > 0 {
		fourth(1)
		return
	}
	clear(l.items[len(l.items):n])
}
