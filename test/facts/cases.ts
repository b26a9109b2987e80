/** Packages with what happens in them; facts.test.ts says how they are written. */
export const CASES: readonly (readonly [title: string, source: string])[] = [
  [
    'inserts in all their forms',
    `package p

type c struct{ items map[int]int }

func (x *c) use(ch chan int, k int) {
	x.items[k] = 1           // c.items: insert
	(x.items)[k] += 2        // c.items: insert
	x.items[k]++             // c.items: insert
	x.items[1], k = 2, 3     // c.items: insert
	x.items[2] = x.items[3]  // c.items: insert read
	for x.items[0] = range 3 { // c.items: insert
	}
	select {
	case x.items[k] = <-ch: // c.items: insert
	}
}
`,
  ],
  [
    'reads, lengths, ranges and deletes',
    `package p

type c struct{ items map[int]int }

func (x *c) use(k int) int {
	v, ok := x.items[k]     // c.items: commaOk
	var w, ok2 = x.items[k] // c.items: commaOk
	_, _, _, _ = v, ok, w, ok2
	if x.items == nil || len(x.items) == 0 { // c.items: len len
		return x.items[0] // c.items: read
	}
	for range x.items { // c.items: range
	}
	delete(x.items, k) // c.items: delete
	clear((x.items))   // c.items: clear
	return 0
}
`,
  ],
  [
    'first values and replacements',
    `package p

type c struct{ items map[int]int }

func newC() *c { return &c{items: map[int]int{}} } // c.items: replace!

func full() c { return c{items: map[int]int{1: 1}} } // c.items: replace! insert!

func open() *c {
	x := &c{}
	x.items = make(map[int]int) // c.items: replace!
	return x
}

func (x *c) lazy() {
	if x.items == nil { // c.items: len
		x.items = make(map[int]int) // c.items: replace!
	}
}

func (x *c) reset(y *c) {
	x.items = nil              // c.items: replace
	x.items, y.items = y.items, nil // c.items: replace replace
	*x = c{}                   // c.items: replace
}
`,
  ],
  [
    'other names: locals, parameters, receivers',
    `package p

type set map[int]bool

func (s set) add(k int)     { s[k] = true }   // c.items: insert<s
func (s *set) drop(k int)   { delete(*s, k) } // c.items: delete<s

type c struct {
	items set
	plain map[int]bool
}

func (x *c) use(k int) {
	x.items.add(k)
	x.items.drop(k)
	m := x.plain
	delete(m, k) // c.plain: delete<m
	fill(x.plain)
}

func fill(m map[int]bool) { m[0] = true } // c.plain: insert<m
`,
  ],
  [
    'names that stand for the variable only sometimes',
    `package p

type c struct{ items map[int]int }

func (x *c) use(other map[int]int) {
	m := x.items // c.items: alias:assigned
	m = other
	delete(m, 1)
}
`,
  ],
  [
    'ways out of the package',
    `package p

type c struct{ items map[int]int }

func (x *c) all() map[int]int { return x.items } // c.items: alias:returned

func (x *c) leak(ch chan map[int]int, f func(map[int]int)) {
	ch <- x.items             // c.items: alias:stored
	f(x.items)                // c.items: alias:argument
	p := &x.items             // c.items: alias:address
	_ = []map[int]int{x.items} // c.items: alias:stored
	_ = p
}
`,
  ],
  [
    'fields of instantiated types are those of the generic type',
    `package p

type c[T any] struct{ items map[string]T }

func (x *c[E]) use(e E) { x.items["a"] = e } // c.items: insert

func main() {
	var x c[int]
	delete(x.items, "a") // c.items: delete
}
`,
  ],
  [
    'package variables, closures and shadowing',
    `package p

var global = map[int]int{1: 1} // global: replace! insert!

func use() {
	go func() {
		global[2] = 2 // global: insert
	}()
	{
		global := map[string]int{} // local.global: replace!
		global["x"] = 1            // local.global: insert
	}
	delete(global, 1) // global: delete
}
`,
  ],
];
