package p

import "fmt"

type thing struct{ n int }

type box struct {
	things map[string]*thing
}

var made = map[string]*thing{}
var mixed = map[any]*thing{}
var boxes box

func (b *box) init() { b.things = map[string]*thing{} }

func put(k string, t *thing) {
	made[k], mixed[k] = t, t
	if boxes.things != nil {
		boxes.things[k] = t
	}
}

// Stored where the map may be nil, which panics, and delete does not.
func (b *box) drop(k string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("dropped: %v", r)
		}
	}()
	b.things[k] = nil // want "box.things keeps" // unsafe delete-key
	return nil
}

func dropMade(k string) { made[k] = nil } // want "made keeps" // likely "takes nil for none"

// A key that cannot be hashed panics in other words.
func dropMixed(k any) { mixed[k] = nil } // want "mixed keeps" // unsafe delete-key

func has(k string) bool {
	return boxes.things[k] != nil || made[k] != nil || mixed[k] != nil
}
