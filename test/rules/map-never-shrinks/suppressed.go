package p

type suppressed struct {
	//heapghost:ignore map-never-shrinks at most a few thousand entries
	above map[int]int

	// How many there are.
	//heapghost:ignore map-never-shrinks bounded
	// More words.
	doc map[int]int

	same map[int]int //heapghost:ignore map-never-shrinks bounded
	lint map[int]int //nolint:gosec,heapghost
	none map[int]int //heapghost:ignore slice-delete-stale-tail another rule // want "suppressed.none keeps"
}

func (s *suppressed) use(k int) {
	s.above[k] = 1
	delete(s.above, k-1)
	s.doc[k] = 1
	delete(s.doc, k-1)
	s.same[k] = 1
	delete(s.same, k-1)
	s.lint[k] = 1
	delete(s.lint, k-1)
	s.none[k] = 1
	delete(s.none, k-1)
}
