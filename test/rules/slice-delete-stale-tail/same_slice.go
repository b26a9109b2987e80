// A deletion takes its two parts from one slice, which gets the result.
package p

type item struct{ dead bool }

type grid struct {
	rows  [][]*item
	named map[string][]*item
	array [4][]*item
	ptr   *[]*item
	index map[int]int
	n     int
	odd   [][]*item
}

type others struct {
	rows  [][]*item
	named map[string][]*item
	array [4][]*item
	ptr   *[]*item
	index map[int]int
	n     int
}

const zero = 0

func next() int { return 0 }

func (g *grid) written1(i, j int) {
	g.rows[i+1] = append(g.rows[i+1][:j], g.rows[i+1][j+1:]...) // want "^g.rows\[i\+1\] still holds its last"
}

func (g *grid) written2(i, j int) {
	g.rows[-i] = append(g.rows[-i][:j], g.rows[-i][j+1:]...) // want "still holds its last"
}

func (g *grid) written3(i, j int) {
	g.rows[len(g.rows)-1] = append(g.rows[len(g.rows)-1][:j], g.rows[len(g.rows)-1][j+1:]...) // want "still holds its last"
}

func (g *grid) written4(i, j int) {
	g.rows[cap(g.rows)-1] = append(g.rows[cap(g.rows)-1][:j], g.rows[cap(g.rows)-1][j+1:]...) // want "still holds its last"
}

func (g *grid) written5(i, j int) {
	g.rows[g.index[i]] = append(g.rows[g.index[i]][:j], g.rows[g.index[i]][j+1:]...) // want "still holds its last"
}

func (g *grid) written6(i, j int) {
	g.named["a"] = append(g.named["a"][:j], g.named["a"][j+1:]...) // want "still holds its last"
}

func (g *grid) written7(i, j int) {
	(g.array[1]) = append((g.array[1])[:j], g.array[(1)][j+1:]...) // want "^g.array\[1\] still holds its last"
}

func (g *grid) written8(i, j int) {
	*g.ptr = append((*g.ptr)[:j], (*g.ptr)[j+1:]...) // want "still holds its last" // refused copy-and-truncate "^who else holds the slice behind the pointer is not known$"
}

func (g *grid) written9(i, j int) {
	g.odd[i] = (append((g.odd[i][0:j]), (g.odd[i][j+1 : len(g.odd[i])])...)) // want "still holds its last"
}

func (g *grid) written10(i, j int) {
	g.odd[i] = append(g.odd[i][zero:j], g.odd[i][j+1:(len(g.odd[i]))]...) // want "still holds its last"
}

func (g *others) otherParts(h *others, i, j int) {
	g.rows[i] = append(g.rows[j][:j], g.rows[j][j+1:]...)
	g.rows[i] = append(g.rows[i][:j], g.rows[j][j+1:]...)
	g.rows[i] = append(g.rows[j][:j], g.rows[i][j+1:]...)
	g.rows[i+1] = append(g.rows[i-1][:j], g.rows[i-1][j+1:]...)
	g.rows[i+1] = append(g.rows[j+1][:j], g.rows[j+1][j+1:]...)
	g.rows[i+1] = append(g.rows[i+2][:j], g.rows[i+2][j+1:]...)
	g.rows[-i] = append(g.rows[^i][:j], g.rows[^i][j+1:]...)
	g.rows[-i] = append(g.rows[-j][:j], g.rows[-j][j+1:]...)
	g.rows[1] = append(g.rows[2][:j], g.rows[2][j+1:]...)
	g.named["a"] = append(g.named["b"][:j], g.named["b"][j+1:]...)
	g.rows[len(g.rows)-1] = append(g.rows[cap(g.rows)-1][:j], g.rows[cap(g.rows)-1][j+1:]...)
	g.rows[len(g.rows)-1] = append(g.rows[len(g.named)-1][:j], g.rows[len(g.named)-1][j+1:]...)
	g.rows[next()] = append(g.rows[next()][:j], g.rows[next()][j+1:]...)
	g.rows[i] = append(h.rows[i][:j], h.rows[i][j+1:]...)
	g.rows[i] = append(g.array[i][:j], g.array[i][j+1:]...)
	*g.ptr = append((*h.ptr)[:j], (*h.ptr)[j+1:]...)
	*g.ptr = append(g.rows[i][:j], g.rows[i][j+1:]...)
	g.rows[i] = append(g.rows[g.index[i]][:j], g.rows[g.index[i]][j+1:]...)
}

func (g *others) otherStatements(i, j int) {
	g.rows[i] = append(g.rows[i][1:j], g.rows[i][j+1:]...)
	g.rows[i] = append(g.rows[i][i:j], g.rows[i][j+1:]...)
	g.rows[i] = append(g.rows[i][:], g.rows[i][j+1:]...)
	g.rows[i] = append(g.rows[i], g.rows[i][j+1:]...)
	g.rows[i] = append(g.rows[i][:j], g.rows[i][:j]...)
	g.rows[i] = append(g.rows[i][:j], g.rows[i]...)
	g.rows[i] = append(g.rows[i][:j], g.rows[i][j+1:i]...)
	g.rows[i] = append(g.rows[i][:j], g.rows[i][j+1:cap(g.rows[i])]...)
	g.rows[i] = append(g.rows[i][:j], g.rows[i][j+1:len(g.rows[j])]...)
	g.rows[i] = append(g.rows[i][:j], g.rows[i][j+1:len(g.rows[i]):len(g.rows[i])]...)
	g.rows[i] = append(g.rows[i][:j:j], g.rows[i][j+1:]...)
	g.rows[i] = append(g.rows[i][:j], g.rows[i][j])
	g.rows[i], g.n = append(g.rows[i][:j], g.rows[i][j+1:]...), 1
	rows := append(g.rows[i][:j], g.rows[i][j+1:]...)
	_ = rows
}
