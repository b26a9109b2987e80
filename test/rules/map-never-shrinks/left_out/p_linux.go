package p

func (c *cache) trim() {}

func (o *other) trim() {}
