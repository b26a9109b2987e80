package p

func remove(k string) {
	delete(things, k)
}
