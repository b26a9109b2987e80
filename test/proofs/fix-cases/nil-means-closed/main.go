package main

import "fmt"

type registry struct {
	m      map[string]func()
	closed int
}

func (r *registry) get(k string) (map[string]func(), bool) {
	if r.m == nil {
		r.closed++
		return nil, false
	}
	return nil, r.m[k] != nil
}

func (r *registry) remove(k string) { delete(r.m, k) }

func main() {
	r := &registry{}
	r.remove("x")
	_, ok := r.get("x")
	fmt.Println(ok, r.closed)
}
