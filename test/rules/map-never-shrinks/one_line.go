package p

type set struct {
	m map[string]bool // want "set.m keeps"
}

func (s *set) add(k string)    { s.m[k] = true }
func (s *set) remove(k string) { delete(s.m, k) }
func (s *set) both(k string)   { delete(s.m, k); s.m[k] = true }
