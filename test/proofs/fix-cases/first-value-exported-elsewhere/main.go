package main

import (
	"encoding/json"
	"fmt"

	"example.com/x/store"
)

func main() {
	mine := map[string]int{}
	s := &store.Store{Entries: mine}
	s.Put("a")
	s.Remove("a")
	s.Put("b")
	fmt.Println(len(mine), len(s.Entries))
	var read store.Store
	if err := json.Unmarshal([]byte(`{"Entries":{"x":1}}`), &read); err != nil {
		fmt.Println(err)
	}
	read.Remove("x")
	text, _ := json.Marshal(&read)
	fmt.Println(string(text))
}
