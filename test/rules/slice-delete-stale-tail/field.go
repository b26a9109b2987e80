package p

type conn struct{ buf [4096]byte }

type pool struct {
	idle []*conn
}

func (p *pool) removeAt(i int) {
	p.idle = append(p.idle[:i], p.idle[i+1:]...) // want "^p.idle still holds its last \*conn in the slot behind its length: .*; clear the slot before truncating$"
}

func (p *pool) remove(c *conn) {
	for i, other := range p.idle {
		if other == c {
			// Order matters.
			p.idle = append(p.idle[:i], p.idle[i+1:]...) // want "p.idle still holds"
			break
		}
	}
}

func (p *pool) removeFirst() { p.idle = append(p.idle[:0], p.idle[1:]...) } // want "p.idle still holds its last"

func (p *pool) removeLast() {
	p.idle = append(p.idle[:len(p.idle)-2], p.idle[len(p.idle)-1:]...) // want "p.idle still holds its last"
}

func (p *pool) removeBefore(i int) {
	(p.idle) = append((p.idle)[:i-1], p.idle[i:len(p.idle)]...) // want "p.idle still holds its last"
}
