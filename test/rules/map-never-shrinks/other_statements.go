package p

import "maps"

type deferred struct {
	m map[string]int // want "deferred.m keeps" // refused rebuild-map "runs later" // refused release-when-empty "runs later"
}

func (d *deferred) put(k string) { d.m[k]++ }

func (d *deferred) use(k string) {
	defer delete(d.m, k)
}

type jumping struct {
	m map[string]int // want "jumping.m keeps" // refused rebuild-map "goto" // refused release-when-empty "goto"
}

func (j *jumping) use(k string) {
	j.m[k]++
	if k == "" {
		goto end
	}
	delete(j.m, k)
end:
}

type byFunc struct {
	m map[string]int // want "byFunc.m keeps"
}

func (b *byFunc) use(k string) {
	b.m[k]++
	maps.DeleteFunc(b.m, func(_ string, v int) bool { return v > 1 })
}
