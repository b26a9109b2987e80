// A local lives on in a goroutine that captures it.
package p

type item struct{ dead bool }

func run(f func()) { f() }

func captured(i int) {
	kept := make([]*item, i)
	go func() {
		run(func() { _ = kept })
	}()
	kept = append(kept[:i], kept[i+1:]...) // want "^kept still holds"
}

func deferred(i int) {
	kept := make([]*item, i)
	defer func() { _ = kept }()
	kept = append(kept[:i], kept[i+1:]...)
}

func called(i int) {
	kept := make([]*item, i)
	func() { _ = kept }()
	run(func() { _ = kept })
	go run(func() { _ = kept })
	kept = append(kept[:i], kept[i+1:]...)
}

func own(i int) {
	go func() {
		kept := make([]*item, i)
		kept = append(kept[:i], kept[i+1:]...)
		_ = kept
	}()
}

func given(i int) {
	kept := make([]*item, i)
	go func(other []*item) { _ = other }(kept)
	kept = append(kept[:i], kept[i+1:]...)
}
