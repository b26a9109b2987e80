package p

import "sync"

// None of these assignments releases anything: they give the map its first value.

type lazy struct {
	m map[int]int // want "lazy.m keeps"
}

func (l *lazy) add(k int) {
	if l.m == nil {
		l.m = make(map[int]int)
	}
	l.m[k]++
}

func (l *lazy) remove(k int) {
	delete(l.m, k)
}

type early struct {
	m map[int]int // want "early.m keeps"
}

func (e *early) prepare() {
	if e.m != nil {
		return
	}
	e.m = map[int]int{}
}

func (e *early) use(k int) {
	e.m[k] = 1
	delete(e.m, k-1)
}

type once struct {
	o sync.Once
	m map[int]int // want "once.m keeps"
}

func (o *once) use(k int) {
	o.o.Do(func() { o.m = make(map[int]int) })
	o.m[k] = 1
	delete(o.m, k-1)
}

type made struct {
	m map[int]int // want "made.m keeps"
}

func open() *made {
	x := new(made)
	x.m = make(map[int]int)
	return x
}

func (x *made) use(k int) {
	x.m[k] = 1
	delete(x.m, k-1)
}

var global map[int]int // want "global keeps"

func init() {
	global = make(map[int]int)
}

func useGlobal(k int) {
	global[k] = 1
	delete(global, k-1)
}
