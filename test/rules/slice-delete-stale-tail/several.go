package p

type label struct{ name, value string }

type set struct {
	labels []label
	names  []string
	funcs  []func()
	first  int
}

func (s *set) cut(from, to int) {
	s.labels = append(s.labels[:from], s.labels[to:]...) // want "s.labels still holds the label elements behind its new length" // refused copy-and-truncate "repeat elements"
}

func (s *set) dropFirst(n int) {
	s.names = append(s.names[:0], s.names[n:]...) // want "s.names still holds the string elements"
}

func (s *set) label(i int) {
	s.labels = append(s.labels[:i], s.labels[i+1:]...) // want "s.labels still holds its last label"
}

func (s *set) name(i int) {
	s.names = append(s.names[:i], s.names[i+1:]...) // want "s.names still holds its last string"
}

func (s *set) function(i int) {
	s.funcs = append(s.funcs[:i], s.funcs[i+1:]...) // want "s.funcs still holds its last func"
}

func (s *set) both(find func(string) int) {
	s.names = append(s.names[:find("a")], s.names[find("b"):]...) // want "s.names still holds the string elements" // refused copy-and-truncate "repeat elements"
}

func (s *set) two() {
	s.names = append(s.names[:s.first], s.names[s.first+2:]...) // want "s.names still holds the string elements"
}

func (s *set) tail(n int) {
	s.names = append(s.names[:n-1], s.names[len(s.names)-n:]...) // want "s.names still holds the string elements" // refused copy-and-truncate "repeat elements"
}

func (s *set) firsts(indices []int) {
	s.names = append(s.names[:0], s.names[indices[0]:]...) // want "s.names still holds the string elements"
}

func (s *set) narrow(from uint8, to int64) {
	s.names = append(s.names[:from], s.names[to:]...) // want "s.names still holds the string elements" // refused copy-and-truncate "repeat elements"
}
