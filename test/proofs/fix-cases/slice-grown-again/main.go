package main

import "fmt"

type node struct{ v int }

// pool takes what lies behind its length into use again.
type pool struct{ used []*node }

func (p *pool) get() *node {
	n := len(p.used)
	if n < cap(p.used) {
		p.used = p.used[:n+1]
		if p.used[n] != nil {
			return p.used[n]
		}
	} else {
		p.used = append(p.used, nil)
	}
	p.used[n] = &node{v: 100 + n}
	return p.used[n]
}

func (p *pool) put(i int) { p.used = append(p.used[:i], p.used[i+1:]...) }

func main() {
	p := &pool{}
	p.get().v = 1
	p.get().v = 2
	p.put(1)
	fmt.Println(p.get().v)
}
