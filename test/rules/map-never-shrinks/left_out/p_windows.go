package p

func renew(m *map[int]big) { *m = nil }

func (c *cache) trim() { renew(&c.m) }

func (o *other) trim() { *o = other{} }
