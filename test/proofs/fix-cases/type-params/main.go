package main

import "fmt"

type table[K comparable, V any] struct{ m map[K]V }

func (t *table[A, B]) put(k A, v B) { t.m[k] = v }
func (t *table[A, _]) remove(k A)   { delete(t.m, k) }
func (t *table[V, K]) swapped(k V)  { delete(t.m, k) }
func (*table[_, _]) nothing()       {}
func (t *table[K, V]) sweep(f func(K) V) {
	for k := range t.m {
		if len(t.m) > 1 {
			delete(t.m, k)
		}
	}
}

func removeAll[X comparable, Y any](t *table[X, Y], keys ...X) {
	for _, k := range keys {
		delete(t.m, k)
	}
}

type big[T any] struct{ rows map[string][3]T }

func (b *big[U]) set(k string, u U) {
	var row [3]U
	row[0] = u
	b.rows[k] = row
	b.rows["x"], b.rows["y"] = row, [3]U{u}
	delete(b.rows, "x")
}

func main() {
	t := &table[string, int]{m: map[string]int{}}
	t.put("a", 1)
	t.put("b", 2)
	t.remove("a")
	t.swapped("c")
	removeAll(t, "d")
	b := &big[string]{rows: map[string][3]string{}}
	b.set("k", "v")
	fmt.Println(t.m, b.rows["k"][0], b.rows["y"][0], len(b.rows))
}
