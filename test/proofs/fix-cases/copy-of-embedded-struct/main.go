package main

import "fmt"

type base struct{ m map[int]int }

func (b *base) put(k int)    { b.m[k] = k }
func (b *base) remove(k int) { delete(b.m, k) }

type left struct{ base }
type right struct{ base }

func main() {
	l := &left{base{m: map[int]int{}}}
	r := &right{l.base}
	l.put(1)
	l.remove(1)
	l.put(2)
	fmt.Println(len(l.m), len(r.m))
}
