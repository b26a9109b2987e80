package session

import (
	"encoding/binary"
	"testing"
	"time"
)

func id(i int) ID {
	var id ID
	binary.LittleEndian.PutUint64(id[:], uint64(i))
	return id
}

func TestCache(t *testing.T) {
	now := time.Now()
	c := NewCache()
	for i := range 100 {
		c.Login(id(i), Session{UserID: int64(i), Expires: now.Add(time.Duration(i) * time.Second)})
	}
	if got := c.UserOf(id(7)); got != 7 {
		t.Errorf("UserOf(7) = %d", got)
	}
	if got := c.UserOf(id(1000)); got != 0 {
		t.Errorf("UserOf of a stranger = %d, want 0", got)
	}
	c.Extend(id(1), now.Add(time.Hour))
	ended, other := c.Watch(id(99)), c.Watch(id(98))
	if got := c.Sweep(now.Add(50 * time.Second)); got != 50 {
		t.Errorf("Sweep ended %d sessions, want 50", got)
	}
	if s, ok := c.Get(id(1), now); !ok || s.UserID != 1 {
		t.Errorf("Get(1) = %v, %v", s, ok)
	}
	if _, ok := c.Get(id(2), now); ok {
		t.Error("session 2 outlived the sweep")
	}
	c.Logout(id(99))
	<-ended
	select {
	case <-other:
		t.Error("the watcher of session 98 was told of the end of 99")
	default:
	}
	if got := c.Len(); got != 49 {
		t.Errorf("Len = %d, want 49", got)
	}
}
