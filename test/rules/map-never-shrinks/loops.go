package p

type grid struct {
	cells map[[2]int]string // want "grid.cells keeps"
}

func (g *grid) set(x, y int, s string) { g.cells[[2]int{x, y}] = s }

// The outermost loop that ends, with its label.
func (g *grid) clearArea(w, h int) int {
	n := 0
rows:
	for y := 0; y < h; y++ {
		for x := 0; x < w; x++ {
			if g.cells[[2]int{x, y}] == "wall" {
				continue rows
			}
			delete(g.cells, [2]int{x, y})
			n++
		}
	}
	return n
}

type finder struct {
	m map[string]int // want "finder.m keeps"
}

func (f *finder) set(s string, i int) { f.m[s] = i }

// One delete, and the loop is left: nothing to sweep.
func (f *finder) removeValue(want int) bool {
	for s, i := range f.m {
		if i == want {
			delete(f.m, s)
			return true
		}
	}
	return false
}

type input struct {
	m map[string]int // want "input.m keeps"
}

// A loop over what arrives may never end.
func (i *input) serve(in chan string, next func() bool) {
	for s := range in {
		i.m[s]++
		delete(i.m, s+"x")
	}
	for next() {
		delete(i.m, "y")
	}
}
