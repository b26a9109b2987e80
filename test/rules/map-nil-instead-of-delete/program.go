package main

import "fmt"

type value struct{ n int }

type store[K comparable, V any] struct {
	items map[K]*V
}

func (s *store[K, V]) set(k K, v V) { s.items[k] = &v }

func (s *store[K, V]) get(k K) (v V, ok bool) {
	if p := s.items[k]; p != nil {
		return *p, true
	}
	return v, false
}

func (s *store[K, V]) forget(k K) {
	s.items[k] = nil // want "store.items keeps" // likely "takes nil for none"
}

type base struct{ rows map[int]*value }

type table struct{ base }

var tables = []*table{{base{rows: map[int]*value{}}}}

func tableAt(i int) *table {
	fmt.Println("table", i)
	return tables[i]
}

func keyOf(k int) int {
	fmt.Println("key", k)
	return k
}

func (t *table) put(k int) { t.rows[k] = &value{k} }

func (t *table) has(k int) bool { return t.rows[k] != nil }

func drop(k int) {
	tableAt(0).rows[keyOf(k)] = nil // want "base.rows keeps"
}

func dropLater(k int) func() {
	return func() {
		rows := tables[0].rows
		rows[k] = nil // want "base.rows keeps"
	}
}

var groups = map[string][]string{}

func add(group, name string) { groups[group] = append(groups[group], name) }

func empty(group string) {
	switch groups[group] = nil; { // want "groups keeps" // likely "takes nil for none"
	case groups[group] == nil:
		fmt.Println(group, "is empty")
	default:
		fmt.Println(group, "is not")
	}
}

func main() {
	s := &store[string, int]{items: map[string]*int{}}
	go func() {}()
	shared = s
	s.set("a", 1)
	fmt.Println(s.get("a"))
	s.forget("a")
	s.forget("b")
	fmt.Println(s.get("a"))
	s.set("a", 2)
	fmt.Println(s.get("a"))
	for k := range 20 {
		tables[0].put(k)
		if k%2 == 0 {
			drop(k)
		} else {
			dropLater(k - 4)()
		}
	}
	for k := range 20 {
		fmt.Print(tables[0].has(k), " ")
	}
	add("a", "x")
	add("a", "y")
	empty("a")
	add("a", "z")
	fmt.Println(groups["a"], groups["b"])
}

var shared *store[string, int]
