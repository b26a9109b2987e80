package p

// The instance holds a larger one of the same type, which holds a larger one.

type Grow[T any] struct {
	next Grow[[]T]
}

var grow map[int]Grow[int]

func f(k int) {
	grow[k] = Grow[int]{}
	delete(grow, k)
}
