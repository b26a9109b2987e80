// The struct is held by variables and fields whose declarations do not name it, and gets a new value through them.
package p

type table struct{ rows map[int]int }

func (t *table) set(k int)  { t.rows[k] = 1 }
func (t *table) drop(k int) { delete(t.rows, k) }

func newTable() table { return table{rows: map[int]int{}} }

var current = newTable()

func reset() { current = newTable() }

type base struct{ cells map[int]int }

func (b *base) set(k int)  { b.cells[k] = 1 }
func (b *base) drop(k int) { delete(b.cells, k) }

type named = base

type around struct{ inside named }

type outer struct{ deep around }

func (o *outer) reset() { o.deep = around{} }

type box[T any] struct{ value T }

type item struct{ parts map[int]int }

func (i *item) set(k int)  { i.parts[k] = 1 }
func (i *item) drop(k int) { delete(i.parts, k) }

var boxed box[item]

func unbox() { boxed.value = item{} }

type kept struct{ names map[int]int } // want "kept.names keeps"

func (k *kept) set(n int)  { k.names[n] = 1 }
func (k *kept) drop(n int) { delete(k.names, n) }

type pointing struct{ to *kept }

func (p *pointing) reset() { p.to = nil }
