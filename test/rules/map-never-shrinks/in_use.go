// While the old map is in use by another name or in a copy of its struct, nothing puts a new one in place.
package p

import "sync"

type used0 struct {
	m map[int]string // want "^used0.m keeps" // refused release-when-empty "^m, another name of it, is in use .in_use.go:\d+. while f may run any code"

}

func (h *used0) remove(k int) {
	delete(h.m, k)
}

func (h *used0) look(f func()) {
	m := h.m
	f()
	m[1] = ""
}

func (h *used0) put(k int) { h.m[k] = "" }

type used1 struct {
	m map[int]string // want "^used1.m keeps"

}

func (h *used1) remove(k int) {
	delete(h.m, k)
}

func (h *used1) look(f func()) {
	m := h.m
	m[1] = ""
	f()
}

func (h *used1) put(k int) { h.m[k] = "" }

type used2 struct {
	m map[int]string // want "^used2.m keeps"

}

func (h *used2) remove(k int) {
	delete(h.m, k)
}

func (h *used2) look(f func()) {
	f()
	m := h.m
	m[1] = ""
}

func (h *used2) put(k int) { h.m[k] = "" }

type used3 struct {
	m map[int]string // want "^used3.m keeps" // refused release-when-empty "^m, another name of it, is in use .in_use.go:\d+. while f may run any code"

}

func (h *used3) remove(k int) {
	delete(h.m, k)
}

func (h *used3) look(f func()) {
	m := h.m
	for range 3 {
		m[1] = ""
		f()
	}
}

func (h *used3) put(k int) { h.m[k] = "" }

type used4 struct {
	m map[int]string // want "^used4.m keeps" // refused release-when-empty "^m, another name of it, is in use .in_use.go:\d+. while f may run any code"

}

func (h *used4) remove(k int) {
	delete(h.m, k)
}

func (h *used4) look(f func()) {
	m := h.m
	for i := 0; i < 3; i++ {
		m[1] = ""
		f()
	}
}

func (h *used4) put(k int) { h.m[k] = "" }

type used5 struct {
	m map[int]string // want "^used5.m keeps"

}

func (h *used5) remove(k int) {
	delete(h.m, k)
}

func (h *used5) look(f func()) {
	for range 3 {
		m := h.m
		m[1] = ""
		f()
	}
}

func (h *used5) put(k int) { h.m[k] = "" }

type used6 struct {
	m map[int]string // want "^used6.m keeps" // refused release-when-empty "^m, another name of it, is in use in a function .in_use.go:\d+.$"

}

func (h *used6) remove(k int) {
	delete(h.m, k)
}

func (h *used6) look(f func()) {
	m := h.m
	func() { m[1] = "" }()
}

func (h *used6) put(k int) { h.m[k] = "" }

type used7 struct {
	m map[int]string // want "^used7.m keeps"

}

func (h *used7) remove(k int) {
	delete(h.m, k)
}

func (h *used7) look(f func()) {
	func() {
		m := h.m
		m[1] = ""
		f()
	}()
}

func (h *used7) put(k int) { h.m[k] = "" }

type used8 struct {
	m map[int]string // want "^used8.m keeps" // refused release-when-empty "^m, another name of it, is in use .in_use.go:\d+. while f may run any code"

}

func (h *used8) remove(k int) {
	delete(h.m, k)
}

func (h *used8) look(f func()) {
	func() {
		m := h.m
		f()
		m[1] = ""
	}()
}

func (h *used8) put(k int) { h.m[k] = "" }

type used9 struct {
	m map[int]string // want "^used9.m keeps" // refused release-when-empty "^m, another name of it, is in use .in_use.go:\d+. while f may run any code"

}

func (h *used9) remove(k int) {
	delete(h.m, k)
}

func (h *used9) look(f func()) {
	var m = h.m
	f()
	m[1] = ""
}

func (h *used9) put(k int) { h.m[k] = "" }

type used10 struct {
	m map[int]string // want "^used10.m keeps" // refused release-when-empty "^m, another name of it, is in use .in_use.go:\d+. while f may run any code"

}

func (h *used10) remove(k int) {
	delete(h.m, k)
}

func (h *used10) look(f func()) {
	var n, m = 1, (h.m)
	f()
	m[n] = ""
}

func (h *used10) put(k int) { h.m[k] = "" }

type used11 struct {
	m  map[int]string // want "^used11.m keeps"
	mu sync.Mutex
}

func (h *used11) remove(k int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.m, k)
}

func (h *used11) look(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	m := h.m
	f()
	m[1] = ""
}

func (h *used11) put(k int) { h.m[k] = "" }

type used12 struct {
	m  map[int]string // want "^used12.m keeps"
	mu sync.Mutex
}

func (h *used12) remove(k int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.m, k)
}

func (h *used12) look(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var m = h.m
	f()
	m[1] = ""
}

func (h *used12) put(k int) { h.m[k] = "" }

type used13 struct {
	m  map[int]string // want "^used13.m keeps" // refused release-when-empty "^m, another name of it, is in use .in_use.go:\d+. while h.mu.Lock may run any code"
	mu sync.Mutex
}

func (h *used13) remove(k int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.m, k)
}

func (h *used13) look(f func()) {
	m := h.m
	h.mu.Lock()
	defer h.mu.Unlock()
	f()
	m[1] = ""
}

func (h *used13) put(k int) { h.m[k] = "" }

type used14 struct {
	m map[int]string // want "^used14.m keeps" // refused release-when-empty "^remove is called while m, another name of it, is in use"

}

func (h *used14) remove(k int) {
	delete(h.m, k)
}

func (h *used14) look(f func()) {
	m := h.m
	h.remove(2)
	m[1] = ""
}

func (h *used14) put(k int) { h.m[k] = "" }

type used15 struct {
	m map[int]string // want "^used15.m keeps" // refused release-when-empty "^m, another name of it, is in use there"

}

func (h *used15) remove(k int) {
	delete(h.m, k)
}

func (h *used15) look(f func()) {
	m := h.m
	delete(h.m, 2)
	m[1] = ""
}

func (h *used15) put(k int) { h.m[k] = "" }

type used16 struct {
	m map[int]string // want "^used16.m keeps"

}

func (h *used16) remove(k int) {
	delete(h.m, k)
}

func (h *used16) look(f func()) {
	delete(h.m, 2)
	m := h.m
	m[1] = ""
}

func (h *used16) put(k int) { h.m[k] = "" }

type used17 struct {
	m map[int]string // want "^used17.m keeps"

}

func (h *used17) remove(k int) {
	delete(h.m, k)
}

func (h *used17) look(f func()) {
	m := h.m
	m[1] = ""
	delete(h.m, 2)
}

func (h *used17) put(k int) { h.m[k] = "" }

type used18 struct {
	m map[int]string // want "^used18.m keeps"

}

func (h *used18) remove(k int) {
	delete(h.m, k)
}

func (h *used18) look(f func()) {
	fill(h.m, f)
}

func (h *used18) put(k int) { h.m[k] = "" }

func fill(m map[int]string, f func()) {
	m[1] = ""
}

type used19 struct {
	m map[int]string // want "^used19.m keeps" // refused release-when-empty "^m, another name of it, is in use .in_use.go:\d+. while f may run any code"

}

func (h *used19) remove(k int) {
	delete(h.m, k)
}

func (h *used19) look(f func()) {
	fillAnd(h.m, f)
}

func (h *used19) put(k int) { h.m[k] = "" }

func fillAnd(m map[int]string, f func()) {
	m[1] = ""
	f()
}

type used20 struct {
	m map[int]string // want "^used20.m keeps" // refused release-when-empty "^m, another name of it, is in use in a function"

}

func (h *used20) remove(k int) {
	delete(h.m, k)
}

func (h *used20) look(f func()) {
	fillIn(h.m, f)
}

func (h *used20) put(k int) { h.m[k] = "" }

func fillIn(m map[int]string, f func()) {
	func() { m[1] = "" }()
}

type used21 struct {
	m map[int]string // want "^used21.m keeps"

}

func (h *used21) remove(k int) {
	delete(h.m, k)
}

var look = func(h *used21, f func()) {
	m := h.m
	m[1] = ""
	f()
}

func (h *used21) put(k int) { h.m[k] = "" }

type used22 struct {
	m map[int]string // want "^used22.m keeps" // refused release-when-empty "^m, another name of it, is in use .in_use.go:\d+. while f may run any code"

}

func (h *used22) remove(k int) {
	delete(h.m, k)
}

var lookAgain = func(h *used22, f func()) {
	m := h.m
	f()
	m[1] = ""
}

func (h *used22) put(k int) { h.m[k] = "" }

type used23 struct {
	m map[int]string // want "^used23.m keeps"

}

func (h *used23) remove(k int) {
	delete(h.m, k)
}

func (h used23) look(f func()) {
	_ = h.m[1]
}

func (h *used23) put(k int) { h.m[k] = "" }

type used24 struct {
	m map[int]string // want "^used24.m keeps" // refused release-when-empty "^h is a copy in use .in_use.go:\d+. while f may run any code"

}

func (h *used24) remove(k int) {
	delete(h.m, k)
}

func (h used24) look(f func()) {
	_ = h.m[1]
	f()
}

func (h *used24) put(k int) { h.m[k] = "" }

type used25 struct {
	m map[int]string // want "^used25.m keeps" // refused release-when-empty "^h is a copy in use .in_use.go:\d+. while f may run any code"

}

func (h *used25) remove(k int) {
	delete(h.m, k)
}

func lookAtCopy(h used25, f func()) {
	_ = h.m[1]
	f()
}

func (h *used25) put(k int) { h.m[k] = "" }

type used26 struct {
	m map[int]string // want "^used26.m keeps"

}

func (h *used26) remove(k int) {
	delete(h.m, k)
}

func lookAtPointer(h *used26, f func()) {
	_ = h.m[1]
	f()
}

func (h *used26) put(k int) { h.m[k] = "" }
