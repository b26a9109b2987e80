// What may run while a slice is ranged over: functions of the package by name, and code that nobody can tell.
package p

import (
	"fmt"
	"log"
	"maps"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
)

type item struct{ call func() }

type waker interface{ wake() }

type named []int

type plain struct{ a, b int }

type shown struct{ n int }

func (shown) String() string { return "" }

type pair[T any] struct{ a, b T }

func (*pair[T]) both() {}

type renamed = shown

func values() func(func(int) bool) { return nil }

func two() (int, shown) { return 0, shown{} }

func compare(a, b int) int { return a - b }

type list0 struct {
	items []*item
}

func (t *list0) add(it *item) { t.items = append(t.items, it) }

func (t *list0) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "f may run any code"
}

func (t *list0) each(f func()) {
	for _, it := range t.items {
		_ = it
		f()
	}
}

type list1 struct {
	items []*item
}

func (t *list1) add(it *item) { t.items = append(t.items, it) }

func (t *list1) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "w.wake may run any code"
}

func (t *list1) each(w waker) {
	for _, it := range t.items {
		_ = it
		w.wake()
	}
}

type list2 struct {
	items []*item
}

func (t *list2) add(it *item) { t.items = append(t.items, it) }

func (t *list2) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "it.call may run any code"
}

func (t *list2) each() {
	for _, it := range t.items {
		_ = it
		it.call()
	}
}

type list3 struct {
	items []*item
}

func (t *list3) add(it *item) { t.items = append(t.items, it) }

func (t *list3) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "remove is called while it is ranged over"
}

func (t *list3) each() {
	for _, it := range t.items {
		_ = it
		t.remove(0)
	}
}

type list4 struct {
	items []*item
}

func (t *list4) add(it *item) { t.items = append(t.items, it) }

func (t *list4) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "remove is called while it is ranged over"
}

func (t *list4) each() {
	for _, it := range t.items {
		_ = it
		t.first()
	}
}

func (t *list4) first()  { t.second() }
func (t *list4) second() { t.first(); t.remove(0) }

type list5 struct {
	items []*item
	other []*item
}

func (t *list5) add(it *item) { t.items = append(t.items, it) }

func (t *list5) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "it.call may run any code"
}

func (t *list5) each() {
	for _, it := range t.items {
		_ = it
		t.again()
	}
}

func (t *list5) again() {
	t.again()
	for _, it := range t.other {
		it.call()
	}
}

type list6 struct {
	items    []*item
	handlers map[string]func()
}

func (t *list6) add(it *item) { t.items = append(t.items, it) }

func (t *list6) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "while a function may run any code"
}

func (t *list6) each() {
	for _, it := range t.items {
		_ = it
		t.handlers["a name that goes on for longer than forty"]()
	}
}

type list7 struct {
	items    []*item
	handlers map[string]func()
}

func (t *list7) add(it *item) { t.items = append(t.items, it) }

func (t *list7) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "while a function may run any code"
}

func (t *list7) each() {
	for _, it := range t.items {
		_ = it
		t.
			handlers["a"]()
	}
}

type list8 struct {
	items    []*item
	handlers map[string]func()
}

func (t *list8) add(it *item) { t.items = append(t.items, it) }

func (t *list8) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "while t.handlers..a name that fits.. may run any code"
}

func (t *list8) each() {
	for _, it := range t.items {
		_ = it
		t.handlers["a name that fits"]()
	}
}

type list9 struct {
	items []*item
}

func (t *list9) add(it *item) { t.items = append(t.items, it) }

func (t *list9) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "other goroutines run while this one waits"
}

func (t *list9) each(ch chan int) {
	for _, it := range t.items {
		_ = it
		ch <- 1
	}
}

type list10 struct {
	items []*item
}

func (t *list10) add(it *item) { t.items = append(t.items, it) }

func (t *list10) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "other goroutines run while this one waits"
}

func (t *list10) each(ch chan int) {
	for _, it := range t.items {
		_ = it
		<-ch
	}
}

type list11 struct {
	items []*item
}

func (t *list11) add(it *item) { t.items = append(t.items, it) }

func (t *list11) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "other goroutines run while this one waits"
}

func (t *list11) each() {
	for _, it := range t.items {
		_ = it
		select {}
	}
}

type list12 struct {
	items []*item
}

func (t *list12) add(it *item) { t.items = append(t.items, it) }

func (t *list12) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "other goroutines run while this one waits"
}

func (t *list12) each(ch chan int) {
	for _, it := range t.items {
		_ = it
		for range ch {
		}
	}
}

type list13 struct {
	items []*item
}

func (t *list13) add(it *item) { t.items = append(t.items, it) }

func (t *list13) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "other goroutines run while this one waits"
}

func (t *list13) each(seq func(func() bool)) {
	for _, it := range t.items {
		_ = it
		for range seq {
		}
	}
}

type list14 struct {
	items []*item
}

func (t *list14) add(it *item) { t.items = append(t.items, it) }

func (t *list14) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "other goroutines run while this one waits"
}

func (t *list14) each() {
	for _, it := range t.items {
		_ = it
		for range values() {
		}
	}
}

type list15 struct {
	items []*item
}

func (t *list15) add(it *item) { t.items = append(t.items, it) }

func (t *list15) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list15) each(m map[int]int) {
	for _, it := range t.items {
		_ = it
		for range maps.Keys(m) {
		}
	}
}

type list16 struct {
	items []*item
}

func (t *list16) add(it *item) { t.items = append(t.items, it) }

func (t *list16) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list16) each(l []int) {
	for _, it := range t.items {
		_ = it
		for range slices.Values(l) {
		}
	}
}

type list17 struct {
	items []*item
}

func (t *list17) add(it *item) { t.items = append(t.items, it) }

func (t *list17) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list17) each(l []int) {
	for _, it := range t.items {
		_ = it
		for range l {
		}
	}
}

type list18 struct {
	items []*item
}

func (t *list18) add(it *item) { t.items = append(t.items, it) }

func (t *list18) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list18) each(m map[int]int) {
	for _, it := range t.items {
		_ = it
		for range m {
		}
	}
}

type list19 struct {
	items []*item
}

func (t *list19) add(it *item) { t.items = append(t.items, it) }

func (t *list19) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list19) each() {
	for _, it := range t.items {
		_ = it
		for range 3 {
		}
	}
}

type list20 struct {
	items []*item
}

func (t *list20) add(it *item) { t.items = append(t.items, it) }

func (t *list20) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list20) each(l []int) {
	for _, it := range t.items {
		_ = it
		_ = -len(l)
	}
}

type list21 struct {
	items []*item
}

func (t *list21) add(it *item) { t.items = append(t.items, it) }

func (t *list21) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list21) each(l named) {
	for _, it := range t.items {
		_ = it
		_ = []int(l)
	}
}

type list22 struct {
	items []*item
}

func (t *list22) add(it *item) { t.items = append(t.items, it) }

func (t *list22) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "remove is called while it is ranged over"
}

func (t *list22) each() {
	for _, it := range t.items {
		_ = it
		func() { t.remove(1) }()
	}
}

type list23 struct {
	items []*item
}

func (t *list23) add(it *item) { t.items = append(t.items, it) }

func (t *list23) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list23) each(n int) {
	for _, it := range t.items {
		_ = it
		func() { n++ }()
	}
}

type list24 struct {
	items []*item
}

func (t *list24) add(it *item) { t.items = append(t.items, it) }

func (t *list24) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list24) each(n int, l []int, a [2]int, p *int, ch chan int, m map[int]int, v plain, d time.Duration, at time.Time, b *bool) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(n, l, a, p, ch, m, v, d, at, b)
	}
}

type list25 struct {
	items []*item
}

func (t *list25) add(it *item) { t.items = append(t.items, it) }

func (t *list25) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list25) each(x any) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list26 struct {
	items []*item
}

func (t *list26) add(it *item) { t.items = append(t.items, it) }

func (t *list26) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list26) each(x fmt.Stringer) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list27 struct {
	items []*item
}

func (t *list27) add(it *item) { t.items = append(t.items, it) }

func (t *list27) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list27) each(x shown) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list28 struct {
	items []*item
}

func (t *list28) add(it *item) { t.items = append(t.items, it) }

func (t *list28) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list28) each(x *shown) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list29 struct {
	items []*item
}

func (t *list29) add(it *item) { t.items = append(t.items, it) }

func (t *list29) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list29) each(x []shown) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list30 struct {
	items []*item
}

func (t *list30) add(it *item) { t.items = append(t.items, it) }

func (t *list30) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list30) each(x [2]shown) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list31 struct {
	items []*item
}

func (t *list31) add(it *item) { t.items = append(t.items, it) }

func (t *list31) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list31) each(x chan shown) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list32 struct {
	items []*item
}

func (t *list32) add(it *item) { t.items = append(t.items, it) }

func (t *list32) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list32) each(x map[shown]int) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list33 struct {
	items []*item
}

func (t *list33) add(it *item) { t.items = append(t.items, it) }

func (t *list33) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list33) each(x map[int]shown) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list34 struct {
	items []*item
}

func (t *list34) add(it *item) { t.items = append(t.items, it) }

func (t *list34) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list34) each(x struct {
	n int
	s shown
}) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list35 struct {
	items []*item
}

func (t *list35) add(it *item) { t.items = append(t.items, it) }

func (t *list35) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list35) each(x pair[int]) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list36 struct {
	items []*item
}

func (t *list36) add(it *item) { t.items = append(t.items, it) }

func (t *list36) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list36) each(x renamed) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list37 struct {
	items []*item
}

func (t *list37) add(it *item) { t.items = append(t.items, it) }

func (t *list37) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list37) each(x ******int) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list38 struct {
	items []*item
}

func (t *list38) add(it *item) { t.items = append(t.items, it) }

func (t *list38) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list38) each(x *******int) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list39 struct {
	items []*item
}

func (t *list39) add(it *item) { t.items = append(t.items, it) }

func (t *list39) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list39) each(x struct{ f func() }) {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(x)
	}
}

type list40 struct {
	items []*item
}

func (t *list40) add(it *item) { t.items = append(t.items, it) }

func (t *list40) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "fmt.Sprint may run any code"
}

func (t *list40) each() {
	for _, it := range t.items {
		_ = it
		_ = fmt.Sprint(two())
	}
}

type list41 struct {
	items []*item
}

func (t *list41) add(it *item) { t.items = append(t.items, it) }

func (t *list41) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list41) each(n int) {
	for _, it := range t.items {
		_ = it
		_ = strings.ToUpper("a") + strconv.Itoa(n)
	}
}

type list42 struct {
	items []*item
}

func (t *list42) add(it *item) { t.items = append(t.items, it) }

func (t *list42) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list42) each(b *strings.Builder) {
	for _, it := range t.items {
		_ = it
		b.WriteString("a")
	}
}

type list43 struct {
	items []*item
}

func (t *list43) add(it *item) { t.items = append(t.items, it) }

func (t *list43) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list43) each(at time.Time) {
	for _, it := range t.items {
		_ = it
		_ = at.Unix()
	}
}

type list44 struct {
	items []*item
}

func (t *list44) add(it *item) { t.items = append(t.items, it) }

func (t *list44) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list44) each(n int) {
	for _, it := range t.items {
		_ = it
		_ = sort.Search(n, func(i int) bool { return i > 2 })
	}
}

type list45 struct {
	items []*item
}

func (t *list45) add(it *item) { t.items = append(t.items, it) }

func (t *list45) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "f may run any code"
}

func (t *list45) each(n int, f func() bool) {
	for _, it := range t.items {
		_ = it
		_ = sort.Search(n, func(i int) bool { return f() })
	}
}

type list46 struct {
	items []*item
}

func (t *list46) add(it *item) { t.items = append(t.items, it) }

func (t *list46) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "sort.Search may run any code"
}

func (t *list46) each(n int, less func(int) bool) {
	for _, it := range t.items {
		_ = it
		_ = sort.Search(n, less)
	}
}

type list47 struct {
	items []*item
}

func (t *list47) add(it *item) { t.items = append(t.items, it) }

func (t *list47) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list47) each(l []int) {
	for _, it := range t.items {
		_ = it
		slices.SortFunc(l, compare)
	}
}

type list48 struct {
	items []*item
}

func (t *list48) add(it *item) { t.items = append(t.items, it) }

func (t *list48) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "remove is called while it is ranged over"
}

func (t *list48) each(l []int) {
	for _, it := range t.items {
		_ = it
		slices.SortFunc(l, (t.compare))
	}
}

func (t *list48) compare(a, b int) int { t.remove(a); return b }

type list49 struct {
	items []*item
}

func (t *list49) add(it *item) { t.items = append(t.items, it) }

func (t *list49) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "sort.IsSorted may run any code"
}

func (t *list49) each(x sort.Interface) {
	for _, it := range t.items {
		_ = it
		_ = sort.IsSorted(x)
	}
}

type list50 struct {
	items []*item
}

func (t *list50) add(it *item) { t.items = append(t.items, it) }

func (t *list50) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "x.Len may run any code"
}

func (t *list50) each(x sort.Interface) {
	for _, it := range t.items {
		_ = it
		_ = x.Len()
	}
}

type list51 struct {
	items []*item
}

func (t *list51) add(it *item) { t.items = append(t.items, it) }

func (t *list51) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "x.Len may run any code"
}

func (t *list51) each(x struct{ sort.Interface }) {
	for _, it := range t.items {
		_ = it
		_ = x.Len()
	}
}

type list52 struct {
	items []*item
}

func (t *list52) add(it *item) { t.items = append(t.items, it) }

func (t *list52) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list52) each(x struct{ sort.IntSlice }) {
	for _, it := range t.items {
		_ = it
		_ = x.Len()
	}
}

type list53 struct {
	items []*item
}

func (t *list53) add(it *item) { t.items = append(t.items, it) }

func (t *list53) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "log.Println may run any code"
}

func (t *list53) each() {
	for _, it := range t.items {
		_ = it
		log.Println()
	}
}

type list54 struct {
	items []*item
}

func (t *list54) add(it *item) { t.items = append(t.items, it) }

func (t *list54) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "os.Clearenv may run any code"
}

func (t *list54) each() {
	for _, it := range t.items {
		_ = it
		os.Clearenv()
	}
}

type list55 struct {
	items []*item
}

func (t *list55) add(it *item) { t.items = append(t.items, it) }

func (t *list55) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "clear may run any code"
}

func (t *list55) each(clear func() int) {
	for _, it := range t.items {
		_ = it
		_ = clear()
	}
}

type list56 struct {
	items []*item
}

func (t *list56) add(it *item) { t.items = append(t.items, it) }

func (t *list56) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "f may run any code"
}

func (t *list56) each(f func()) {
	for _, it := range t.items {
		_ = it
		go f()
	}
}

type list57 struct {
	items []*item
}

func (t *list57) add(it *item) { t.items = append(t.items, it) }

func (t *list57) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "it.call may run any code"
}

func (t *list57) each() {
	for _, it := range t.items {
		_ = it
		defer it.call()
	}
}

type list58 struct {
	items []*item
}

func (t *list58) add(it *item) { t.items = append(t.items, it) }

func (t *list58) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "remove is called while it is ranged over"
}

func (t *list58) each(n int) {
	for _, it := range t.items {
		_ = it
		generic(n)
	}
}

func generic[T any](T) { one.remove(0) }

var one list58

type list59 struct {
	items []*item
}

func (t *list59) add(it *item) { t.items = append(t.items, it) }

func (t *list59) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list59) each(n int) {
	for _, it := range t.items {
		_ = it
		generic2[int](n)
	}
}

func generic2[T any](T) {}

type list60 struct {
	items []*item
}

func (t *list60) add(it *item) { t.items = append(t.items, it) }

func (t *list60) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "x.String may run any code"
}

func (t *list60) each(n shown) {
	for _, it := range t.items {
		_ = it
		constrained(n)
	}
}

func constrained[T fmt.Stringer](x T) { _ = x.String() }

type list61 struct {
	items []*item
}

func (t *list61) add(it *item) { t.items = append(t.items, it) }

func (t *list61) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list61) each(f func()) {
	for i := range t.items {
		_ = i
		f()
	}
}

type list62 struct {
	items []*item
}

func (t *list62) add(it *item) { t.items = append(t.items, it) }

func (t *list62) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list62) each(f func()) {
	for i, _ := range t.items {
		_ = i
		f()
	}
}

type list63 struct {
	items []*item
}

func (t *list63) add(it *item) { t.items = append(t.items, it) }

func (t *list63) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds"
}

func (t *list63) each(f func()) {
	for range t.items {
		f()
	}
}

type list64 struct {
	items []*item
}

func (t *list64) add(it *item) { t.items = append(t.items, it) }

func (t *list64) remove(i int) {
	t.items = append(t.items[:i], t.items[i+1:]...) // want "^t.items still holds" // refused copy-and-truncate "f may run any code"
}

func (t *list64) each(f func()) {
	for _, it = range t.items {
		_ = it
		f()
	}
}

var it *item
