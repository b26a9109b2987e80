// New maps that come by ways which do not name the map: through elements, arrays, instances, ranges and odd comments.
package p

type big struct{ a [10]int64 }

type shard struct{ m map[int]big }

type shards struct{ list []shard }

func (s *shards) put(k int, b big) { s.list[k%4].m[k] = b }
func (s *shards) del(k int)        { delete(s.list[k%4].m, k) }
func (s *shards) reset(i int)      { s.list[i] = shard{m: make(map[int]big)} }

type row struct{ m map[int]big }

type rows struct{ array [4]row }

func (r *rows) put(k int, b big) { r.array[k%4].m[k] = b }
func (r *rows) del(k int)        { delete(r.array[k%4].m, k) }
func (r *rows) reset()           { r.array = [4]row{} }

type box[T any] struct{ v T }

type boxed struct{ m map[int]big }

type holder struct{ b *box[boxed] }

func (h *holder) put(k int, b big) { h.b.v.m[k] = b }
func (h *holder) del(k int)        { delete(h.b.v.m, k) }
func (h *holder) reset()           { h.b.v = boxed{} }

type table struct{ m map[int]big }

type ranged struct{ t table }

func (r *ranged) put(k int, b big) { r.t.m[k] = b }
func (r *ranged) del(k int)        { delete(r.t.m, k) }
func (r *ranged) last(all []table) {
	for _, r.t = range all {
	}
}

type commented struct{ m map[int]big }

func (c *commented) put(k int, b big) { c.m[k] = b }
func (c *commented) del(k int)        { delete(c.m, k) }
func (c *commented) reset() {
	c. // a new one
		m = make(map[int]big)
}

type elsewhere struct{ m map[int]big }

var global = &elsewhere{}

func (e *elsewhere) put(k int, b big) { e.m[k] = b }
func (e *elsewhere) del(k int)        { delete(e.m, k) }

func reset() (e *elsewhere) {
	e = global
	e.m = make(map[int]big)
	return
}

type index struct{ m map[int]big }

func (i *index) put(k int, b big) { i.m[k] = b }
func (i *index) del(k int)        { delete(i.m, k) }
func (i *index) buildIndex()      { i.m = make(map[int]big) }

// Numbers may end in a point.
const half = 1.

func (n *numbered) reset() { n.m = make(map[int]big) }

type numbered struct{ m map[int]big }

func (n *numbered) put(k int, b big) { n.m[k] = b }
func (n *numbered) del(k int)        { delete(n.m, k) }
