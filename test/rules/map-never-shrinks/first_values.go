// A map that a variable gets may be somebody else's, unless it is made there.
package p

import "maps"

type set map[int]string

var kept map[int]string

func made() map[int]string { return kept }

func loaded() (map[int]string, error) { return kept, nil }

type first0 struct {
	m map[int]string // want "^first0.m keeps"
	n int
}

func newfirst0() *first0 {
	return &first0{m: map[int]string{}}
}

func (f *first0) put(k int) { f.m[k] = "" }

func (f *first0) remove(k int) {
	delete(f.m, k)
}

type first1 struct {
	m map[int]string // want "^first1.m keeps"
	n int
}

func newfirst1() *first1 {
	return &first1{m: make(map[int]string, 8)}
}

func (f *first1) put(k int) { f.m[k] = "" }

func (f *first1) remove(k int) {
	delete(f.m, k)
}

type first2 struct {
	m map[int]string // want "^first2.m keeps"
	n int
}

func newfirst2() *first2 {
	return &first2{m: nil}
}

func (f *first2) put(k int) { f.m[k] = "" }

func (f *first2) remove(k int) {
	delete(f.m, k)
}

type first3 struct {
	m map[int]string // want "^first3.m keeps"
	n int
}

func newfirst3() *first3 {
	return &first3{m: (set{1: ""})}
}

func (f *first3) put(k int) { f.m[k] = "" }

func (f *first3) remove(k int) {
	delete(f.m, k)
}

type first4 struct {
	m map[int]string // want "^first4.m keeps"
	n int
}

func newfirst4() *first4 {
	return &first4{m: set(map[int]string{})}
}

func (f *first4) put(k int) { f.m[k] = "" }

func (f *first4) remove(k int) {
	delete(f.m, k)
}

type first5 struct {
	m map[int]string // want "^first5.m keeps"
	n int
}

func newfirst5() *first5 {
	return &first5{m: set(nil)}
}

func (f *first5) put(k int) { f.m[k] = "" }

func (f *first5) remove(k int) {
	delete(f.m, k)
}

type first6 struct {
	m map[int]string // want "^first6.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst6(given map[int]string) *first6 {
	return &first6{m: set(given)}
}

func (f *first6) put(k int) { f.m[k] = "" }

func (f *first6) remove(k int) {
	delete(f.m, k)
}

type first7 struct {
	m map[int]string // want "^first7.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst7(given map[int]string) *first7 {
	return &first7{m: given}
}

func (f *first7) put(k int) { f.m[k] = "" }

func (f *first7) remove(k int) {
	delete(f.m, k)
}

type first8 struct {
	m map[int]string // want "^first8.m keeps"
	n int
}

func newfirst8(given map[int]string) *first8 {
	return &first8{m: maps.Clone(given)}
}

func (f *first8) put(k int) { f.m[k] = "" }

func (f *first8) remove(k int) {
	delete(f.m, k)
}

type first9 struct {
	m map[int]string // want "^first9.m keeps"
	n int
}

func newfirst9(given map[int]string) *first9 {
	return &first9{m: maps.Collect(maps.All(given))}
}

func (f *first9) put(k int) { f.m[k] = "" }

func (f *first9) remove(k int) {
	delete(f.m, k)
}

type first10 struct {
	m map[int]string // want "^first10.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst10() *first10 {
	return &first10{m: made()}
}

func (f *first10) put(k int) { f.m[k] = "" }

func (f *first10) remove(k int) {
	delete(f.m, k)
}

type first11 struct {
	m map[int]string // want "^first11.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst11(load func() map[int]string) *first11 {
	return &first11{m: load()}
}

func (f *first11) put(k int) { f.m[k] = "" }

func (f *first11) remove(k int) {
	delete(f.m, k)
}

type first12 struct {
	m map[int]string // want "^first12.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst12(all []map[int]string) *first12 {
	return &first12{m: all[0]}
}

func (f *first12) put(k int) { f.m[k] = "" }

func (f *first12) remove(k int) {
	delete(f.m, k)
}

type first13 struct {
	m map[int]string // want "^first13.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst13(given *map[int]string) *first13 {
	return &first13{m: *given}
}

func (f *first13) put(k int) { f.m[k] = "" }

func (f *first13) remove(k int) {
	delete(f.m, k)
}

type first14 struct {
	m map[int]string // want "^first14.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst14(given any) *first14 {
	return &first14{m: given.(map[int]string)}
}

func (f *first14) put(k int) { f.m[k] = "" }

func (f *first14) remove(k int) {
	delete(f.m, k)
}

type first15 struct {
	m map[int]string // want "^first15.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst15(given chan map[int]string) *first15 {
	return &first15{m: <-given}
}

func (f *first15) put(k int) { f.m[k] = "" }

func (f *first15) remove(k int) {
	delete(f.m, k)
}

type first16 struct {
	m map[int]string // want "^first16.m keeps"
	n int
}

func newfirst16() *first16 {
	m := map[int]string{}
	m[1] = ""
	return &first16{m: m}
}

func (f *first16) put(k int) { f.m[k] = "" }

func (f *first16) remove(k int) {
	delete(f.m, k)
}

type first17 struct {
	m map[int]string // want "^first17.m keeps"
	n int
}

func newfirst17() *first17 {
	m := make(map[int]string)
	for i := range 9 {
		m[i] = ""
	}
	return &first17{m: (m)}
}

func (f *first17) put(k int) { f.m[k] = "" }

func (f *first17) remove(k int) {
	delete(f.m, k)
}

type first18 struct {
	m map[int]string // want "^first18.m keeps"
	n int
}

func newfirst18() *first18 {
	var m = map[int]string{}
	return &first18{m: m}
}

func (f *first18) put(k int) { f.m[k] = "" }

func (f *first18) remove(k int) {
	delete(f.m, k)
}

type first19 struct {
	m map[int]string // want "^first19.m keeps"
	n int
}

func newfirst19() *first19 {
	var m map[int]string
	m = map[int]string{}
	return &first19{m: m}
}

func (f *first19) put(k int) { f.m[k] = "" }

func (f *first19) remove(k int) {
	delete(f.m, k)
}

type first20 struct {
	m map[int]string // want "^first20.m keeps"
	n int
}

func newfirst20() *first20 {
	m := map[int]string{}
	m = nil
	return &first20{m: m}
}

func (f *first20) put(k int) { f.m[k] = "" }

func (f *first20) remove(k int) {
	delete(f.m, k)
}

type first21 struct {
	m map[int]string // want "^first21.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst21(given map[int]string) *first21 {
	m := given
	return &first21{m: m}
}

func (f *first21) put(k int) { f.m[k] = "" }

func (f *first21) remove(k int) {
	delete(f.m, k)
}

type first22 struct {
	m map[int]string // want "^first22.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst22(given map[int]string) *first22 {
	m := map[int]string{}
	if given != nil {
		m = given
	}
	return &first22{m: m}
}

func (f *first22) put(k int) { f.m[k] = "" }

func (f *first22) remove(k int) {
	delete(f.m, k)
}

type first23 struct {
	m map[int]string // want "^first23.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst23() *first23 {
	m := map[int]string{}
	n := &first23{m: m}
	m[1] = ""
	return n
}

func (f *first23) put(k int) { f.m[k] = "" }

func (f *first23) remove(k int) {
	delete(f.m, k)
}

type first24 struct {
	m map[int]string // want "^first24.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst24() *first24 {
	m := map[int]string{}
	kept = m
	return &first24{m: m}
}

func (f *first24) put(k int) { f.m[k] = "" }

func (f *first24) remove(k int) {
	delete(f.m, k)
}

type first25 struct {
	m map[int]string // want "^first25.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst25() *first25 {
	m := map[int]string{}
	f := func() { m[1] = "" }
	f()
	return &first25{m: m}
}

func (f *first25) put(k int) { f.m[k] = "" }

func (f *first25) remove(k int) {
	delete(f.m, k)
}

type first26 struct {
	m map[int]string // want "^first26.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst26() *first26 {
	m := map[int]string{}
	var n *first26
	for range 2 {
		n = &first26{m: m}
	}
	return n
}

func (f *first26) put(k int) { f.m[k] = "" }

func (f *first26) remove(k int) {
	delete(f.m, k)
}

type first27 struct {
	m map[int]string // want "^first27.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst27() *first27 {
	m := map[int]string{}
	var n *first27
	for i := 0; i < 2; i++ {
		n = &first27{m: m}
	}
	return n
}

func (f *first27) put(k int) { f.m[k] = "" }

func (f *first27) remove(k int) {
	delete(f.m, k)
}

type first28 struct {
	m map[int]string // want "^first28.m keeps"
	n int
}

func newfirst28() *first28 {
	var n *first28
	for range 2 {
		m := map[int]string{}
		n = &first28{m: m}
	}
	return n
}

func (f *first28) put(k int) { f.m[k] = "" }

func (f *first28) remove(k int) {
	delete(f.m, k)
}

type first29 struct {
	m map[int]string // want "^first29.m keeps"
	n int
}

func newfirst29() *first29 {
	m, n := map[int]string{}, 1
	m[n] = ""
	return &first29{m: m}
}

func (f *first29) put(k int) { f.m[k] = "" }

func (f *first29) remove(k int) {
	delete(f.m, k)
}

type first30 struct {
	m map[int]string // want "^first30.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst30() *first30 {
	m, err := loaded()
	_ = err
	return &first30{m: m}
}

func (f *first30) put(k int) { f.m[k] = "" }

func (f *first30) remove(k int) {
	delete(f.m, k)
}

type first31 struct {
	m map[int]string // want "^first31.m keeps"
	n int
}

func newfirst31() *first31 {
	n := &first31{}
	n.m = map[int]string{}
	return n
}

func (f *first31) put(k int) { f.m[k] = "" }

func (f *first31) remove(k int) {
	delete(f.m, k)
}

type first32 struct {
	m map[int]string // want "^first32.m keeps"
	n int
}

func newfirst32() *first32 {
	n := &first32{}
	n.m, kept = map[int]string{}, nil
	return n
}

func (f *first32) put(k int) { f.m[k] = "" }

func (f *first32) remove(k int) {
	delete(f.m, k)
}

type first33 struct {
	m map[int]string // want "^first33.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst33(given map[int]string) *first33 {
	n := &first33{}
	kept, n.m = nil, given
	return n
}

func (f *first33) put(k int) { f.m[k] = "" }

func (f *first33) remove(k int) {
	delete(f.m, k)
}

type first34 struct {
	m map[int]string // want "^first34.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst34() *first34 {
	n := &first34{}
	var err error
	n.m, err = loaded()
	_ = err
	return n
}

func (f *first34) put(k int) { f.m[k] = "" }

func (f *first34) remove(k int) {
	delete(f.m, k)
}

type first35 struct {
	m map[int]string // want "^first35.m keeps"
	n int
}

func newfirst35() *first35 {
	n := &first35{}
	m := map[int]string{}
	n.m = m
	return n
}

func (f *first35) put(k int) { f.m[k] = "" }

func (f *first35) remove(k int) {
	delete(f.m, k)
}

type first36 struct {
	m map[int]string // want "^first36.m keeps"
	n int
}

func newfirst36() *first36 {
	n := &first36{}
	(n.m) = (map[int]string{})
	return n
}

func (f *first36) put(k int) { f.m[k] = "" }

func (f *first36) remove(k int) {
	delete(f.m, k)
}

type first37 struct {
	m map[int]string // want "^first37.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst37(given map[int]string) *first37 {
	return &first37{given, 1}
}

func (f *first37) put(k int) { f.m[k] = "" }

func (f *first37) remove(k int) {
	delete(f.m, k)
}

type first38 struct {
	m map[int]string // want "^first38.m keeps"
	n int
}

func newfirst38() *first38 {
	return &first38{map[int]string{}, 1}
}

func (f *first38) put(k int) { f.m[k] = "" }

func (f *first38) remove(k int) {
	delete(f.m, k)
}

type first39 struct {
	m map[int]string // want "^first39.m keeps"
	n int
}

func newfirst39() *first39 {
	n := first39{m: nil}
	return &n
}

func (f *first39) put(k int) { f.m[k] = "" }

func (f *first39) remove(k int) {
	delete(f.m, k)
}

type first40 struct {
	m map[int]string // want "^first40.m keeps"
	n int
}

func newfirst40() *first40 {
	return &first40{m: map[int]string{}, n: 2}
}

func (f *first40) put(k int) { f.m[k] = "" }

func (f *first40) remove(k int) {
	delete(f.m, k)
}

type first41 struct {
	m map[int]string // want "^first41.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst41(given map[int]string) *first41 {
	n := []first41{{given, 1}}
	return &n[0]
}

func (f *first41) put(k int) { f.m[k] = "" }

func (f *first41) remove(k int) {
	delete(f.m, k)
}

type first42 struct {
	m map[int]string // want "^first42.m keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"
	n int
}

func newfirst42(given map[int]string) *first42 {
	n := []*first42{{given, 1}}
	return n[0]
}

func (f *first42) put(k int) { f.m[k] = "" }

func (f *first42) remove(k int) {
	delete(f.m, k)
}

type first43 struct {
	m map[int]string // want "^first43.m keeps"
	n int
}

func newfirst43() *first43 {
	m := map[int]string{}
	return &first43{m, 1}
}

func (f *first43) put(k int) { f.m[k] = "" }

func (f *first43) remove(k int) {
	delete(f.m, k)
}

var global0 = map[int]string{} // want "^global0 keeps"

var global1 = made() // want "^global1 keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"

var n, global2 = 1, map[int]string{} // want "^global2 keeps"

var global3, failed = loaded() // want "^global3 keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"

var global4, global5 = made(), map[int]string{} // want "^global4 keeps" // refused release-when-empty "^it may hold what others hold .first_values.go:\d+.$"

func globals(k int) {
	global0[k], global1[k], global2[k], global3[k], global4[k] = "", "", "", "", ""
	delete(global0, k)
	delete(global1, k)
	delete(global2, k)
	delete(global3, k)
	delete(global4, k)
	_ = global5
}
