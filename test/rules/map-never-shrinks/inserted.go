// Only maps that something is inserted into by and by grow.
package p

import (
	"maps"
	"net/http"
)

type big struct{ a [10]int64 }

var filled = map[int]big{1: {}, 2: {}}

func takeOut(k int) { delete(filled, k) }

type copied struct {
	m map[int]big // want "^copied.m keeps"
}

func (c *copied) put(other map[int]big) { maps.Copy(c.m, other) }
func (c *copied) sweep()                { maps.DeleteFunc(c.m, func(int, big) bool { return true }) }

// A field of another package is that package's.
func header(r *http.Request, name string) {
	r.Form[name] = nil
	delete(r.Form, name)
}

type list struct{ m []big }

func (l *list) use(k int) { l.m[k] = big{} }

func result(k int) (m map[int]big) {
	m = map[int]big{}
	m[k] = big{}
	delete(m, k)
	return m
}
