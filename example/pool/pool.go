// Package pool shares connections to a backend among requests.
package pool

import (
	"errors"
	"net"
	"sync"
	"time"
)

// ErrClosed is returned by Get after Close.
var ErrClosed = errors.New("pool: closed")

// Conn is a pooled connection with the buffers that it owns.
type Conn struct {
	net.Conn
	ID       uint64
	LastUsed time.Time
	read     [4096]byte
	write    [4096]byte
}

// Stats counts what one connection did.
type Stats struct {
	Requests, Errors uint64
	Bytes            int64
	Opened           time.Time
}

// Pool is a set of connections, idle or in use.
type Pool struct {
	Dial func() (net.Conn, error)

	mu     sync.Mutex
	nextID uint64
	idle   []*Conn
	inUse  map[uint64]*Conn
	stats  map[uint64]Stats
	closed bool
}

// New returns a pool that opens connections with dial.
func New(dial func() (net.Conn, error)) *Pool {
	return &Pool{
		Dial:  dial,
		inUse: make(map[uint64]*Conn),
		stats: make(map[uint64]Stats),
	}
}

// Get returns an idle connection, or opens one.
func (p *Pool) Get(now time.Time) (*Conn, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, ErrClosed
	}
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle[n-1] = nil
		p.idle = p.idle[:n-1]
		p.inUse[c.ID] = c
		return c, nil
	}
	nc, err := p.Dial()
	if err != nil {
		return nil, err
	}
	p.nextID++
	c := &Conn{Conn: nc, ID: p.nextID}
	p.inUse[c.ID] = c
	p.stats[c.ID] = Stats{Opened: now}
	return c, nil
}

// Put gives a connection back.
func (p *Pool) Put(c *Conn, n int64, failed bool, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.inUse, c.ID)
	s := p.stats[c.ID]
	s.Requests++
	s.Bytes += n
	if failed {
		s.Errors++
	}
	p.stats[c.ID] = s
	c.LastUsed = now
	p.idle = append(p.idle, c)
}

// Remove takes an idle connection out of the pool: its peer has hung up.
func (p *Pool) Remove(c *Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, other := range p.idle {
		if other == c {
			p.idle = append(p.idle[:i], p.idle[i+1:]...)
			break
		}
	}
	delete(p.stats, c.ID)
}

// Close closes the idle connections and refuses new ones.
func (p *Pool) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	var errs []error
	for _, c := range p.idle {
		errs = append(errs, c.Close())
	}
	p.idle = nil
	return errors.Join(errs...)
}
