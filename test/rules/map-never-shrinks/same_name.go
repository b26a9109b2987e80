package p

// Two fields of one name are two variables.

type kept struct {
	items map[int]string // want "^kept.items keeps"
}

type dropped struct {
	items map[int]string
}

func (k *kept) use(i int) {
	k.items[i] = "x"
	delete(k.items, i-1)
}

func (d *dropped) use(i int) {
	d.items[i] = "x"
	delete(d.items, i-1)
	d.items = nil
}
