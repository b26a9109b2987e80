package p

type list struct{ items []*int }

func (l *list) snapshot() list { return *l }

func (l *list) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "l.items still holds" // refused copy-and-truncate "copy of the struct that holds it is made"
}
