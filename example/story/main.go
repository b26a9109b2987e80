// Command story fills the same map a few times and empties it in each of the ways that programs use. Its numbers are
// what Heapghost's hover and simulator show for these types.
package main

import (
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"

	"example.com/sessiond/session"
)

func main() {
	n := flag.Int("n", 1_000_000, "`number` of sessions")
	flag.Parse()

	fmt.Printf("%d entries, %s\n\n%-34s %12s %12s\n", *n, runtime.Version(), "", "filled", "emptied")
	inline(*n, "delete every key", func(m map[int]session.Session) map[int]session.Session {
		for k := range *n {
			delete(m, k)
		}
		return m
	})
	inline(*n, "clear(m)", func(m map[int]session.Session) map[int]session.Session {
		clear(m)
		return m
	})
	inline(*n, "delete, then copy into a new map", func(m map[int]session.Session) map[int]session.Session {
		for k := range *n {
			delete(m, k)
		}
		rebuilt := make(map[int]session.Session, len(m))
		for k, v := range m {
			rebuilt[k] = v
		}
		return rebuilt
	})
	inline(*n, "m = nil", func(map[int]session.Session) map[int]session.Session {
		return nil
	})
	pointers(*n)
}

// inline fills a map that stores its values in the groups, empties it, and prints what was live in between and after.
func inline(n int, how string, empty func(map[int]session.Session) map[int]session.Session) {
	before := liveHeap()
	m := make(map[int]session.Session)
	for k := range n {
		m[k] = session.Session{UserID: int64(k)}
	}
	filled := liveHeap() - before
	m = empty(m)
	printRow(how, filled, liveHeap()-before)
	runtime.KeepAlive(m)
}

// pointers does the same with values of their own on the heap.
func pointers(n int) {
	before := liveHeap()
	m := make(map[int]*session.Session)
	for k := range n {
		m[k] = &session.Session{UserID: int64(k)}
	}
	filled := liveHeap() - before
	for k := range n {
		delete(m, k)
	}
	printRow("map[int]*Session, delete every key", filled, liveHeap()-before)
	runtime.KeepAlive(m)
}

func liveHeap() int64 {
	debug.FreeOSMemory() // a GC that also waits for the sweep
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func printRow(how string, filled, emptied int64) {
	fmt.Printf("%-34s %8.1f MiB %8.1f MiB\n", how, float64(filled)/(1<<20), float64(emptied)/(1<<20))
}
