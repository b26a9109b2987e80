package main

import "fmt"

type queue struct {
	jobs []*int
}

func (q *queue) skip(n int) {
	q.jobs = append(q.jobs[:0], q.jobs[n:]...) // want "q.jobs still holds the \*int elements"
}

func main() {
	q := &queue{}
	for i := 0; i < 6; i++ {
		// Before Go 1.22 all of them point to one i.
		q.jobs = append(q.jobs, &i)
	}
	for _, n := range []int{1, 0, 2} {
		q.skip(n)
		fmt.Println(len(q.jobs), cap(q.jobs), *q.jobs[0])
	}
}
