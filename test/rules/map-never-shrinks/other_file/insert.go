package p

import chain "container/list"

func (h *hub) watch(key string) {
	h.watchers[key] = chain.New()
}

func (h *hub) unwatch(key string) {
	delete(h.watchers, key)
}
