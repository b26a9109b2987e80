package main

import (
	"fmt"

	"example.com/x/store"
)

func main() {
	s := store.New()
	t := s
	s.Put("a")
	fmt.Println(t.Len(), s.Len())
}
