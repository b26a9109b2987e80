// Package store shows its map to others.
package store

// Store has entries.
type Store struct{ Entries map[string]int }

// Put adds.
func (s *Store) Put(k string) { s.Entries[k] = 1 }

// Remove removes.
func (s *Store) Remove(k string) { delete(s.Entries, k) }
