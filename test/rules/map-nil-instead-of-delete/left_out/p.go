package p

type thing struct{ n int }

var things = map[string]*thing{}

func use(k string) bool {
	things[k] = &thing{}
	things[k] = nil
	return things[k] == nil
}
