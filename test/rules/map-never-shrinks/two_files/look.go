package p

type cache struct {
	m map[int]string // want "^cache.m keeps"
}

func (c *cache) put(k int) { c.m[k] = "" }

// Its range lies at the offsets at which the other file deletes.
func (c *cache) look() (n int) {
	for k := range c.m {
		n += k
		n += k * 2
		n += k * 3
		n += k * 4
	}
	return n
}
