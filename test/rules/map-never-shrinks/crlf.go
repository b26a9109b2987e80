package p

type windows struct {
	m map[int]string // want "windows.m keeps"
}

func (w *windows) add(k int) { w.m[k] = "x" }

func (w *windows) remove(k int) {
	delete(w.m, k) // gone
}
