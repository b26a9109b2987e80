package p

// Another package may hold the map of what it can name: a fix is offered, and says so.

type Exported struct {
	M   map[string]int // want "Exported.M keeps" // unsafe rebuild-map // unsafe release-when-empty
	own map[string]int // want "Exported.own keeps"
}

func (e *Exported) Use(k string) {
	e.M[k] = 1
	delete(e.M, k)
	e.own[k] = 1
	delete(e.own, k)
}

type unreachable struct {
	M map[string]int // want "unreachable.M keeps"
}

func (u *unreachable) use(k string) {
	u.M[k] = 1
	delete(u.M, k)
}

var Shared = map[string]int{} // want "Shared keeps" // unsafe rebuild-map // unsafe release-when-empty

func Use(k string) {
	Shared[k] = 1
	delete(Shared, k)
}
