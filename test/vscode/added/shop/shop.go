// Package shop has maps of types of other packages: of the same module, and of the standard library.
package shop

import (
	"bytes"

	"example.com/sessiond/session"
)

// A Cart is what a user wants to buy.
type Cart struct {
	owner session.ID
	items []string
}

var (
	carts  map[session.ID]Cart
	users  map[session.ID]session.Session
	drafts map[string]bytes.Buffer
)
