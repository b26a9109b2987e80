package p

// An array type that holds itself: whether copies of it share anything has no end.

type Loop [2]Loop

var loop Loop
var inner = loop[0]

type Codec struct {
	pending map[string]string
}

func (c *Codec) run(k string) {
	codec := *c
	c.pending[k] = k
	delete(c.pending, k)
	use(inner, codec)
}

func use(Loop, Codec) {}
