package p

type onlyTests struct{ m map[int]int }

func (o *onlyTests) add(k int) { o.m[k] = 1 }

type resetInTests struct {
	m map[int]int // want "resetInTests.m keeps"
}

func (r *resetInTests) use(k int) {
	r.m[k] = 1
	delete(r.m, k-1)
}
