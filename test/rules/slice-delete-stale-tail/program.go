package main

import "fmt"

type conn struct{ id int }

type pool struct {
	idle []*conn
}

func (p *pool) remove(id int) {
	for i, c := range p.idle {
		if c.id == id {
			p.idle = append(p.idle[:i], p.idle[i+1:]...) // want "p.idle still holds its last \*conn"
			return
		}
	}
}

func (p *pool) drop(from, to int) {
	if to < from {
		return
	}
	p.idle = append(p.idle[:from], p.idle[to:]...) // want "p.idle still holds the \*conn elements" // refused copy-and-truncate "repeat"
}

func (p *pool) print() {
	for _, c := range p.idle {
		fmt.Print(c.id, " ")
	}
	fmt.Println(len(p.idle), cap(p.idle))
}

func main() {
	p := &pool{}
	for id := 0; id < 10; id++ {
		p.idle = append(p.idle, &conn{id})
	}
	for _, id := range []int{9, 0, 4, 4} {
		p.remove(id)
		p.print()
	}
	p.drop(2, 5)
	p.print()
	for len(p.idle) > 0 {
		p.remove(p.idle[0].id)
	}
	p.print()
	p.idle = append(p.idle, &conn{1})
	p.print()
}
