package p

type item struct{ next *item }

var all []*item

func removeGlobal(i int) {
	all = append(all[:i], all[i+1:]...) // want "all still holds"
}

func removeThrough(p *[]*item, i int) {
	*p = append((*p)[:i], (*p)[i+1:]...) // want "^\*p still holds" // refused copy-and-truncate "behind the pointer"
}

type stack []*item

func (s *stack) remove(i int) {
	*s = append((*s)[:i], (*s)[i+1:]...) // want "^\*s still holds" // refused copy-and-truncate "behind the pointer"
}

type byKey struct{ lists map[string][]*item }

func (b *byKey) remove(key string, i int) {
	b.lists[key] = append(b.lists[key][:i], b.lists[key][i+1:]...) // want "^b.lists\[key\] still holds"
}

func removeFrom(lists map[string][]*item, key string, i int) {
	lists[key] = append(lists[key][:i], lists[key][i+1:]...) // want "^lists\[key\] still holds" // refused copy-and-truncate "lists is a parameter"
}

type outer struct{ in struct{ items []*item } }

func (o *outer) remove(i int) {
	o.in.items = append(o.in.items[:i], o.in.items[i+1:]...) // want "o.in.items still holds"
}

func serve(in chan *item, drop chan int) {
	var waiting []*item
	for {
		select {
		case x := <-in:
			waiting = append(waiting, x)
		case i := <-drop:
			waiting = append(waiting[:i], waiting[i+1:]...) // want "waiting still holds"
		}
	}
}

func start(drop chan int, items int) {
	kept := make([]*item, items)
	go func() {
		for i := range drop {
			kept = append(kept[:i], kept[i+1:]...) // want "kept still holds"
		}
	}()
}
