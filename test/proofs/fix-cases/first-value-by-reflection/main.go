package main

import (
	"fmt"
	"reflect"
)

type cache struct{ M map[int]int }

func (c *cache) put(k int)    { c.M[k] = k }
func (c *cache) remove(k int) { delete(c.M, k) }

func main() {
	mine := map[int]int{}
	c := &cache{}
	reflect.ValueOf(c).Elem().Field(0).Set(reflect.ValueOf(mine))
	c.put(1)
	c.remove(1)
	c.put(2)
	fmt.Println(len(mine))
}
