// Loops that delete every key are a clear; those that only look like it are not.
package p

type big struct{ a [10]int64 }

func enough() bool { return false }

type every struct{ m map[int]big }

func (e *every) put(k int, b big) { e.m[k] = b }
func (e *every) clear1() {
	for k := range e.m {
		delete(e.m, k)
	}
}
func (e *every) clear2() {
	var k int
	for k = range e.m {
		delete((e.m), (k))
	}
}
func (e *every) clear3() {
	for k, _ := range e.m {
		delete(e.m, k)
	}
}

type one struct {
	m map[int]big // want "^one.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (o *one) put(k int, b big) { o.m[k] = b }
func (o *one) del(k int)        { delete(o.m, k) }
func (o *one) clear() {
	for k := range o.m {
		delete(o.m, k)
	}
}

type some struct {
	m map[int]big // want "^some.m keeps"
}

func (s *some) put(k int, b big) { s.m[k] = b }
func (s *some) sweep() {
	for k := range s.m {
		if k > 0 {
			delete(s.m, k)
		}
	}
}

type until struct {
	m map[int]big // want "^until.m keeps"
}

func (u *until) put(k int, b big) { u.m[k] = b }
func (u *until) sweep() {
	for k := range u.m {
		delete(u.m, k)
		if enough() {
			break
		}
	}
}

type others struct {
	m    map[int]big // want "^others.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
	dead map[int]bool
}

func (o *others) put(k int, b big) { o.m[k] = b }
func (o *others) sweep() {
	for k := range o.dead {
		delete(o.m, k)
	}
}

type next struct {
	m map[int]big // want "^next.m keeps"
}

func (n *next) put(k int, b big) { n.m[k] = b }
func (n *next) sweep() {
	for k := range n.m {
		delete(n.m, k+1)
	}
}

type fixed struct {
	m map[int]big // want "^fixed.m keeps"
}

func (f *fixed) put(k int, b big) { f.m[k] = b }
func (f *fixed) sweep(k int) {
	for range f.m {
		delete(f.m, k)
	}
}

type pair struct {
	m map[int]big // want "^pair.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (p *pair) put(k int, b big) { p.m[k] = b }
func (p *pair) sweep(other *pair) {
	for k := range p.m {
		delete(other.m, k)
	}
}

type literal struct {
	m map[int]big // want "^literal.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (l *literal) put(k int, b big) { l.m[k] = b }
func (l *literal) sweep() {
	for k := range l.m {
		func() { delete(l.m, k) }()
	}
}

type counted struct {
	m map[int]big // want "^counted.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (c *counted) put(k int, b big) { c.m[k] = b }
func (c *counted) sweep() {
	for k := 0; k < 10; k++ {
		delete(c.m, k)
	}
}
