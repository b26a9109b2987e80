package main

import "fmt"

func count(sets [][]string, stop chan int) (n int) {
	for _, names := range sets {
		if seen := map[string]bool{}; len(names) > 0 {
			for _, name := range names {
				seen[name] = true
				delete(seen, "x")
			}
			n += len(seen)
		}
		select {
		case <-stop:
			left := map[int]int{1: 1}
			for k := range left {
				if k > 0 {
					delete(left, k)
				}
			}
			n += len(left)
		default:
			for m := map[int]int{1: 1, 2: 2}; len(m) > 1; {
				delete(m, 1)
			}
		}
		switch m := map[int]int{1: 1}; {
		case n > 0:
			delete(m, 1)
			n += len(m)
		}
	}
	return n
}

func main() {
	stop := make(chan int, 1)
	stop <- 1
	fmt.Println(count([][]string{{"a", "x"}, {"b"}, nil}, stop))
}
