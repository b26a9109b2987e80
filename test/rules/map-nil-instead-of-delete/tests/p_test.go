package p

import "testing"

func TestRemove(t *testing.T) {
	delete(things, "a")
	add("a")
	remove("a")
	if has("a") || len(things) != 1 {
		t.Fatal(things)
	}
	clear(things)
	stored["a"] = nil
	store("a")
}
