package p

type closer struct {
	m map[string]int // want "closer.m keeps" // refused rebuild-map "compared with nil where no lock is seen" // refused release-when-empty "nil_matters.go:8"
}

func (c *closer) add(k string) bool {
	if c.m == nil {
		return false
	}
	c.m[k] = 1
	return true
}

func (c *closer) sweep() {
	for k, v := range c.m {
		if v > 0 {
			delete(c.m, k)
		}
	}
}
