package load

import "go/types"

// Obstacle reports why a size is not defined: a "type parameter" or an "invalid" type is part of t's memory.
func Obstacle(t types.Type) string { return obstacle(t, map[types.Type]bool{}) }

func obstacle(t types.Type, seen map[types.Type]bool) string {
	if seen[t] {
		return ""
	}
	seen[t] = true
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		if t.Kind() == types.Invalid {
			return "invalid"
		}
	case *types.TypeParam:
		return "type parameter"
	case *types.Array:
		// The length is negative where it is not known.
		if t.Len() < 0 {
			return "invalid"
		}
		return obstacle(t.Elem(), seen)
	case *types.Struct:
		for i := range t.NumFields() {
			if s := obstacle(t.Field(i).Type(), seen); s != "" {
				return s
			}
		}
	case *types.Named:
		return obstacle(t.Underlying(), seen)
	}
	return ""
}

// Pointers reports whether the garbage collector follows anything inside a value of type t.
func Pointers(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Kind() == types.String || t.Kind() == types.UnsafePointer
	case *types.Array:
		return t.Len() > 0 && Pointers(t.Elem())
	case *types.Struct:
		for i := range t.NumFields() {
			if Pointers(t.Field(i).Type()) {
				return true
			}
		}
		return false
	}
	return true
}
