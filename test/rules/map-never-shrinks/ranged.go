// A map is not rebuilt while somebody else ranges over it.
package p

import (
	"fmt"
	"maps"
	"slices"
)

type ranged0 struct {
	m map[int]string // want "^ranged0.m keeps" // refused rebuild-map "^it is ranged over .ranged.go:\d+. while f may run any code"
}

func (h *ranged0) put(k int) { h.m[k] = "" }

func (h *ranged0) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged0) look(f func()) {
	for range h.m {
		f()
	}
}

type ranged1 struct {
	m map[int]string // want "^ranged1.m keeps"
}

func (h *ranged1) put(k int) { h.m[k] = "" }

func (h *ranged1) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged1) look(f func()) {
	for k, v := range h.m {
		println(k, v)
	}
	f()
}

type ranged2 struct {
	m map[int]string // want "^ranged2.m keeps" // refused rebuild-map "^it is ranged over .ranged.go:\d+. while f may run any code"
}

func (h *ranged2) put(k int) { h.m[k] = "" }

func (h *ranged2) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged2) look(f func()) {
	for range maps.Keys(h.m) {
		f()
	}
}

type ranged3 struct {
	m map[int]string // want "^ranged3.m keeps"
}

func (h *ranged3) put(k int) { h.m[k] = "" }

func (h *ranged3) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged3) look(f func()) {
	for range maps.Keys(h.m) {
	}
	f()
}

type ranged4 struct {
	m map[int]string // want "^ranged4.m keeps" // refused rebuild-map "^it is looked through .ranged.go:\d+. while f may run any code"
}

func (h *ranged4) put(k int) { h.m[k] = "" }

func (h *ranged4) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged4) look(f func()) {
	maps.DeleteFunc(h.m, func(int, string) bool {
		f()
		return false
	})
}

type ranged5 struct {
	m map[int]string // want "^ranged5.m keeps"
}

func (h *ranged5) put(k int) { h.m[k] = "" }

func (h *ranged5) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged5) look(f func()) {
	maps.DeleteFunc(h.m, func(k int, v string) bool { return k > 1 })
}

type ranged6 struct {
	m map[int]string // want "^ranged6.m keeps"
}

func (h *ranged6) put(k int) { h.m[k] = "" }

func (h *ranged6) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged6) look(f func()) {
	_ = slices.Sorted(maps.Keys(h.m))
}

type ranged7 struct {
	m map[int]string // want "^ranged7.m keeps" // refused rebuild-map "^it is looked through .ranged.go:\d+. while f may run any code"
}

func (h *ranged7) put(k int) { h.m[k] = "" }

func (h *ranged7) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged7) look(f func()) {
	_ = maps.EqualFunc(h.m, h.m, func(a, b string) bool {
		f()
		return true
	})
}

type ranged8 struct {
	m map[int]string // want "^ranged8.m keeps"
}

func (h *ranged8) put(k int) { h.m[k] = "" }

func (h *ranged8) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged8) look(f func()) {
	_ = maps.Clone(h.m)
}

type ranged9 struct {
	m map[int]string // want "^ranged9.m keeps"
}

func (h *ranged9) put(k int) { h.m[k] = "" }

func (h *ranged9) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged9) look(f func()) {
	_ = fmt.Sprint(h.m)
}

type ranged10 struct {
	m map[int]string // want "^ranged10.m keeps" // refused rebuild-map "^it is looked through .ranged.go:\d+. while fmt.Sprint may run any code"
}

func (h *ranged10) put(k int) { h.m[k] = "" }

func (h *ranged10) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged10) look(f func()) {
	_ = fmt.Sprint(h.m, any(f))
}

type ranged11 struct {
	m map[int]string // want "^ranged11.m keeps"
}

func (h *ranged11) put(k int) { h.m[k] = "" }

func (h *ranged11) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged11) look(f func()) {
	for k := range h.m {
		for j := range h.m {
			if j > k {
				delete(h.m, j)
			}
		}
	}
}

type ranged12 struct {
	m map[int]string // want "^ranged12.m keeps" // refused rebuild-map "^it is ranged over there .ranged.go"
}

func (h *ranged12) put(k int) { h.m[k] = "" }

func (h *ranged12) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged12) look(f func()) {
	for k := range h.m {
		maps.DeleteFunc(h.m, func(j int, _ string) bool { return j > k })
	}
}

type ranged13 struct {
	m map[int]string // want "^ranged13.m keeps" // refused rebuild-map "^sweep is called while it is ranged over"
}

func (h *ranged13) put(k int) { h.m[k] = "" }

func (h *ranged13) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged13) look(f func()) {
	for range h.m {
		h.sweep()
	}
}

type ranged14 struct {
	m map[int]string // want "^ranged14.m keeps"
}

func (h *ranged14) put(k int) { h.m[k] = "" }

func (h *ranged14) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged14) look(f func()) {
	for range len(h.m) {
		h.sweep()
	}
}

type ranged15 struct {
	m map[int]string // want "^ranged15.m keeps" // refused rebuild-map "^it is ranged over .ranged.go:\d+. while f may run any code"
}

func (h *ranged15) put(k int) { h.m[k] = "" }

func (h *ranged15) sweep() {
	for k := range h.m {
		if k > 4 {
			delete(h.m, k)
		}
	}
}

func (h *ranged15) look(f func()) {
	for range h.m {
		switch {
		default:
			func() { f() }()
		}
	}
}
