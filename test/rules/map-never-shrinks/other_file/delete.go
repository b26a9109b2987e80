package p

// The type of the map cannot be written in this file: it does not import container/list.
func (h *hub) sweep() {
	for key, l := range h.watchers {
		if l.Len() == 0 {
			delete(h.watchers, key)
		}
	}
}
