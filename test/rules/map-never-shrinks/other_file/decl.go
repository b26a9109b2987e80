package p

import "container/list"

type hub struct {
	watchers map[string]*list.List // want "^hub.watchers keeps"
}
