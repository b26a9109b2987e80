package main

import "fmt"

type shard struct{ m map[int]int }

func (s *shard) put(k int)    { s.m[k] = k }
func (s *shard) remove(k int) { delete(s.m, k) }

func main() {
	shards := []shard{{m: map[int]int{}}}
	first := &shards[0]
	shards = append(shards, shard{m: map[int]int{}})
	first.put(1)
	first.remove(1)
	first.put(2)
	fmt.Println(len(first.m), len(shards[0].m))
}
