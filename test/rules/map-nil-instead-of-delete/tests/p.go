package p

type thing struct{ n int }

var things = map[string]*thing{}

func add(k string) {
	things[k] = &thing{}
}

func remove(k string) {
	things[k] = nil // want "things keeps" // unsafe delete-key
}

func has(k string) bool {
	return things[k] != nil
}

var stored = map[string]*thing{}

func store(k string) {
	stored[k] = &thing{}
}
