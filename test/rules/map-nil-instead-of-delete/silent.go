package p

import (
	"maps"
	"strings"
)

type item struct{ n int }

// Deleted from, cleared, replaced: somewhere in the package, also through another name.

var deleted = map[string]*item{}

func useDeleted(k string) {
	deleted[k] = &item{}
	deleted[k] = nil
	remove(deleted, k)
}

func remove(m map[string]*item, k string) { delete(m, k) }

var swept = map[string]*item{}

func useSwept(k string) {
	swept[k] = &item{}
	swept[k] = nil
	maps.DeleteFunc(swept, func(_ string, i *item) bool { return i == nil })
}

var cleared = map[string]*item{}

func useCleared(k string) {
	cleared[k] = &item{}
	cleared[k] = nil
	clear(cleared)
}

type replaced struct{ m map[string]*item }

var one replaced

func (r *replaced) use(k string) {
	r.m[k] = &item{}
	r.m[k] = nil
}

func (r *replaced) reset() { r.m = map[string]*item{} }

var whole struct{ m map[string]*item }

func useWhole(k string) {
	whole.m[k] = &item{}
	whole.m[k] = nil
	whole = struct{ m map[string]*item }{}
}

// Others may delete from it, or put another in place.

var returned = map[string]*item{}

func useReturned(k string) map[string]*item {
	returned[k] = &item{}
	returned[k] = nil
	return returned
}

var addressed = map[string]*item{}

func useAddressed(k string) *map[string]*item {
	addressed[k] = &item{}
	addressed[k] = nil
	return &addressed
}

type given struct{ m map[string]*item }

var held *given

func newGiven(m map[string]*item) *given { return &given{m} }

func newNamed(m map[string]*item) *given { return &given{m: m} }

func (g *given) use(k string) {
	g.m[k] = &item{}
	g.m[k] = nil
}

var renamed = map[string]*item{}

func useRenamed(k string, other map[string]*item) {
	m := renamed
	if k == "" {
		m = other
	}
	m[k] = &item{}
	m[k] = nil
	renamed[k] = nil
}

// Nil means something else than absence.

var known = map[string]*item{}

func useKnown(k string) string {
	v, ok := known[k]
	if ok && v == nil {
		return "there is none"
	}
	if !ok {
		known[k] = &item{}
	}
	known[k] = nil
	return "not looked for yet"
}

var tombs = map[string]*item{}

func useTombs(k string) bool {
	if _, ok := tombs[k]; ok {
		return false
	}
	tombs[k] = &item{}
	tombs[k] = nil
	return tombs[k] == nil
}

var told = map[string]*item{}

func useTold(k string) (*item, bool) {
	told[k] = &item{}
	told[k] = nil
	v, ok := told[k]
	return v, ok
}

var keys = map[string]*item{}

func useKeys(k string) {
	keys[k] = &item{}
	keys[k] = nil
	for k := range keys {
		println(k)
	}
}

var values = map[string]any{}

func useValues(k string) any {
	values[k] = 5
	values[k] = nil
	return values[k]
}

// A set: nothing but nil is stored. A placeholder. What is there from the beginning. Few keys.

var set = map[string]*item{}

func useSet(k string) { set[k] = nil }

var busy = map[string]*item{}

func useBusy(k string) *item {
	busy[k] = nil
	i := &item{}
	busy[k] = i
	return i
}

var slots = map[string]*item{}

func init() {
	for _, name := range strings.Fields("a b c") {
		slots[name] = nil
	}
}

func useSlots(k string, i *item) {
	slots[k] = i
	slots[k] = nil
}

var listed = map[string]*item{"a": nil, "b": nil}

func useListed(k string, i *item) {
	listed[k] = i
	listed[k] = nil
}

var constants = map[string]*item{}

func useConstants() {
	constants["a"] = &item{}
	constants["a"] = nil
}

var bytes = map[byte]*item{}

func useBytes(k byte) {
	bytes[k] = &item{}
	bytes[k] = nil
}

// No map, no nil, no long life.

var list = make([]*item, 10)

func useList(i int) {
	list[i] = &item{}
	list[i] = nil
}

var shadowed = map[string]*item{}

func useShadowed(k string) {
	shadowed[k] = &item{}
	nil := &item{5}
	shadowed[k] = nil
}

func local(ks []string) bool {
	m := map[string]*item{}
	for _, k := range ks {
		m[k] = &item{}
		m[k] = nil
	}
	return m["a"] == nil
}

func inLocal(ks []string) bool {
	r := struct{ m map[string]*item }{map[string]*item{}}
	for _, k := range ks {
		r.m[k] = &item{}
		r.m[k] = nil
	}
	return r.m["a"] == nil
}
