package p

// does not compile: while a line is half typed, nobody knows what the rest of the file does.

type typing struct {
	m map[int]int
}

func (t *typing) use(k int) {
	t.m[k] = 1
	delete(t.m, k-1)
	if t.
}

func (t *typing) reset() {
	t.m = nil
}
