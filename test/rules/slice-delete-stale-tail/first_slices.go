// An array that a slice gets may be somebody else's, and what lies behind its length may be taken into use again.
package p

import "slices"

type item struct{ n int }

type items []*item

type list0 struct {
	items []*item
	other int
}

func (l *list0) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list0) set() {
	l.items = nil
}

type list1 struct {
	items []*item
	other int
}

func (l *list1) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list1) set() {
	l.items = []*item{}
}

type list2 struct {
	items []*item
	other int
}

func (l *list2) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list2) set() {
	l.items = make([]*item, 0, 8)
}

type list3 struct {
	items []*item
	other int
}

func (l *list3) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may hold what others hold .first_slices.go:\d+.$"
}

func (l *list3) set(given []*item) {
	l.items = given
}

type list4 struct {
	items []*item
	other int
}

func (l *list4) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list4) set(it *item) {
	l.items = append(l.items, it)
}

type list5 struct {
	items []*item
	other int
}

func (l *list5) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list5) set(given []*item) {
	l.items = append(l.items, given...)
}

type list6 struct {
	items []*item
	other int
}

func (l *list6) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may hold what others hold .first_slices.go:\d+.$"
}

func (l *list6) set(given []*item, it *item) {
	l.items = append(given, it)
}

type list7 struct {
	items []*item
	other int
}

func (l *list7) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list7) set(given []*item) {
	l.items = append([]*item{}, given...)
}

type list8 struct {
	items []*item
	other int
}

func (l *list8) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list8) set(given []*item) {
	l.items = append([]*item(nil), given...)
}

type list9 struct {
	items []*item
	other int
}

func (l *list9) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may hold what others hold .first_slices.go:\d+.$"
}

func (l *list9) set(given []*item, it *item) {
	l.items = append(items(given), it)
}

type list10 struct {
	items []*item
	other int
}

func (l *list10) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list10) set(given []*item) {
	l.items = slices.Clone(given)
}

type list11 struct {
	items []*item
	other int
}

func (l *list11) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list11) set(given []*item) {
	l.items = slices.Concat(given, given)
}

type list12 struct {
	items []*item
	other int
}

func (l *list12) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may hold what others hold .first_slices.go:\d+.$"
}

func (l *list12) set(given []*item) {
	l.items = slices.Insert(given, 0)
}

type list13 struct {
	items []*item
	other int
}

func (l *list13) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list13) set() {
	l.items = l.items[:0]
}

type list14 struct {
	items []*item
	other int
}

func (l *list14) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list14) set() {
	l.items = l.items[:len(l.items)-1]
}

type list15 struct {
	items []*item
	other int
}

func (l *list15) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list15) set() {
	l.items = l.items[1:]
}

type list16 struct {
	items []*item
	other int
}

func (l *list16) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list16) set(k int) {
	l.items = l.items[:len(l.items)-1-k]
}

type list17 struct {
	items []*item
	other int
}

func (l *list17) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length .first_slices.go:\d+.$"
}

func (l *list17) set(k int) {
	l.items = l.items[:k]
}

type list18 struct {
	items []*item
	other int
}

func (l *list18) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list18) set() {
	l.items = l.items[:len(l.items)+1]
}

type list19 struct {
	items []*item
	other int
}

func (l *list19) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list19) set() {
	l.items = l.items[:cap(l.items)]
}

type list20 struct {
	items []*item
	other int
}

func (l *list20) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list20) set(given []*item) {
	l.items = l.items[:len(given)]
}

type list21 struct {
	items []*item
	other int
}

func (l *list21) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list21) set() {
	k := len(l.items)
	l.items = l.items[:k]
}

type list22 struct {
	items []*item
	other int
}

func (l *list22) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list22) set() {
	k := len(l.items)
	l.items = l.items[:k-1]
}

type list23 struct {
	items []*item
	other int
}

func (l *list23) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list23) set() {
	var k = len(l.items)
	l.items = l.items[:k-1]
}

type list24 struct {
	items []*item
	other int
}

func (l *list24) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list24) set() {
	k := len(l.items)
	k++
	l.items = l.items[:k]
}

type list25 struct {
	items []*item
	other int
}

func (l *list25) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list25) set() {
	k := len(l.items)
	k = 2
	l.items = l.items[:k]
}

type list26 struct {
	items []*item
	other int
}

func (l *list26) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list26) set(f func(*int)) {
	k := len(l.items)
	f(&k)
	l.items = l.items[:k]
}

type list27 struct {
	items []*item
	other int
}

func (l *list27) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list27) set() {
	k := cap(l.items)
	l.items = l.items[:k]
}

type list28 struct {
	items []*item
	other int
}

func (l *list28) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list28) set(given []*item) {
	k := len(given)
	l.items = l.items[:k]
}

type list29 struct {
	items []*item
	other int
}

func (l *list29) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list29) set() {
	k := len(l.items)
	l.items = l.items[:1]
	l.items = l.items[:k]
}

type list30 struct {
	items []*item
	other int
}

func (l *list30) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list30) set() {
	k := len(l.items)
	l.items = nil
	l.items = l.items[:k]
}

type list31 struct {
	items []*item
	other int
}

func (l *list31) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list31) set() {
	n, k := 1, len(l.items)
	l.items = l.items[:k-n]
}

type list32 struct {
	items []*item
	other int
}

func (l *list32) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list32) set() {
	for _, it := range l.items[:2] {
		_ = it
	}
}

type list33 struct {
	items []*item
	other int
}

func (l *list33) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list33) set() {
	for _, it := range l.items[2:] {
		_ = it
	}
}

type list34 struct {
	items []*item
	other int
}

func (l *list34) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list34) set() {
	copy(l.items, l.items[2:])
}

type list35 struct {
	items []*item
	other int
}

func (l *list35) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list35) set() {
	copy(l.items[:2], l.items)
}

type list36 struct {
	items []*item
	other int
}

func (l *list36) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list36) set(given []*item) {
	copy(given, l.items[:3])
}

type list37 struct {
	items []*item
	other int
}

func (l *list37) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list37) set(given []*item) {
	copy(given, l.items[:len(l.items)-1])
}

type list38 struct {
	items []*item
	other int
}

func (l *list38) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list38) set() {
	clear(l.items[:3])
}

type list39 struct {
	items []*item
	other int
}

func (l *list39) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list39) set() {
	_ = len(l.items[:3])
}

type list40 struct {
	items []*item
	other int
}

func (l *list40) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list40) set() {
	_ = cap(l.items[:3])
}

type list41 struct {
	items []*item
	other int
}

func (l *list41) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list41) set() {
	println(l.items[:3])
}

type list42 struct {
	items []*item
	other int
}

func (l *list42) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list42) set(it *item) {
	l.items = append(l.items[:1], it)
}

type list43 struct {
	items []*item
	other int
}

func (l *list43) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list43) set(it *item) {
	l.items = append(l.items[:0], it)
}

type list44 struct {
	items []*item
	other int
}

func (l *list44) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list44) set(it *item) {
	l.items = append(l.items[:len(l.items)-1], it)
}

type list45 struct {
	items []*item
	other int
}

func (l *list45) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list45) set(it *item, k int) {
	l.items = append(l.items[:k], append([]*item{it}, l.items[k:]...)...)
}

type list46 struct {
	items []*item
	other int
}

func (l *list46) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list46) set(k int) {
	l.items = append(l.items[:k], l.items[k:4]...)
}

type list47 struct {
	items []*item
	other int
}

func (l *list47) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may be sliced beyond its length"
}

func (l *list47) set(given []*item, k int) {
	l.items = append(l.items[:k], given[k:]...)
}

type list48 struct {
	items []*item
	other int
}

func (l *list48) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may hold what others hold .first_slices.go:\d+.$"
}

func (l *list48) set(given []*item) {
	l.items = given[:len(l.items)]
}

type list49 struct {
	items []*item
	other int
}

func (l *list49) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list49) set() {
	var made []*item
	for range 3 {
		made = append(made, nil)
	}
	l.items = made
}

type list50 struct {
	items []*item
	other int
}

func (l *list50) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds" // refused copy-and-truncate "^it may hold what others hold .first_slices.go:\d+.$"
}

func (l *list50) set(given []*item) {
	made := given[:0]
	l.items = made
}

type list51 struct {
	items []*item
	other int
}

func (l *list51) remove(i int) {
	l.items = append(l.items[:i], l.items[i+1:]...) // want "^l.items still holds"
}

func (l *list51) set(given []*item) {
	made := []*item{}
	made = append(made, given...)
	l.items = made
}
