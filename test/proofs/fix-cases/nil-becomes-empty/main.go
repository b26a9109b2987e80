package main

import (
	"encoding/json"
	"fmt"
	"reflect"
)

type state struct {
	Names map[string]int `json:"names"`
	Short map[string]int `json:"short,omitempty"`
}

func (s *state) remove(k string) {
	delete(s.Names, k)
	delete(s.Short, k)
}

func (s *state) put(k string) {
	if s.Names == nil {
		s.Names = map[string]int{}
		s.Short = map[string]int{}
	}
	s.Names[k]++
	s.Short[k]++
}

func main() {
	s := &state{}
	s.remove("x")
	text, _ := json.Marshal(s)
	fmt.Println(string(text), s.Names == nil, reflect.DeepEqual(s, &state{}))
	fmt.Printf("%#v\n", s.Names)
	s.put("x")
	s.remove("x")
	text, _ = json.Marshal(s)
	fmt.Println(string(text), s.Names == nil)
}
