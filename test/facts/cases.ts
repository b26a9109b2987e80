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
  [
    'what functions of maps do to their arguments',
    `package p

import (
	"maps"

	xmaps "golang.org/x/exp/maps"
)

type c struct{ items, other map[int]int }

func (x *c) std(f func(int, int) bool) {
	_ = maps.Keys(x.items)                      // c.items: range
	_ = (maps.Values)(x.items)                  // c.items: range
	_ = maps.All(x.items)                       // c.items: range
	_ = maps.Clone(x.items)                     // c.items: range
	_ = maps.Clone[map[int]int](x.items)        // c.items: range
	_ = maps.Equal(x.items, x.other)            // c.items: range // c.other: range
	_ = maps.EqualFunc(x.items, x.other, nil)   // c.items: range // c.other: range
	maps.Copy(x.items, x.other)                 // c.items: insert // c.other: range
	maps.Insert(x.items, maps.All(x.other))     // c.items: insert // c.other: range
	maps.DeleteFunc(x.items, f)                 // c.items: delete
	_ = maps.Unheard(x.items)                   // c.items: alias:argument
}

func (x *c) experimental(f func(int, int) bool) {
	_ = xmaps.Keys(x.items)        // c.items: range
	_ = xmaps.Values(x.items)      // c.items: range
	_ = xmaps.Clone(x.items)       // c.items: range
	xmaps.Copy(x.items, x.other)   // c.items: insert // c.other: range
	xmaps.DeleteFunc(x.items, f)   // c.items: delete
	xmaps.Clear(x.items)           // c.items: clear
}

type helper struct{}

func (helper) Keys(m map[int]int) { m[1] = 1 } // c.items: insert<m

func (x *c) shadowed() {
	maps := helper{}
	maps.Keys(x.items)
}
`,
  ],
  [
    'builtins, and functions that only read',
    `package p

import (
	"encoding/json"
	"fmt"
)

type c struct {
	items map[int]int
	list  []int
	lists [][]int
	maps  []map[int]int
}

func (x *c) use(b []byte, k int) {
	delete(x.items, x.list[0])        // c.items: delete // c.list: read
	delete(x.maps[0], k)              // c.maps: read
	_ = cap(x.list) + len(x.list)     // c.list: len len
	x.list = append(x.list, 1)        // c.list: replace read
	_ = append(x.list, x.list...)     // c.list: read read
	x.lists = append(x.lists, x.list) // c.lists: replace read // c.list: alias:stored
	copy(x.list, x.list)              // c.list: read read
	println(x.items)                  // c.items: read
	clear(x.list)                     // c.list: clear
	fmt.Println(x.items)              // c.items: read
	_, _ = json.Marshal(x.items)      // c.items: read
	_ = json.Unmarshal(b, x.items)    // c.items: alias:argument
	panic(x.items)                    // c.items: alias:argument
}
`,
  ],
  [
    'what functions of the standard library do to slices and maps',
    `package p

import (
	"encoding/xml"
	"fmt"
	"log"
	"log/slog"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"

	xslices "golang.org/x/exp/slices"
)

type c struct {
	items map[string]int
	list  []string
	err   errs
}

type errs []error

func (errs) Error() string { return "" }

func (x *c) reads(t *testing.T, tb testing.TB, l *log.Logger, s *slog.Logger) {
	t.Logf("%v", x.items)             // c.items: read
	tb.Error(x.items)                 // c.items: read
	t.Skip(x.list)                    // c.list: read
	l.Printf("%v %v", x.items, x.list) // c.items: read // c.list: read
	s.Info("items", "all", x.items)   // c.items: read
	slog.Debug("items", "all", x.list) // c.list: read
	fmt.Fprintln(l.Writer(), x.list)  // c.list: read
	_, _ = xml.Marshal(x.list)        // c.list: read
	_ = reflect.DeepEqual(x.list, x.items) // c.list: read // c.items: read
	_ = slices.Contains(x.list, "")   // c.list: read
	_, _ = slices.BinarySearch(x.list, "") // c.list: read
	slices.Sort(x.list)               // c.list: read
	slices.Reverse(x.list)            // c.list: read
	xslices.SortFunc(x.list, nil)     // c.list: read
	sort.Strings(x.list)              // c.list: read
	sort.Slice(x.list, nil)           // c.list: read
	_ = slices.Clone(x.list)          // c.list: read
	_ = slices.Concat(x.list, x.list) // c.list: read read
	_ = slices.Repeat(x.list, 2)      // c.list: read
	_ = strings.Join(x.list, "")      // c.list: read
	for range slices.Values(x.list) { // c.list: range
	}
}

func (x *c) mayKeep(s *slog.Logger) {
	_ = fmt.Errorf("%w", x.err)         // c.err: alias:argument
	_ = slog.With("all", x.items)       // c.items: alias:argument
	_ = slog.Any("all", x.items)        // c.items: alias:argument
	_ = s.With("all", x.items)          // c.items: alias:argument
	_ = slices.Delete(x.list, 0, 1)     // c.list: alias:argument
	_ = slices.Insert(x.list, 0, "")    // c.list: alias:argument
	_ = slices.Grow(x.list, 1)          // c.list: alias:argument
	_ = slices.Clip(x.list)             // c.list: alias:argument
	_ = slices.Replace(x.list, 0, 1)    // c.list: alias:argument
	_ = slices.Chunk(x.list, 2)         // c.list: alias:argument
	_ = strings.NewReplacer(x.list...)  // c.list: alias:argument
	_ = reflect.ValueOf(x.items)        // c.items: alias:argument
	sort.Sort(sort.StringSlice(x.list)) // c.list: alias:argument
}
`,
  ],
  [
    'elements: stored to, read, and their addresses',
    `package p

type c struct {
	items map[int]int
	list  []int
	deep  map[int]map[int]int
}

type set map[int]int

func (x *c) use(ch chan int, k int) (int, bool) {
	(x.items[k]) = 1              // c.items: insert
	((x.items[k]))--              // c.items: insert
	set(x.items)[k] = 1           // c.items: insert
	(set)((x.items))[k] = 1       // c.items: insert
	x.list[1:][0] = 1             // c.list: insert
	_ = x.list[x.list[0]]         // c.list: read read
	_ = &x.list[0]                // c.list: alias:address
	_ = -x.list[0]                // c.list: read
	x.deep[k][k] = 1              // c.deep: read
	var v, ok = (x.items[k])      // c.items: commaOk
	v, ok = x.items[k]            // c.items: commaOk
	v, w := x.items[1], x.items[2] // c.items: read read
	var a, b = x.items[1], x.items[2] // c.items: read read
	var one = x.items[1]          // c.items: read
	for _, x.items[k] = range x.list { // c.items: insert // c.list: range
	}
	for x.list[0], x.list[1] = range x.list { // c.list: insert insert range
	}
	_, _, _, _, _, _ = v, w, a, b, one, ok
	return x.items[k], ok // c.items: read
}
`,
  ],
  [
    'new values of every kind, and what is none',
    `package p

type set map[int]int

type c struct {
	items, other map[int]int
	list         []int
}

func (x *c) use(y *c, f func() map[int]int) {
	x.items = (map[int]int{})    // c.items: replace
	x.items = map[int]int{1: 1}  // c.items: replace insert
	x.items = set(nil)           // c.items: replace
	x.items = f()                // c.items: replace
	(x.items) = y.other          // c.items: replace // c.other: alias:assigned
	x.items = y.items            // c.items: replace
	x.list = x.list[:1]          // c.list: replace
	_ = x.items
	_, x.other = f(), x.items    // c.other: replace // c.items: alias:assigned
	var m, n = x.items, y.other
	m[1] = 2                     // c.items: insert<m
	delete(n, 2)                 // c.other: delete<n
	var unset map[int]int
	unset = x.items              // local.unset: replace
	_ = unset
}

func from(all []map[int]int, x *c, ch chan map[int]int) {
	for _, each := range all {   // local.each: replace!
		each[1] = 1              // local.each: insert
	}
	for _, x.items = range all { // c.items: replace
	}
	_ = c{items: x.other}        // c.items: replace! // c.other: alias:stored
	_ = map[string]any{"a": x.items} // c.items: alias:stored
	x.other = <-ch               // c.other: replace
}

var filled = set{1: 1} // filled: replace! insert!
var empty = set{}      // empty: replace!
var none set

func reset() {
	none = nil // none: replace
}
`,
  ],
  [
    'parameters of functions of the package',
    `package p

type c struct{ one, two, three, four, five, six, seven, eight, nine map[int]int }

func second(a, b map[int]int)                  { delete(b, 1) } // c.one: delete<b
func unnamed(map[int]int, int)                 {}
func variadic(ms ...map[int]int)               {}
func outside(m map[int]int)
func anything(v any)                           {}
func generic[T any](m map[int]T)               { clear(m) } // c.six: clear<m
func again(m map[int]int, n int)               { delete(m, n); again(m, n-1) } // c.seven: delete<m
func last(m map[int]int)                       { delete(m, 1) } // c.eight: delete<m
func first(m map[int]int)                      { last(m) }

type user interface{ use(map[int]int) }

func (x *c) call(u user, f func(map[int]int)) {
	second(nil, x.one)
	unnamed(x.two, 1)     // c.two: alias:argument
	variadic(x.three)     // c.three: alias:argument
	outside(x.four)       // c.four: alias:argument
	anything(x.five)      // c.five: alias:argument
	u.use(x.five)         // c.five: alias:argument
	f(x.five)             // c.five: alias:argument
	generic[int](x.six)
	again(x.seven, 3)
	first((x.eight))
	x.give(x.nine)
}

func (x *c) give(m map[int]int) { m[0]++ } // c.nine: insert<m
`,
  ],
  [
    'a parameter that is given another map',
    `package p

type c struct{ items map[int]int }

func (x *c) use() {
	refill(x.items) // c.items: alias:argument
}

func refill(m map[int]int) {
	m = map[int]int{}
	m[1] = 1
}
`,
  ],
  [
    'pointers to maps and slices',
    `package p

type c struct {
	items, other, third, fourth map[int]int
	list                        []int
}

func (x *c) use(f func(*map[int]int)) {
	fill(&x.items)
	empty((&x.other))  // c.other: alias:address
	pass(&x.third)     // c.third: alias:address
	f(&x.fourth)       // c.fourth: alias:address
	cut(&x.list)
	p := &x.fourth     // c.fourth: alias:address
	_ = p
	q := &p
	_ = q
}

func fill(m *map[int]int)  { (*m)[1] = 2; delete((*(m)), 1) } // c.items: insert<m delete<m
func empty(m *map[int]int) { *m = nil }
func pass(m *map[int]int)  { empty(m) }
func cut(l *[]int) {
	*l = nil // c.list: replace<l
}

type set map[int]int

func (s *set) reset()  { *s = set{} }          // s.set: replace<s
func (*set) nobody()   {}
func (set) nothing()   {}
func (s set) len() int { return len(s) }       // s.set: len<s

type s struct{ set }

func (x *s) use() {
	x.reset()
	x.set.nobody()  // s.set: alias:address
	x.nothing()     // s.set: alias:argument
	_ = x.len()
	_ = x.set.len   // s.set: alias:stored
}
`,
  ],
  [
    'constructors: functions that give first values',
    `package p

var m map[int]int

func new1()            { m = nil } // m: replace!
func New()             { m = nil } // m: replace!
func NewCache()        { m = nil } // m: replace!
func makeTable()       { m = nil } // m: replace!
func Make()            { m = nil } // m: replace!
func initTables()      { m = nil } // m: replace!
func initialize()      { m = nil } // m: replace!
func Initialise()      { m = nil } // m: replace!
func InitializeAll()   { m = nil } // m: replace!
func create()          { m = nil } // m: replace!
func CreateAll()       { m = nil } // m: replace!
func setup()           { m = nil } // m: replace!
func SetupAll()        { m = nil } // m: replace!
func build_all()       { m = nil } // m: replace!
func Build2()          { m = nil } // m: replace!
func init()            { m = nil } // m: replace!
func main()            { m = nil } // m: replace!
func mainLoop()        { m = nil } // m: replace
func newest()          { m = nil } // m: replace
func renew()           { m = nil } // m: replace
func NEW()             { m = nil } // m: replace
func makeup()          { m = nil } // m: replace
func initial()         { m = nil } // m: replace
func initialized()     { m = nil } // m: replace
func created()         { m = nil } // m: replace
func setups()          { m = nil } // m: replace
func builder()         { m = nil } // m: replace
func reset()           { m = nil } // m: replace

type t struct{}

func (t) init()           { m = nil } // m: replace!
func (t) InitTables()     { m = nil } // m: replace!
func (t) initialize()     { m = nil } // m: replace!
func (t) InitialiseAll()  { m = nil } // m: replace!
func (t) setup()          { m = nil } // m: replace!
func (t) Setup()          { m = nil } // m: replace!
func (t) reinit()         { m = nil } // m: replace
func (t) initials()       { m = nil } // m: replace
func (t) setups()         { m = nil } // m: replace
func (t) New()            { m = nil } // m: replace
func (t) makeIt()         { m = nil } // m: replace
func (t) create()         { m = nil } // m: replace
func (t) build()          { m = nil } // m: replace
func (t) main()           { m = nil } // m: replace
`,
  ],
  [
    'function literals: only that of a sync.Once gives first values',
    `package p

import "sync"

type runner struct{ sync.Once }

type retrier struct{}

func (retrier) Do(f func())          {}
func (*runner) DoTwo(n int, f func()) {}
func (*runner) Go(f func())           {}
func Do(f func())                    {}

var m map[int]int

func reset(r *runner) {
	r.Do(func() { m = nil })         // m: replace!
	(r.Do)((func() { m = nil }))     // m: replace
	retrier{}.Do(func() { m = nil }) // m: replace
	r.DoTwo(1, func() { m = nil })   // m: replace
	r.Go(func() { m = nil })         // m: replace
	Do(func() { m = nil })           // m: replace
}

func newAll(r *runner) {
	func() { m = nil }()             // m: replace
	f := func() { m = nil }          // m: replace
	r.Go(func() { r.Do(func() { m = nil }) }) // m: replace!
	r.Do(func() { r.Go(func() { m = nil }) }) // m: replace
	f()
	if m != nil {                    // m: len
		m = nil                      // m: replace!
	}
}
`,
  ],
  [
    'values behind a check for nil',
    `package p

var m, n map[int]int

func inside(ok bool) {
	if m == nil {                    // m: len
		m = map[int]int{}            // m: replace!
	}
	if nil == (m) {                  // m: len
		if ok {
			m = map[int]int{}        // m: replace!
		}
	}
	if ok && (m == nil && !ok) {     // m: len
		m = map[int]int{}            // m: replace!
	}
	if m == nil || ok {              // m: len
		m = map[int]int{}            // m: replace
	}
	if m == nil {                    // m: len
	} else {
		m = map[int]int{}            // m: replace
	}
	if m != nil {                    // m: len
		m = map[int]int{}            // m: replace
	}
	if n == nil {                    // n: len
		m = map[int]int{}            // m: replace
	}
	if m == nil {                    // m: len
		func() {
			m = map[int]int{}        // m: replace
		}()
	}
	nil := map[int]int{}
	if len(nil) == len(m) {          // m: len
		m = map[int]int{}            // m: replace
	}
	for m == nil {                   // m: len
		m = map[int]int{}            // m: replace
	}
}

func switched(ok bool) {
	switch {
	case m == nil:                   // m: len
		m = map[int]int{}            // m: replace!
	case ok, nil == m:               // m: len
		m = map[int]int{}            // m: replace
	case nil == m:                   // m: len
		m = map[int]int{}            // m: replace!
	case n == nil:                   // n: len
		m = map[int]int{}            // m: replace
	default:
		m = map[int]int{}            // m: replace
	}
}

func behind(ok bool) {
	if m != nil {                    // m: len
		println()
		return
	}
	if ok {
		m = map[int]int{}            // m: replace!
	}
	m = map[int]int{}                // m: replace!
}

func behindAnother(ok bool) {
	if m != nil || ok {              // m: len
		return
	}
	m = map[int]int{}                // m: replace!
}

func notBehind(ok bool) {
	m = map[int]int{}                // m: replace
	if m != nil && ok {              // m: len
		return
	}
	m = map[int]int{}                // m: replace
	if m != nil {                    // m: len
		return
	} else {
		println()
	}
	m = map[int]int{}                // m: replace
	if m != nil {                    // m: len
		println()
	}
	m = map[int]int{}                // m: replace
	if n != nil {                    // n: len
		return
	}
	m = map[int]int{}                // m: replace
	if m == nil {                    // m: len
		return
	}
	m = map[int]int{}                // m: replace
	switch {
	case ok:
		if m != nil {                // m: len
			return
		}
		m = map[int]int{}            // m: replace!
	}
}
`,
  ],
  [
    'fields of what the function has made',
    `package p

type in struct{ items map[int]int }

type c struct {
	items map[int]int
	array [2]in
}

var kept = &c{}

func open(given *c, ok bool) (made *c) {
	a := &c{}
	a.items = nil                // c.items: replace!
	b := (c{})
	b.items = nil                // c.items: replace!
	d := new(c)
	d.items = nil                // c.items: replace!
	var e c
	e.items = nil                // c.items: replace!
	e.array[1].items = nil       // in.items: replace!
	e.array[0] = in{}            // in.items: replace!
	f, g := &c{}, given
	f.items = nil                // c.items: replace!
	g.items = nil                // c.items: replace
	h := given
	h.items = nil                // c.items: replace
	i := &c{}
	if ok {
		i = given
	}
	i.items = nil                // c.items: replace
	j, k := two()
	j.items, k.items = nil, nil  // c.items: replace replace
	var l = kept
	l.items = nil                // c.items: replace
	var o = &c{}
	o.items = nil                // c.items: replace!
	given.items = nil            // c.items: replace
	made.items = nil             // c.items: replace!
	kept.items = nil             // c.items: replace
	q := one()
	q.items = nil                // c.items: replace
	local := map[int]int{}       // local.local: replace!
	local = nil                  // local.local: replace
	_ = local
	return
}

func two() (x, y *c) { x = kept; x.items = nil; return } // c.items: replace
func one() *c        { return kept }
`,
  ],
  [
    'structs that are replaced as a whole',
    `package p

type in struct {
	items map[int]int
	list  []int
}

type mid struct{ in in }

type c struct {
	in    in
	array [2][2]in
	list  []in
	byKey map[int]in
	mid   mid
	ptr   *in
}

var state in

func (x *c) use(y *c, all []in) {
	x.in = in{}                  // in.items: replace // in.list: replace
	(x.array[0][1]) = in{}       // in.items: replace // in.list: replace
	x.array[0] = [2]in{}         // in.items: replace // in.list: replace
	x.list[1] = in{}             // in.items: replace // in.list: replace
	x.byKey[1] = in{}            // in.items: replace // in.list: replace
	x.mid = mid{}                // in.items: replace // in.list: replace
	*x.ptr = in{}                // in.items: replace // in.list: replace
	(*x).in = in{}               // in.items: replace // in.list: replace
	x.ptr = &in{}
	x.list = nil
	state = in{}                 // in.items: replace // in.list: replace
	x.in, y.in = y.in, x.in
	x.in, y.in = (y.in), in{}    // in.items: replace replace // in.list: replace replace
	x.in, _ = y.in, 1            // in.items: replace // in.list: replace
	local := x.in
	local = in{}
	_ = local
	for _, x.in = range all {    // in.items: replace // in.list: replace
	}
	for _, v := range all {
		_ = v
	}
}
`,
  ],
  [
    'structs that instances of generic types hold',
    `package p

type in struct{ items map[int]int }
type far struct{ items map[int]int }
type deep struct{ items map[int]int }
type listed struct{ items map[int]int }
type keyed struct{ items map[int]int }
type paired struct{ items map[int]int }
type unheld struct{ items map[int]int }
type fed struct{ items map[int]int }

type box[T any] struct{ v T }
type pair[A, B any] struct {
	a A
	b B
}
type list[T any] struct{ all []T }

type wrap struct{ b *box[in] }

func (w *wrap) reset() { w.b.v = in{} } // in.items: replace

type outer struct{ w **box[far] }

func (o *outer) reset() { (*o.w).v = far{} } // far.items: replace

type nested struct{ n box[box[deep]] }

func (n *nested) reset() {
	n.n.v.v = deep{}      // deep.items: replace
	n.n.v = box[deep]{}   // deep.items: replace
	n.n = box[box[deep]]{} // deep.items: replace
}

var lists map[string]list[listed]

func resetList() { lists["a"].all[0] = listed{} } // listed.items: replace

type byKey struct{ m map[string]*box[keyed] }

func (b byKey) reset() { b.m["a"].v = keyed{} } // keyed.items: replace

var pairs []pair[int, paired]

func resetPair() {
	pairs[0].b = paired{} // paired.items: replace
	pairs[0].a = 1
	pairs[0] = pair[int, paired]{} // paired.items: replace
}

func (u *unheld) use() { u.items[1] = 2 } // unheld.items: insert

var made = makeFed()

func makeFed() box[fed] { return box[fed]{} }
func resetFed()         { made.v = fed{} } // fed.items: replace
`,
  ],
  [
    'what is looked at within parentheses',
    `package p

import "sync"

type c struct {
	items map[int]int
	list  []int
	once  sync.Once
}

func (x *c) use(k int, all []c) {
	((x).items)[(k)] = (1)            // c.items: insert
	((x.items)[k])++                  // c.items: insert
	_ = ((x.items)[k])                // c.items: read
	if v, ok := ((x.items)[k]); ok {  // c.items: commaOk
		_ = v
	}
	var w, ok = ((x.items[k]))        // c.items: commaOk
	_, _ = w, ok
	_ = (&(x.list)[0])                // c.list: alias:address
	(x.list) = (append((x.list), k))  // c.list: read replace
	x.list = ((x.list)[1:])           // c.list: replace
	(x.items) = ((nil))               // c.items: replace
	(delete)((x.items), (k))          // c.items: delete
	if ((x.items) == (nil)) {         // c.items: len
		(x.items) = (make(map[int]int)) // c.items: replace!
	}
	(x.once.Do)(func() {
		x.items = map[int]int{}        // c.items: replace!
	})
	for (x.items)[0] = range 3 {      // c.items: insert
	}
	(*x) = (c{})                      // c.items: replace // c.list: replace
	(*(x)) = all[0]                   // c.items: replace // c.list: replace
}
`,
  ],
];
