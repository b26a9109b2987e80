package p

type handles struct {
	open   map[int]int
	closed map[int]int // want "handles.closed keeps"
}

func (h *handles) use(k int) {
	h.open[k] = 1
	delete(h.open, k-1)
	h.closed[k] = 1
	delete(h.closed, k-1)
}
