package p

type windows struct{ items []*int }

func (w *windows) remove(i int) {
	if i >= 0 { // found
		w.items = append(w.items[:i], w.items[i+1:]...) // want "w.items still holds"
	}
}
