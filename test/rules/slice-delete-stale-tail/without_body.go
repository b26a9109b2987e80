// A function without a body is written in assembly: it may run any code. // does not compile
package p

type item struct{ n int }

type list struct {
	items []*item
}

func outside()

func (l *list) add(it *item) { l.items = append(l.items, it) }

func (l *list) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "while outside may run any code"
}

func (l *list) each() {
	for _, it := range l.items {
		_ = it
		outside()
	}
}
