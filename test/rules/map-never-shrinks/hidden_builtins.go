package p

type hiddenLen struct {
	m map[string]int // want "hiddenLen.m keeps" // refused rebuild-map "not deleted from in a range" // refused release-when-empty "len is declared anew here"
}

func (h *hiddenLen) use(len string) {
	h.m[len] = 1
	delete(h.m, len)
}

type hiddenMake struct {
	m map[string]int // want "hiddenMake.m keeps" // refused rebuild-map "not deleted from in a range" // refused release-when-empty "make is declared anew here"
}

func (h *hiddenMake) use(make string) {
	h.m[make] = 1
	delete(h.m, make)
}
