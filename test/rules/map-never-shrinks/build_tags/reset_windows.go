package p

func (h *handles) reset() {
	h.open = make(map[int]int)
}
