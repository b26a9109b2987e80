package p

func has(k string) bool {
	if things[k] == nil {
		return false
	}
	delete(kept, k)
	return true
}
