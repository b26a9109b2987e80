// The map belongs to something that a loop declares or moves on: code behind that loop would not reach it.
package p

type slot struct {
	entries map[uint64]int64 // want "slot.entries keeps"
	next    *slot
}

type wheel struct {
	slots [8]*slot
	cur   *slot
}

func (w *wheel) add(i int, seq uint64) { w.slots[i].entries[seq] = 1 }

func (w *wheel) expire(now int64) {
	for _, s := range w.slots {
		if s == nil {
			continue
		}
		for seq, at := range s.entries {
			if at <= now {
				delete(s.entries, seq)
			}
		}
	}
}

func (w *wheel) drop(seqs []uint64) {
	for w.cur != nil {
		for _, seq := range seqs {
			delete(w.cur.entries, seq)
		}
		w.cur = w.cur.next
	}
}

func dropAll(first *slot, seq uint64) {
	for s := first; s != nil; s = s.next {
		delete(s.entries, seq)
	}
}

func (w *wheel) dropEach(seq uint64) {
	for i := range w.slots {
		delete(w.slots[i].entries, seq)
	}
}
