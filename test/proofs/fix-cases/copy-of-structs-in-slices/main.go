package main

import "fmt"

type shard struct{ m map[int]int }

type table struct{ shards []shard }

func (t *table) put(k int)    { s := &t.shards[0]; s.m[k] = k }
func (t *table) remove(k int) { delete(t.shards[0].m, k) }

func main() {
	t := &table{shards: []shard{{m: map[int]int{}}}}
	saved := make([]shard, 1)
	copy(saved, t.shards)
	first := &t.shards[0]
	t.shards = append(t.shards, shard{m: map[int]int{}})
	t.put(1)
	t.remove(1)
	t.put(2)
	fmt.Println(len(saved[0].m), len(first.m), len(t.shards[0].m))
}
