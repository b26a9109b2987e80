// Maps that lose entries and that nobody wants to hear of.
package p

import (
	"net"
	"sort"
	"time"
)

type entry struct{ used int64 }

// The holder goes when the map is empty.

type room struct{ guests map[string]entry }

var rooms = map[string]*room{}

func (r *room) enter(who string) { r.guests[who] = entry{} }

func leave(name, who string) {
	r := rooms[name]
	delete(r.guests, who)
	if len(r.guests) == 0 {
		delete(rooms, name)
	}
}

type watch struct{ ids map[int]entry }

type hub struct{ w *watch }

func (h *hub) add(id int) {
	if h.w == nil {
		h.w = &watch{ids: map[int]entry{}}
	}
	h.w.ids[id] = entry{}
}

func (w *watch) remove(id int) (empty bool) {
	delete(w.ids, id)
	return len(w.ids) == 0
}

func (h *hub) drop(id int) {
	if none := h.w.remove(id); none {
		h.w = nil
	}
}

type batch struct{ keys map[string]entry }

type pool struct{ all []*batch }

func (b *batch) put(k string) { b.keys[k] = entry{} }

func (b *batch) isIdle() bool { return len(b.keys) < 1 }

func (p *pool) done(i int, k string) {
	delete(p.all[i].keys, k)
	if p.all[i].isIdle() {
		p.release(i)
	}
}

func (p *pool) release(i int) { p.all[i] = nil }

type batches struct{ all []*cell }

type cell struct{ m map[string]entry }

func (b *batches) add(k string) { b.all = append(b.all, &cell{m: map[string]entry{k: {}}}) }

func (c *cell) put(k string) { c.m[k] = entry{} }

func (b *batches) done(i int, k string) {
	c := b.all[i]
	delete(c.m, k)
	if 0 == len(c.m) {
		b.all = append(b.all[:i], b.all[i+1:]...)
	}
}

// The holder is a local, or gets replaced.

type scratch struct{ m map[string]entry }

func (s *scratch) use(k string) { s.m[k] = entry{}; delete(s.m, k+"x") }

func compute(k string) {
	var s scratch
	s.m = map[string]entry{}
	s.use(k)
}

type graph struct{ open map[int]entry }

func (g *graph) visit(n int) { g.open[n] = entry{}; delete(g.open, n-1) }

func walk(n int) int {
	g := &graph{open: map[int]entry{}}
	for i := range n {
		g.visit(i)
	}
	helpWalk(g)
	return len(g.open)
}

func helpWalk(g *graph) {
	g.visit(0)
	sort.Slice([]int{2, 1}, func(i, j int) bool { return len(g.open) > i })
	each(func() { g.visit(1) })
	each(g.leave)
	defer func() { g.visit(2) }()
}

func (g *graph) leave() { delete(g.open, 1) }

func each(do func()) { do() }

type set struct{ m map[int]entry }

func newSet() *set { return &set{m: map[int]entry{}} }

type flusher struct{ s *set }

func (f *flusher) add(k int) { f.s.m[k] = entry{} }
func (f *flusher) del(k int) { delete(f.s.m, k) }
func (f *flusher) flush()    { f.s = newSet() }

// Bounded.

const most = 1000

type capped struct{ m map[string]entry }

func (c *capped) put(k string) bool {
	if len(c.m) >= most {
		return false
	}
	c.m[k] = entry{}
	return true
}

func (c *capped) del(k string) { delete(c.m, k) }

type limited struct {
	limit int
	m     map[string]entry
}

func (l *limited) put(k string) {
	n := len(l.m)
	if n >= l.limit {
		l.evict()
	}
	l.m[k] = entry{}
}

func (l *limited) evict() {
	for k := range l.m {
		delete(l.m, k)
		break
	}
}

type trimmed struct{ m map[string]entry }

func (t *trimmed) put(k string) {
	t.m[k] = entry{}
	for len(t.m) > most {
		for k := range t.m {
			delete(t.m, k)
			break
		}
	}
}

// Entries that are small beside what they stand for.

type conns struct {
	byConn map[net.Conn]entry
	byName map[string]net.Conn
	quit   map[string]chan struct{}
	calls  map[string]func()
	timers map[string]*timed
	nodes  map[*entry]int
	at     map[time.Time]int
}

type timed struct {
	t    *time.Timer
	text string
}

func (c *conns) put(k string, conn net.Conn, e *entry) {
	c.byConn[conn] = entry{}
	c.byName[k] = conn
	c.quit[k] = nil
	c.calls[k] = nil
	c.timers[k] = nil
	c.nodes[e] = 1
	c.at[time.Now()] = 1
}

func (c *conns) del(k string, conn net.Conn, e *entry, t time.Time) {
	delete(c.byConn, conn)
	delete(c.byName, k)
	delete(c.quit, k)
	delete(c.calls, k)
	delete(c.timers, k)
	delete(c.nodes, e)
	delete(c.at, t)
}

// Deletions that only take back an insertion, or end it all.

type locks struct{ held map[string]entry }

func (l *locks) with(k string, do func()) {
	l.held[k] = entry{}
	defer delete(l.held, k)
	do()
}

type names struct{ m map[string]entry }

func (n *names) register(k string, check func() error) error {
	n.m[k] = entry{}
	if err := check(); err != nil {
		delete(n.m, k)
		return err
	}
	return nil
}

type attempts struct{ m map[string]entry }

func (n *attempts) run(k string, do func() error) error {
	n.m[k] = entry{}
	err := do()
	if nil == err {
		return nil
	}
	delete(n.m, k)
	return err
}

type closing struct{ m map[string]entry }

func (c *closing) put(k string) { c.m[k] = entry{} }

func (c *closing) Close() {
	for k := range c.m {
		println(k)
		delete(c.m, k)
	}
}

// Replaced in service.

type resetting struct{ m map[string]entry }

func (r *resetting) put(k string) { r.m[k] = entry{} }

func (r *resetting) del(k string) {
	delete(r.m, k)
	if k == "" {
		r.stop()
	}
}

func (r *resetting) stop() { r.m = make(map[string]entry) }

type flushing struct{ m map[string]entry }

func (f *flushing) put(k string) { f.m[k] = entry{} }

func (f *flushing) del(k string) { delete(f.m, k) }

func (f *flushing) closeBatch() { f.m = make(map[string]entry) }

func (f *flushing) tick() { f.closeBatch() }
