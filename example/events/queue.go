// Package events delivers what happened to whoever asked to hear of it.
package events

import (
	"context"
	"sync"
	"time"
)

// Event is one thing that happened. Its payload may be large.
type Event struct {
	Topic   string
	At      time.Time
	Payload []byte
}

// delivery is an event on its way: sent, and not yet acknowledged.
type delivery struct {
	Event
	attempts int
	due      time.Time
}

// pending holds what was sent and not yet acknowledged, by delivery number.
var (
	pendingMu sync.Mutex
	pending   = make(map[uint64]delivery)
)

// Queue holds events until a worker takes them.
type Queue struct {
	mu     sync.Mutex
	events []*Event
	next   uint64
}

// Push appends an event.
func (q *Queue) Push(e *Event) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.events = append(q.events, e)
}

// Pop takes the oldest event, nil when there is none.
func (q *Queue) Pop() *Event {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.events) == 0 {
		return nil
	}
	e := q.events[0]
	q.events = q.events[1:]
	return e
}

// Drop removes the events of one topic that nobody listens to any more.
func (q *Queue) Drop(topic string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for i := 0; i < len(q.events); {
		if q.events[i].Topic == topic {
			q.events = append(q.events[:i], q.events[i+1:]...)
		} else {
			i++
		}
	}
}

// Send hands an event to deliver and remembers it until Ack.
func (q *Queue) Send(e *Event, deliver func(uint64, *Event)) {
	q.mu.Lock()
	q.next++
	n := q.next
	q.mu.Unlock()

	pendingMu.Lock()
	pending[n] = delivery{Event: *e, attempts: 1, due: time.Now().Add(time.Minute)}
	pendingMu.Unlock()
	deliver(n, e)
}

// Ack forgets a delivery.
func Ack(n uint64) {
	pendingMu.Lock()
	defer pendingMu.Unlock()
	delete(pending, n)
}

// Expire forgets, every interval, the deliveries that are overdue.
func Expire(ctx context.Context, interval time.Duration) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			pendingMu.Lock()
			for n, d := range pending {
				if now.After(d.due) {
					delete(pending, n)
				}
			}
			pendingMu.Unlock()
		}
	}
}
