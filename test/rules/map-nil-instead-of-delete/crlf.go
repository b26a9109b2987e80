package p

type page struct{ text string }

type pages struct {
	byName map[string]*page
}

var shown = pages{byName: map[string]*page{}}

func (p *pages) put(name string, one *page) {
	p.byName[name] = one
}

func (p *pages) drop(name string) {
	p.byName[name] = nil // want "pages.byName keeps" // likely "takes nil for none"
}

func (p *pages) has(name string) bool {
	return p.byName[name] != nil
}
