package p

func (h *handles) reset() {}
