package p

type thing struct{ n int }

var things = map[string]*thing{}

func add(k string) {
	things[k] = &thing{}
}

func has(k string) bool {
	return things[k] != nil
}
