// Command sessiond is a small service with the memory of most services: a cache of sessions, a pool of connections
// and a queue of events. It runs through one day and prints what its heap holds at each hour of interest.
//
//	go run .                  the day of the service as it is
//	go run ./story            the same map, with each way to get the memory back
package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"runtime"
	"time"

	"example.com/sessiond/session"
)

func main() {
	users := flag.Int("users", 1_000_000, "`number` of users who sign in at rush hour")
	flag.Parse()

	cache := session.NewCache()
	fmt.Printf("%-44s %9s\n", "hour", "live heap")
	report("05:00 the service starts", cache)

	evening := time.Now().Add(12 * time.Hour)
	for i := range *users {
		cache.Login(id(i), session.Session{UserID: int64(i), Expires: evening})
	}
	report("09:00 rush hour, everyone has signed in", cache)

	cache.Sweep(evening)
	report("21:00 everyone has left, Sweep deleted all", cache)
	runtime.KeepAlive(cache)
}

func id(i int) session.ID {
	var id session.ID
	binary.LittleEndian.PutUint64(id[:], uint64(i))
	return id
}

func report(hour string, cache *session.Cache) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Printf("%-44s %6.1f MiB  %d sessions\n", hour, float64(m.HeapAlloc)/(1<<20), cache.Len())
}
