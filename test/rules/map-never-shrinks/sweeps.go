// Where a sweep begins and ends, and iterators that read the map later.
package p

import (
	"maps"
	"slices"
)

type swept0 struct {
	m map[int]string // want "^swept0.m keeps"
}

func (h *swept0) put(k int) { h.m[k] = "" }

func (h *swept0) sweep() {
	for k := range h.m {
		if k > 1 {
			delete(h.m, k)
		}
	}
}

type swept1 struct {
	m map[int]string // want "^swept1.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (h *swept1) put(k int) { h.m[k] = "" }

func (h *swept1) sweep() {
	for k := range h.m {
		delete(h.m, k)
		break
	}
}

type swept2 struct {
	m map[int]string // want "^swept2.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (h *swept2) put(k int) { h.m[k] = "" }

func (h *swept2) sweep() {
	for k := range h.m {
		if k > 1 {
			delete(h.m, k)
			return
		}
	}
}

type swept3 struct {
	m map[int]string // want "^swept3.m keeps"
}

func (h *swept3) put(k int) { h.m[k] = "" }

func (h *swept3) sweep() {
	for k := range h.m {
		if k > 1 {
			delete(h.m, k)
			continue
		}
		println(k)
	}
}

type swept4 struct {
	m map[int]string // want "^swept4.m keeps" // refused rebuild-map "^the function uses goto$" // refused release-when-empty "^the function uses goto$"
}

func (h *swept4) put(k int) { h.m[k] = "" }

func (h *swept4) sweep() {
	for k := range h.m {
		if k > 1 {
			delete(h.m, k)
			goto end
		}
		println(k)
	end:
	}
}

type swept5 struct {
	m map[int]string // want "^swept5.m keeps" // refused rebuild-map "^the loop deletes every entry: nothing is left to copy$"
}

func (h *swept5) put(k int) { h.m[k] = "" }

func (h *swept5) sweep() {
	for k := range h.m {
		delete(h.m, k)
	}
}

func (h *swept5) remove(k int) { delete(h.m, k) }

type swept6 struct {
	m map[int]string // want "^swept6.m keeps"
}

func (h *swept6) put(k int) { h.m[k] = "" }

func (h *swept6) sweep() {
	for k := range h.m {
		if k == 3 {
			return
		}
		delete(h.m, k)
	}
}

type swept7 struct {
	m map[int]string // want "^swept7.m keeps"
}

func (h *swept7) put(k int) { h.m[k] = "" }

func (h *swept7) sweep() {
	for k := range h.m {
		if k == 3 {
			continue
		}
		delete(h.m, k)
	}
}

type swept8 struct {
	m map[int]string // want "^swept8.m keeps"
}

func (h *swept8) put(k int) { h.m[k] = "" }

func (h *swept8) sweep() {
outer:
	for {
		for k := range h.m {
			if k > 1 {
				delete(h.m, k)
				continue outer
			}
		}
		return
	}
}

type swept9 struct {
	m map[int]string // want "^swept9.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (h *swept9) put(k int) { h.m[k] = "" }

func (h *swept9) sweep(other *swept9) {
	for k := range h.m {
		if k > 1 {
			delete(h.m, k)
		}
		h = other
	}
}

type swept10 struct {
	m map[int]string // want "^swept10.m keeps"
}

func (h *swept10) put(k int) { h.m[k] = "" }

func (h *swept10) sweep(all []*swept10) {
	for _, h := range all {
		for k := range h.m {
			if k > 1 {
				delete(h.m, k)
			}
		}
	}
}

type swept11 struct {
	m map[int]string // want "^swept11.m keeps"
}

func (h *swept11) put(k int) { h.m[k] = "" }

func (h *swept11) sweep() {
	for k := range late.m {
		if k > 1 {
			delete(late.m, k)
		}
	}
}

var late = &swept11{}

type swept12 struct {
	m map[int]string // want "^swept12.m keeps" // refused rebuild-map "^an iterator over it is kept" // refused release-when-empty "^an iterator over it is kept"
}

func (h *swept12) put(k int) { h.m[k] = "" }

func (h *swept12) sweep() {
	it := maps.Keys(h.m)
	for k := range it {
		delete(h.m, k)
	}
}

type swept13 struct {
	m map[int]string // want "^swept13.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (h *swept13) put(k int) { h.m[k] = "" }

func (h *swept13) sweep() {
	for k := range maps.Keys(h.m) {
		if k > 1 {
			delete(h.m, k)
		}
	}
}

type swept14 struct {
	m map[int]string // want "^swept14.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (h *swept14) put(k int) { h.m[k] = "" }

func (h *swept14) sweep() {
	for _, k := range slices.Sorted(maps.Keys(h.m)) {
		delete(h.m, k)
	}
}

type swept15 struct {
	m map[int]string // want "^swept15.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (h *swept15) put(k int) { h.m[k] = "" }

func (h *swept15) sweep() {
	for _, k := range slices.Collect(maps.Keys(h.m)) {
		delete(h.m, k)
	}
}

type swept16 struct {
	m map[int]string // want "^swept16.m keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (h *swept16) put(k int) { h.m[k] = "" }

func (h *swept16) sweep() {
	for k := range maps.Collect(maps.All(h.m)) {
		delete(h.m, k)
	}
}
