package p

// does not compile: what mentions a map must parse before anything is said about it; the rest need not.

type typed struct {
	m map[int]int // want "typed.m keeps" // refused rebuild-map "syntax error" // refused release-when-empty "syntax error"
}

func (t *typed) use(k int) {
	t.m[k] = 1
	delete(t.m, k-1)
}

type other struct {
	list map[int]int
}

func (o *other) use(k int) {
	o.list[k] = 1
	delete(o.list, k-1)
}

func (o *other) half(k int) {
	o.list := := nil
}
