package p

import "fmt"

type derefs struct {
	m map[int]int // want "derefs.m keeps" // refused rebuild-map "copy of the struct that holds it is made" // refused release-when-empty "struct_copies.go:10"
}

func (d *derefs) use(k int)        { d.m[k] = 1; delete(d.m, k-1) }
func (d *derefs) snapshot() derefs { return *d }

type inner struct {
	m map[int]int // want "inner.m keeps" // refused rebuild-map "copy of the struct that holds it is made" // refused release-when-empty "struct_copies.go:18"
}

type outer struct{ in inner }

func (o *outer) each(f func(inner)) { f(o.in) }
func (o *outer) use(k int)          { o.in.m[k] = 1; delete(o.in.m, k-1) }

type ranged struct {
	m map[int]int // want "ranged.m keeps" // refused rebuild-map "copy of the struct that holds it is made" // refused release-when-empty "struct_copies.go:29"
}

func (r *ranged) use(k int) { r.m[k] = 1; delete(r.m, k-1) }

func (r *ranged) useAll(all []ranged) int {
	n := 0
	for _, one := range all {
		r.use(n)
		n += len(one.m)
	}
	return n
}

type bound struct {
	m map[int]int // want "bound.m keeps" // refused rebuild-map "copy of the struct that holds it is made" // refused release-when-empty "struct_copies.go:41"
}

func (b *bound) use(k int)        { b.m[k] = 1; delete(b.m, k-1) }
func (b bound) count() func() int { return func() int { return len(b.m) } }

// What follows hands structs on or looks at them, and is fixed.

type moved struct {
	m map[int]int // want "moved.m keeps"
}

type owner struct {
	one  moved
	list [2]moved
}

func newMoved() moved {
	m := moved{m: make(map[int]int)}
	m.m[0] = 1
	return m
}

func newOwner() *owner {
	one := newMoved()
	two := newMoved()
	return &owner{one: one, list: [2]moved{two}}
}

func (o *owner) swap() { o.list[0], o.list[1] = o.list[1], o.list[0] }

func (o *owner) look() (n int) {
	for _, one := range o.list {
		n += len(one.m) + int(int8(one.m[0]))
	}
	one := o.one
	fmt.Println(len(one.m), o.one)
	return n
}

func (o *owner) use(k int) {
	o.one.m[k] = 1
	delete(o.one.m, k-1)
}

func (m moved) size() int { return len(m.m) }
