package p

type label struct{ name, value string }

type set struct {
	labels []label
	anon   []struct{ p *int }
	names  []string
}

func (s *set) one(i int) {
	s.labels = append(s.labels[:i], s.labels[i+1:]...) // want "s.labels still holds its last label"
}

func (s *set) dropFirst(n int) {
	s.names = append(s.names[:0], s.names[n:]...) // want "s.names still holds the string elements"
}
