// What a function does with an argument of interface type, or of a type parameter, is not known.
package p

import "reflect"

type big struct{ a [10]int64 }

type zeroed struct{ m map[int]big }

func (z *zeroed) put(k int, b big) { z.m[k] = b }
func (z *zeroed) del(k int)        { delete(z.m, k) }
func (z *zeroed) reset()           { zero(&z.m) }

func zero(v any) { reflect.ValueOf(v).Elem().SetZero() }

type reset struct{ m map[int]big }

func (r *reset) put(k int, b big) { r.m[k] = b }
func (r *reset) del(k int)        { delete(r.m, k) }
func (r *reset) all()             { clearOut(&r.m) }

func clearOut[T any](p *T) {
	var none T
	*p = none
}

var kept []any

func keep(v any) { kept = append(kept, v) }

type shared struct {
	m map[int]big // want "shared.m keeps" // refused rebuild-map "passed to a function that may keep it" // refused release-when-empty "passed to a function that may keep it"
}

func (s *shared) put(k int, b big) { s.m[k] = b }
func (s *shared) del(k int)        { delete(s.m, k) }
func (s *shared) hand()            { keep(s.m) }
