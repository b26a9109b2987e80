package p

var shadowed = map[int]int{}

func use(k int) {
	delete := func(m map[int]int, k int) { m[k] = 0 }
	shadowed[k] = 1
	delete(shadowed, k)
}
