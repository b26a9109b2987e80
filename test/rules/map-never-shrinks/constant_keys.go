// Keys that are constants wherever something is inserted are few.
package p

type big struct{ a [10]int64 }

const first = "first"

type constant struct {
	names  map[string]big
	both   map[string]big // want "^constant.both keeps" // refused rebuild-map "^it is not deleted from in a range over it"
	range_ map[string]big // want "^constant.range_ keeps" // refused rebuild-map "^it is not deleted from in a range over it"
}

func (c *constant) put(name string, all []string) {
	c.names[first] = big{}
	c.names["a"+"b"] = big{}
	delete(c.names, name)
	c.both[first] = big{}
	c.both[name] = big{}
	delete(c.both, first)
	for _, name := range all {
		c.range_[name] = big{}
	}
	delete(c.range_, first)
}
