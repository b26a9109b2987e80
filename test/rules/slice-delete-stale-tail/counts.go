// One element goes, or several, or nobody knows how many.
package p

type item struct{ dead bool }

type queue struct {
	items []*item
	n     int
	at    []int
	ptr   *int
}

func next() int { return 0 }

func (q *queue) one1(i, j int) {
	q.items = append(q.items[:i], q.items[1+i:]...) // want "still holds its last"
}

func (q *queue) one2(i, j int) {
	q.items = append(q.items[:(i)], q.items[(i)+1:]...) // want "still holds its last"
}

func (q *queue) one3(i, j int) {
	q.items = append(q.items[:i-1], q.items[i:]...) // want "still holds its last"
}

func (q *queue) one4(i, j int) {
	q.items = append(q.items[:2], q.items[3:]...) // want "still holds its last"
}

func (q *queue) one5(i, j int) {
	q.items = append(q.items[:i+1], q.items[i+2:]...) // want "still holds its last"
}

func (q *queue) one6(i, j int) {
	q.items = append(q.items[:j-i], q.items[j-i+1:]...) // want "still holds its last"
}

func (q *queue) one7(i, j int) {
	q.items = append(q.items[:q.n], q.items[q.n+1:]...) // want "still holds its last"
}

func (q *queue) one8(i, j int) {
	q.items = append(q.items[:len(q.items)-1], q.items[len(q.items):]...) // want "still holds its last"
}

func (q *queue) several1(i, j int) {
	q.items = append(q.items[:i], q.items[i+2:]...) // want "still holds the \*item elements behind"
}

func (q *queue) several2(i, j int) {
	q.items = append(q.items[:i], q.items[2+i:]...) // want "still holds the \*item elements behind"
}

func (q *queue) several3(i, j int) {
	q.items = append(q.items[:2], q.items[4:]...) // want "still holds the \*item elements behind"
}

func (q *queue) several4(i, j int) {
	q.items = append(q.items[:i-1], q.items[i+1:]...) // want "still holds the \*item elements behind"
}

func (q *queue) several6(i, j int) {
	q.items = append(q.items[:i], q.items[j:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several7(i, j int) {
	q.items = append(q.items[:i], q.items[j+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several8(i, j int) {
	q.items = append(q.items[:i], q.items[1-i:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several10(i, j int) {
	q.items = append(q.items[:i], q.items[i*1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several11(i, j int) {
	q.items = append(q.items[:next()], q.items[next()+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) one9(i int) {
	q.items = append(q.items[:q.at[i+1]], q.items[q.at[i+1]+1:]...) // want "still holds its last"
}

func (q *queue) one10(i int) {
	q.items = append(q.items[:*q.ptr], q.items[*q.ptr+1:]...) // want "still holds its last"
}

func (q *queue) one11(i int) {
	q.items = append(q.items[:-i], q.items[-i+1:]...) // want "still holds its last"
}

func (q *queue) one12(i int) {
	q.items = append(q.items[:q.at[-i]], q.items[q.at[-i]+1:]...) // want "still holds its last"
}

func (q *queue) one13(i int) {
	q.items = append(q.items[:(*q).n], q.items[(*q).n+1:]...) // want "still holds its last"
}

func (q *queue) several12(i int, ch chan int) {
	q.items = append(q.items[:q.at[next()+1]], q.items[q.at[next()+1]+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several13(i int, ch chan int) {
	q.items = append(q.items[:q.at[1+next()]], q.items[q.at[1+next()]+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several14(i int, ch chan int) {
	q.items = append(q.items[:q.at[next()]], q.items[q.at[next()]+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several15(i int, ch chan int) {
	q.items = append(q.items[:-next()], q.items[-next()+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several16(i int, ch chan int) {
	q.items = append(q.items[:<-ch], q.items[<-ch+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several17(i int, ch chan int) {
	q.items = append(q.items[:(&queue{}).n], q.items[(&queue{}).n+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several18(i int, ch chan int) {
	q.items = append(q.items[:next()+q.n], q.items[next()+q.n+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several19(i int, ch chan int) {
	q.items = append(q.items[:q.n+next()], q.items[q.n+next()+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

func (q *queue) several20(i int, ch chan int) {
	q.items = append(q.items[:len(make([]int, i))], q.items[len(make([]int, i))+1:]...) // want "still holds the \*item elements behind" // refused copy-and-truncate "^append would repeat elements where the end lies before the start$"
}

// Nothing goes: an element is repeated, or all stays as it was.
func (q *queue) none(i int) {
	q.items = append(q.items[:i], q.items[i:]...)
	q.items = append(q.items[:i], q.items[i-1:]...)
	q.items = append(q.items[:3], q.items[3:]...)
	q.items = append(q.items[:3], q.items[2:]...)
}
