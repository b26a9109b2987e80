package p

// Every map here is replaced, or may be: nothing is reported.

type reset struct{ m map[int]int }

func (r *reset) use(k int) { r.m[k] = 1; delete(r.m, k-1) }
func (r *reset) reset()    { r.m = make(map[int]int) }

type whole struct{ m map[int]int }

func (w *whole) use(k int) { w.m[k] = 1; delete(w.m, k-1) }
func (w *whole) reset()    { *w = whole{m: map[int]int{}} }

type inner struct{ m map[int]int }
type outer struct{ in inner }

func (o *outer) use(k int) { o.in.m[k] = 1; delete(o.in.m, k-1) }
func (o *outer) reset()    { o.in = inner{m: map[int]int{}} }

type swapped struct{ old, current map[int]int }

func (s *swapped) use(k int) { s.current[k] = 1; delete(s.current, k-1) }
func (s *swapped) swap()     { s.old, s.current = s.current, make(map[int]int) }

type pointed struct{ m map[int]int }

func (p *pointed) use(k int) { p.m[k] = 1; delete(p.m, k-1) }
func (p *pointed) reset()    { empty(&p.m) }
func empty(m *map[int]int)   { *m = nil }

type addressed struct{ m map[int]int }

func (a *addressed) use(k int)         { a.m[k] = 1; delete(a.m, k-1) }
func (a *addressed) leak() *map[int]int { return &a.m }

type set map[int]int

func (s *set) reset() { *s = make(set) }

type method struct{ m set }

func (m *method) use(k int) { m.m[k] = 1; delete(m.m, k-1) }
func (m *method) reset()    { m.m.reset() }

type ranged struct{ m map[int]int }

func (r *ranged) use(k int) { r.m[k] = 1; delete(r.m, k-1) }
func (r *ranged) take(all []map[int]int) {
	for _, r.m = range all {
		r.use(1)
	}
}

type released struct{ m map[int]int }

func (r *released) use(k int) {
	r.m[k] = 1
	delete(r.m, k-1)
	if len(r.m) == 0 {
		r.m = make(map[int]int)
	}
}
