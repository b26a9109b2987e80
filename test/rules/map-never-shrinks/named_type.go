package p

type names map[string]int

func (n names) put(s string)  { n[s] = len(n) }
func (n names) drop(s string) { delete(n, s) }

type book struct {
	index names // want "^book.index keeps" // refused rebuild-map "parameter" // refused release-when-empty "parameter"
}

func (b *book) turn(s string) {
	b.index.put(s)
	b.index.drop(s)
}

type shelf struct {
	names // want "^shelf.names keeps" // refused rebuild-map "parameter" // refused release-when-empty "parameter"
}

func (s *shelf) turn(x string) {
	s.put(x)
	s.drop(x)
}

type base struct {
	all map[string]int // want "^base.all keeps"
}

// A promoted field.
type derived struct{ *base }

func (d derived) turn(x string) {
	d.all[x] = 1
	delete(d.all, x+"y")
}
