package main

import (
	"errors"
	"fmt"
)

type failure struct {
	h *hub
}

func (f failure) Error() string {
	f.h.sweep()
	return "failed"
}

type hub struct{ m map[int]error }

func (h *hub) sweep() {
	for k := range h.m {
		if k > 0 {
			delete(h.m, k)
		}
	}
}

func (h *hub) texts() (n int) {
	for _, err := range h.m {
		if errors.Is(err, errors.ErrUnsupported) {
			continue
		}
		n += len(err.Error()) / 6
	}
	return n
}

func main() {
	h := &hub{m: map[int]error{}}
	for i := range 5000 {
		h.m[i] = failure{h}
	}
	fmt.Println(h.texts() <= 2, len(h.m))
}
