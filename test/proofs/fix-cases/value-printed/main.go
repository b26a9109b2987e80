package main

import "fmt"

type point struct{ x, y, z int }

type board struct{ at map[string]point }

func (b *board) put(k string) { b.at[k] = point{1, 2, 3}; delete(b.at, "x"+k) }

func main() {
	b := &board{at: map[string]point{}}
	b.put("a")
	fmt.Println(b, *b)
	fmt.Printf("%+v\n", b)
}
