package p

// Another package may hold the map of what it can name, or copy the struct, and with it the map.

type Exported struct {
	M   map[string]int // want "Exported.M keeps" // refused rebuild-map "exported: other packages" // refused release-when-empty "exported: other packages"
	own map[string]int // want "Exported.own keeps" // unsafe release-when-empty
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

var Shared = map[string]int{} // want "Shared keeps" // refused rebuild-map "exported: other packages" // refused release-when-empty "exported: other packages"

func Use(k string) {
	Shared[k] = 1
	delete(Shared, k)
}
