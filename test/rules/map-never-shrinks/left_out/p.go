package p

type big struct{ a [10]int64 }

type cache struct{ m map[int]big }

func (c *cache) put(k int, b big) { c.m[k] = b }
func (c *cache) del(k int)        { delete(c.m, k); c.trim() }

type other struct{ m2 map[int]big }

func (o *other) put(k int, b big) { o.m2[k] = b }
func (o *other) del(k int)        { delete(o.m2, k); o.trim() }

type plain struct {
	m3 map[int]big // want "plain.m3 keeps"
}

func (p *plain) put(k int, b big) { p.m3[k] = b }
func (p *plain) del(k int)        { delete(p.m3, k) }
