package main

import "fmt"

type point struct{ x, y, z int }

func (p point) sum() int { return p.x + p.y + p.z }
func (p *point) move()   { p.x++ }

type board struct {
	at   map[string]point
	text map[string]string
	arr  map[string][4]int
}

func (b *board) bump(k string) string {
	b.text[k] += "!"
	return "?"
}

func (b *board) work() {
	p := b.at["a"]
	p.move()
	b.at["b"] = p
	p.move()
	q, ok := b.at["b"]
	q.y = 7
	fmt.Println(p, q, ok, b.at["b"] == p, b.at["none"].sum())
	for k, v := range b.at {
		v.x = 100
		_ = k
	}
	var x any = b.at["b"]
	_, is := x.(point)
	fmt.Println(is, len(b.at))
	b.text["k"] += b.bump("k")
	b.text["k"] += "."
	a := b.arr["z"]
	a[1] = 3
	b.arr["z"] = a
	b.arr["y"] = b.arr["z"]
	a[2] = 9
	fmt.Println(b.text["k"], b.arr["y"], len(b.arr["none"]))
	delete(b.at, "a")
	delete(b.text, "none")
	delete(b.arr, "y")
	add := func(p point) { b.at[fmt.Sprint(p.x)] = p }
	add(point{5, 5, 5})
	f := b.at["5"].sum
	b.at["5"] = point{}
	fmt.Println(f(), b.at["5"])
}

func main() {
	b := &board{at: map[string]point{"a": {1, 2, 3}}, text: map[string]string{}, arr: map[string][4]int{}}
	b.work()
}
