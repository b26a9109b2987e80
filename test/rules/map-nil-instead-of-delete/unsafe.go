package p

import (
	"fmt"
	"maps"
	"reflect"
)

type entry struct{ n int }

var counted = map[string]*entry{}

func addCounted(k string) int  { counted[k] = &entry{}; return len(counted) }
func dropCounted(k string)     { counted[k] = nil } // want "counted keeps" // unsafe delete-key // likely "takes nil for none"
func hasCounted(k string) bool { return counted[k] != nil }

var listed = map[string]*entry{}

func addListed(k string)  { listed[k] = &entry{} }
func dropListed(k string) { listed[k] = nil } // want "listed keeps" // unsafe delete-key // possible "keys"

func keysListed() (all []string) {
	for k := range maps.Keys(listed) {
		if listed[k] != nil {
			all = append(all, k)
		}
	}
	return all
}

var looped = map[string]*entry{}

func addLooped(k string)  { looped[k] = &entry{} }
func dropLooped(k string) { looped[k] = nil } // want "looped keeps" // unsafe delete-key // likely "takes nil for none"

func sumLooped() (sum int) {
	for _, e := range looped {
		if e != nil {
			sum += e.n
		}
	}
	return sum
}

var asked = map[string]*entry{}

func addAsked(k string)  { asked[k] = &entry{} }
func dropAsked(k string) { asked[k] = nil } // want "asked keeps" // unsafe delete-key // likely "takes nil for none"

func getAsked(k string) int {
	if e, ok := asked[k]; ok && e != nil {
		return e.n
	}
	e, ok := asked[k]
	if !ok || (e == nil) {
		return 0
	}
	return e.n
}

var printed = map[string]*entry{}

func addPrinted(k string)      { printed[k] = &entry{} }
func dropPrinted(k string)     { printed[k] = nil } // want "printed keeps" // unsafe delete-key // likely "takes nil for none"
func hasPrinted(k string) bool { return printed[k] != nil }
func printAll()                { fmt.Println(printed) }

var handed = map[string]*entry{}

func addHanded(k string)      { handed[k] = &entry{} }
func dropHanded(k string)     { handed[k] = nil } // want "handed keeps" // unsafe delete-key // possible "may delete from it"
func hasHanded(k string) bool { return handed[k] != nil }

func lookAtHanded() int { return reflect.ValueOf(handed).Len() }

// What other packages see.

// Table is exported, and so is its map.
type Table struct{ Rows map[string]*entry }

func (t *Table) Add(k string)      { t.Rows[k] = &entry{} }
func (t *Table) Drop(k string)     { t.Rows[k] = nil } // want "Table.Rows keeps" // unsafe delete-key // possible "other packages may delete from it"
func (t *Table) Has(k string) bool { return t.Rows[k] != nil }

// NewTable makes one.
func NewTable() *Table { return &Table{Rows: map[string]*entry{}} }

// Hidden is exported, and its map is not: others may print it.
type Hidden struct{ rows map[string]*entry }

// NewHidden makes one.
func NewHidden() *Hidden { return &Hidden{rows: map[string]*entry{}} }

func (h *Hidden) Add(k string)      { h.rows[k] = &entry{} }
func (h *Hidden) Drop(k string)     { h.rows[k] = nil } // want "Hidden.rows keeps" // unsafe delete-key // likely "takes nil for none"
func (h *Hidden) Has(k string) bool { return h.rows[k] != nil }

type dumped struct{ rows map[string]*entry }

var dump = &dumped{rows: map[string]*entry{}}

func (d *dumped) add(k string)      { d.rows[k] = &entry{} }
func (d *dumped) drop(k string)     { d.rows[k] = nil } // want "dumped.rows keeps" // unsafe delete-key // likely "takes nil for none"
func (d *dumped) has(k string) bool { return d.rows[k] != nil }
func (d *dumped) print()            { fmt.Println(*d) }

// A statement that cannot be changed without loss.

func noted(k string) {
	counted /* all of them */ [k] = nil // want "counted keeps" // refused delete-key "a comment stands within the statement"
	counted[k] = /* gone */ nil         // want "counted keeps" // refused delete-key "a comment stands within the statement"
	delete := func(map[string]*entry, string) {}
	counted[k] = nil // want "counted keeps" // refused delete-key "delete is declared anew here"
	delete(nil, k)
}
