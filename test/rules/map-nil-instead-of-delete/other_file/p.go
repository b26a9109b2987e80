package p

type thing struct{ n int }

var things = map[string]*thing{}

var kept = map[string]*thing{}

func add(k string) {
	things[k] = &thing{}
	kept[k] = &thing{}
}
