package p

// sweep stands as far from the beginning of its file as the range of look does in the other one.
// It deletes nothing that is ranged over there.
func (c *cache) sweep() {
	for k := range c.m {
		if k > 4 {
			delete(c.m, k)
		}
	}
}
