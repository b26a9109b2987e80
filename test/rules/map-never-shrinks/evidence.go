// Which maps people want to hear of: long-lived, swept by the age of their entries and nothing else, cheap to fill.
package p

import (
	"container/heap"
	"container/list"
	"log"
	"maps"
	"time"
)

type seen struct {
	at   time.Time
	hits int
}

// Aged out.

var peers = map[string]seen{} // want "peers keeps" // likely "aged out"

func meet(name string, now time.Time) { peers[name] = seen{at: now} }

func forget(now time.Time) {
	for name, s := range peers {
		if s.at.Before(now) {
			delete(peers, name)
		}
	}
}

type byFunction struct {
	m map[string]seen // want "^byFunction.m keeps" // likely "aged out"
}

func newByFunction() *byFunction { return &byFunction{m: map[string]seen{}} }

func (c *byFunction) put(k string, s seen) { c.m[k] = s }

func (c *byFunction) sweep(now time.Time) {
	maps.DeleteFunc(c.m, func(_ string, s seen) bool { return now.Sub(s.at) > time.Hour })
}

type gathered struct {
	m map[string]*seen // want "^gathered.m keeps" // likely "aged out"
}

func newGathered() *gathered { return &gathered{m: map[string]*seen{}} }

func (c *gathered) put(k string, s *seen) { c.m[k] = s }

func (c *gathered) sweep(now time.Time) {
	var old []string
	for k, s := range c.m {
		age := now.Sub(s.at)
		expired := age > time.Minute
		if !expired {
			continue
		}
		old = append(old, k)
	}
	for _, k := range old {
		delete(c.m, k)
	}
}

type listed struct {
	m     map[string]seen // want "^listed.m keeps" // likely "aged out"
	order *list.List
}

type mark struct {
	key     string
	expires int64
}

func newListed() *listed { return &listed{m: map[string]seen{}, order: list.New()} }

func (c *listed) put(k string, s seen) {
	c.m[k] = s
	c.order.PushBack(mark{k, s.at.Unix()})
}

func (c *listed) sweep(now int64) {
	for e := c.order.Front(); e != nil; e = c.order.Front() {
		m := e.Value.(mark)
		if m.expires > now {
			break
		}
		c.order.Remove(e)
		delete(c.m, m.key)
	}
}

type marks []mark

func (h marks) Len() int           { return len(h) }
func (h marks) Less(i, j int) bool { return h[i].expires < h[j].expires }
func (h marks) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *marks) Push(x any)        { *h = append(*h, x.(mark)) }
func (h *marks) Pop() any          { last := (*h)[len(*h)-1]; *h = (*h)[:len(*h)-1]; return last }

type heaped struct {
	m map[string]seen // want "^heaped.m keeps" // likely "aged out"
	h marks
}

func newHeaped() *heaped { return &heaped{m: map[string]seen{}} }

func (c *heaped) put(k string, s seen) {
	c.m[k] = s
	heap.Push(&c.h, mark{k, s.at.Unix()})
}

func (c *heaped) sweep(now int64) {
	for len(c.h) > 0 && c.h[0].expires < now {
		delete(c.m, heap.Pop(&c.h).(mark).key)
	}
}

type helped struct {
	m map[string]seen // want "^helped.m keeps" // likely "aged out"
}

func newHelped() *helped { return &helped{m: map[string]seen{}} }

func (c *helped) put(k string, s seen) { c.m[k] = s }

func (c *helped) sweep(now time.Time) {
	for k := range c.m {
		c.expire(k, now)
	}
}

func (c *helped) expire(k string, now time.Time) {
	if c.m[k].at.Before(now) {
		c.remove(k)
	}
}

func (c *helped) remove(k string) { delete(c.m, k) }

// Possible.

type single struct {
	m map[string]seen // want "^single.m keeps" // possible "no loop deletes"
}

func newSingle() *single { return &single{m: map[string]seen{}} }

func (c *single) put(k string, s seen) { c.m[k] = s }
func (c *single) del(k string)         { delete(c.m, k) }

type both struct {
	m map[string]seen // want "^both.m keeps" // possible "other than by age"
}

func newBoth() *both { return &both{m: map[string]seen{}} }

func (c *both) put(k string, s seen) { c.m[k] = s }
func (c *both) del(k string)         { delete(c.m, k) }

func (c *both) sweep(now time.Time) {
	for k, s := range c.m {
		if s.at.Before(now) {
			delete(c.m, k)
		}
	}
}

type byKey struct {
	m map[int64]seen // want "^byKey.m keeps" // possible "not that of the entry"
}

func newByKey() *byKey { return &byKey{m: map[int64]seen{}} }

func (c *byKey) put(k int64, s seen) { c.m[k] = s }

func (c *byKey) prune(below int64) {
	for height := range c.m {
		if height < below {
			delete(c.m, height)
		}
	}
}

type sibling struct {
	m     map[string]seen // want "^sibling.m keeps" // possible "no loop deletes"
	other map[string]seen
}

func newSibling() *sibling { return &sibling{m: map[string]seen{}, other: map[string]seen{}} }

func (c *sibling) put(k string, s seen) { c.m[k] = s; c.other[k] = s }

func (c *sibling) sweep(now time.Time) {
	for k, s := range c.other {
		if s.at.Before(now) {
			delete(c.m, k)
		}
	}
}

type served struct {
	m map[string]seen // want "^served.m keeps" // possible "no loop deletes"
}

func newServed() *served { return &served{m: map[string]seen{}} }

func (c *served) put(k string, s seen) { c.m[k] = s }

func (c *served) serve(gone chan string, now time.Time) {
	for {
		select {
		case k := <-gone:
			if c.m[k].at.Before(now) {
				delete(c.m, k)
			}
		}
	}
}

type counted struct {
	m map[string]seen // want "^counted.m keeps" // possible "no loop deletes"
}

func newCounted() *counted { return &counted{m: map[string]seen{}} }

func (c *counted) put(k string, s seen) { c.m[k] = s }

func (c *counted) drop(keys []string) {
	for i := 0; i < len(keys); i++ {
		delete(c.m, keys[i])
	}
}

type slow struct {
	m map[string]seen // want "^slow.m keeps" // possible "slows a burst"
}

func newSlow() *slow { return &slow{m: map[string]seen{}} }

func (c *slow) put(k string, s seen) {
	log.Printf("new: %s", k)
	c.m[k] = s
}

func (c *slow) sweep(now time.Time) {
	for k, s := range c.m {
		if s.at.Before(now) {
			delete(c.m, k)
		}
	}
}

// What holds it is an element that comes and goes.
type passing struct {
	m map[string]seen // want "^passing.m keeps" // possible "how long the map lives"
}

var sessions = map[int]*passing{} // want "^sessions keeps" // possible "no loop deletes"

func enter(id int)        { sessions[id] = &passing{m: map[string]seen{}} }
func leave(id int)        { delete(sessions, id) }
func (c *passing) count() { _ = len(sessions) }

func (c *passing) put(k string, s seen) { c.m[k] = s }

func (c *passing) sweep(now time.Time) {
	for k, s := range c.m {
		if s.at.Before(now) {
			delete(c.m, k)
		}
	}
}

// Replaced only where all of it ends.
type ended struct {
	m map[string]seen // want "^ended.m keeps" // likely "aged out"
}

func newEnded() *ended { return &ended{m: map[string]seen{}} }

func (c *ended) put(k string, s seen) { c.m[k] = s }

func (c *ended) sweep(now time.Time) {
	for k, s := range c.m {
		if s.at.Before(now) {
			delete(c.m, k)
		}
	}
}

func (c *ended) Close()   { c.m = nil }
func (c *ended) Recover() { c.m = make(map[string]seen) }

type restarted struct {
	m map[string]seen // want "^restarted.m keeps" // likely "aged out"
}

func newRestarted() *restarted {
	c := &restarted{}
	c.resetState()
	return c
}

func (c *restarted) put(k string, s seen) { c.m[k] = s }

func (c *restarted) resetState() { c.m = make(map[string]seen) }

func (c *restarted) load(read func() error) error {
	err := read()
	if err != nil {
		c.resetState()
	}
	return err
}

func (c *restarted) sweep(now time.Time) {
	for k, s := range c.m {
		if s.at.Before(now) {
			delete(c.m, k)
		}
	}
}

func (c *restarted) Purge() {
	for k := range c.m {
		println(k)
		delete(c.m, k)
	}
	c.m = nil
}

// An entry goes with what it stands for.
type members struct {
	m map[string]seen // want "^members.m keeps" // possible "no loop deletes"
}

func newMembers() *members { return &members{m: map[string]seen{}} }

func (c *members) put(k string, s seen) { c.m[k] = s }

type member struct {
	name string
	all  *members
}

func (m *member) Close() { delete(m.all.m, m.name) }

// Methods and function literals have all that they use.

type handlers struct {
	allow func(string)
	drop  func(string)
}

type quota struct {
	m map[string]seen // want "^quota.m keeps" // possible "no loop deletes"
}

func serve(h *handlers) {
	q := &quota{m: map[string]seen{}}
	h.allow = q.allow
}

func (q *quota) allow(k string) { q.m[k] = seen{} }
func (q *quota) free(k string)  { delete(q.m, k) }

type captured struct {
	m map[string]seen // want "^captured.m keeps" // possible "no loop deletes"
}

func capture(h *handlers) {
	c := &captured{m: map[string]seen{}}
	h.drop = func(k string) {
		c.m[k] = seen{}
		delete(c.m, k+"x")
	}
}

type started struct {
	m map[string]seen // want "^started.m keeps" // possible "no loop deletes"
}

func begin() {
	s := &started{m: map[string]seen{}}
	s.start()
}

func (s *started) start() { go s.run() }

func (s *started) run() {
	for {
		s.m["a"+time.Now().String()] = seen{}
		delete(s.m, "b"+time.Now().String())
	}
}

// The field that holds it gets another one only where all begins anew.

type inner struct {
	m map[string]seen // want "^inner.m keeps" // possible "no loop deletes"
}

func newInner() *inner { return &inner{m: map[string]seen{}} }

func (i *inner) put(k string) { i.m[k] = seen{} }
func (i *inner) del(k string) { delete(i.m, k) }

type outer struct{ in *inner }

func newOuter() *outer {
	o := &outer{}
	o.reset()
	return o
}

func (o *outer) reset() { o.in = newInner() }

// What a constructor starts runs in service.
type reaped struct {
	m map[string]seen // want "^reaped.m keeps" // likely "aged out"
}

func newReaped() *reaped {
	c := &reaped{m: map[string]seen{}}
	go c.reap()
	return c
}

func (c *reaped) put(k string, s seen) { c.m[k] = s }

func (c *reaped) reap() {
	for {
		reapOld(c.m, time.Now())
	}
}

func reapOld(m map[string]seen, now time.Time) {
	for k, s := range m {
		if s.at.Before(now) {
			delete(m, k)
		}
	}
}

// Put back where an error has not come back.
type absent struct {
	m map[string]seen // want "^absent.m keeps" // possible "no loop deletes"
}

func newAbsent() *absent { return &absent{m: map[string]seen{}} }

func (c *absent) try(k string, do func() error) {
	c.m[k] = seen{}
	if err := do(); err == nil {
		delete(c.m, k)
	}
}
