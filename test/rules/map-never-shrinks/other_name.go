package p

type registry struct {
	byName map[string][4]int // want "registry.byName keeps"
}

// A local that is another name of the field.
func (r *registry) sweep(dead map[string]bool) {
	m := r.byName
	for name := range m {
		if dead[name] {
			delete(m, name)
		}
	}
}

func (r *registry) add(name string) {
	fill(r.byName, name)
}

func fill(m map[string][4]int, name string) {
	m[name] = [4]int{1}
}

type used struct {
	m map[string]int // want "used.m keeps" // refused rebuild-map "not deleted from in a range" // refused release-when-empty "m, another name of it, is in use there"
}

func (u *used) use(name string) int {
	m := u.m
	m[name]++
	delete(m, "x"+name)
	return len(m)
}

type handed struct {
	m map[string]int // want "handed.m keeps" // refused rebuild-map "m is a parameter" // refused release-when-empty "parameter"
}

func (h *handed) use(name string) {
	h.m[name]++
	drop(h.m, name)
}

func drop(m map[string]int, name string) {
	delete(m, name)
}
