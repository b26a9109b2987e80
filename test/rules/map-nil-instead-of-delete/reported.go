package main

import "fmt"

type conn struct{ id int }

func (c *conn) send(text string) { fmt.Println(c.id, text) }

type hub struct {
	conns map[string]*conn
}

func (h *hub) join(name string, c *conn) {
	h.conns[name] = c
}

func (h *hub) leave(name string) {
	h.conns[name] = nil // want "hub.conns keeps .* nothing in its package deletes from it; delete the key instead" // likely "takes nil for none"
}

func (h *hub) send(name, text string) {
	c := h.conns[name]
	if c == nil {
		fmt.Println("nobody is called", name)
		return
	}
	c.send(text)
}

var all = &hub{conns: map[string]*conn{}}

func main() {
	all.send("a", "early")
	all.join("a", &conn{1})
	all.send("a", "hello")
	all.leave("a")
	all.leave("b")
	all.send("a", "late")
}
