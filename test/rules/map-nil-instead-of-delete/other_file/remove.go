package p

func remove(k string) {
	things[k] = nil // want "things keeps" // likely "takes nil for none"
	kept[k] = nil
}
