// What a slice is part of tells how long it lives.
package p

import "os"

type item struct{ dead bool }

type holder struct {
	items []*item
	lists map[string][]*item
}

type lists [][]*item

type array [2][]*item

type byValue struct{ holder }

type byPointer struct{ *holder }

var table = map[string][]*item{}

func ofAnotherPackage(i int) {
	os.Args = append(os.Args[:i], os.Args[i+1:]...) // want "^os.Args still holds its last string" // refused copy-and-truncate "^it is exported"
}

func (b byPointer) promoted(i int) {
	b.items = append(b.items[:i], b.items[i+1:]...) // want "^b.items still holds" // refused copy-and-truncate "^b is a copy in use there"
}

func (b byValue) copied(i int) {
	b.items = append(b.items[:i], b.items[i+1:]...)
	b.lists["a"] = append(b.lists["a"][:i], b.lists["a"][i+1:]...)
}

func (b *byValue) shared(i int) {
	b.items = append(b.items[:i], b.items[i+1:]...) // want "^b.items still holds"
}

func elementOfTable(name string, i int) {
	table[name] = append(table[name][:i], table[name][i+1:]...) // want "^table\[name\] still holds"
}

func elementOfSlice(given lists, i int) {
	given[i] = append(given[i][:i], given[i][i+1:]...) // want "^given\[i\] still holds" // refused copy-and-truncate "^given is a parameter: the caller may hold the array too$"
}

func elementOfPointed(many *array, i int) {
	many[0] = append(many[0][:i], many[0][i+1:]...) // want "^many\[0\] still holds" // refused copy-and-truncate "^many is a parameter"
}

func elementOfCopy(few array, i int) {
	few[0] = append(few[0][:i], few[0][i+1:]...)
}

func (l lists) remove(i int) {
	l[0] = append(l[0][:i], l[0][i+1:]...) // want "^l\[0\] still holds" // refused copy-and-truncate "^l is a parameter"
}

func (a array) remove(i int) {
	a[0] = append(a[0][:i], a[0][i+1:]...)
}

func locals(i int) (named []*item) {
	var h holder
	h.items = append(h.items[:i], h.items[i+1:]...)
	m := map[string][]*item{}
	m["a"] = append(m["a"][:i], m["a"][i+1:]...)
	named = append(named[:i], named[i+1:]...)
	return named
}

func fieldOfPointer(i int) {
	p := &holder{}
	p.items = append(p.items[:i], p.items[i+1:]...) // want "^p.items still holds"
}

func behindPointer(named []*item, i int) {
	q := &named
	*q = append((*q)[:i], (*q)[i+1:]...) // want "still holds" // refused copy-and-truncate "^who else holds the slice behind the pointer is not known$"
}
