// Package store hides its map.
package store

// Store has entries.
type Store struct{ entries *entries }

type entries struct{ m map[string]int }

// New makes one.
func New() Store { return Store{entries: &entries{m: make(map[string]int)}} }

// Put adds.
func (s Store) Put(k string) { s.entries.m[k] = 1; delete(s.entries.m, k+"x") }

// Len counts.
func (s Store) Len() int { return len(s.entries.m) }
