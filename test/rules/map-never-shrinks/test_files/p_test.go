package p

import "testing"

type inTest struct{ m map[int]int }

func (i *inTest) use(k int) { i.m[k] = 1; delete(i.m, k-1) }

func TestMaps(t *testing.T) {
	o := &onlyTests{m: map[int]int{}}
	o.add(1)
	delete(o.m, 1)
	r := &resetInTests{}
	r.m = make(map[int]int)
	r.use(1)
	r.m = make(map[int]int)
	(&inTest{m: r.m}).use(1)
}
