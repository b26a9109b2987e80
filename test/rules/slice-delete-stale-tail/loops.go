// A local lives on in a loop that serves for as long as the program runs.
package p

type item struct{ dead bool }

func done() bool { return false }

func run(f func()) { f() }

func receives(ch chan int) {
	var kept []*item
	for {
		i := -<-ch
		kept = append(kept[:i], kept[i+1:]...) // want "^kept still holds"
		if i == 0 {
			return
		}
	}
}

func ranges(ch chan int) {
	var kept []*item
	for i := range ch {
		kept = append(kept[:i], kept[i+1:]...) // want "^kept still holds"
		if i == 0 {
			break
		}
	}
}

func neverLeft(kept []*item, value any) {
	own := kept
	for i := 0; ; i++ {
		own = append(own[:i], own[i+1:]...) // want "^own still holds" // refused copy-and-truncate "^it may hold what others hold .loops.go:32.$"
		for {
			break
		}
		for range own {
			break
		}
		switch {
		case done():
			break
		}
		switch value.(type) {
		case int:
			break
		}
		run(func() {
			if done() {
				return
			}
		})
		if done() {
			continue
		}
	}
}

func nested(ch chan int) {
	var kept []*item
	for {
		select {
		case i := <-ch:
			for i > 0 {
				kept = append(kept[:i], kept[i+1:]...) // want "^kept still holds"
			}
		}
	}
}

func leftByReturn(i int) {
	var kept []*item
	for {
		kept = append(kept[:i], kept[i+1:]...)
		if done() {
			return
		}
	}
}

func leftByBreak(i int) {
	var kept []*item
	for {
		kept = append(kept[:i], kept[i+1:]...)
		if done() {
			break
		}
	}
}

func leftByGoto(i int) {
	var kept []*item
	for {
		kept = append(kept[:i], kept[i+1:]...)
		if done() {
			goto end
		}
	}
end:
}

func leftByLabel(i int) {
	var kept []*item
outer:
	for {
		kept = append(kept[:i], kept[i+1:]...)
		switch {
		case done():
			break outer
		}
	}
}

func waitsElsewhere(ch chan int, i int) {
	var kept []*item
	for {
		kept = append(kept[:i], kept[i+1:]...)
		go func() { <-ch }()
		if -i == ^i || done() {
			return
		}
	}
}

func counted(ch chan int) {
	var kept []*item
	for len(kept) > 1 {
		i := <-ch
		kept = append(kept[:i], kept[i+1:]...)
	}
}

func rangesOverSlice(all []int, ch chan int) {
	var kept []*item
	for i := range all {
		<-ch
		kept = append(kept[:i], kept[i+1:]...)
	}
}

func perTurn(ch chan int) {
	for {
		i := <-ch
		var kept []*item
		kept = append(kept[:i], kept[i+1:]...)
		_ = kept
	}
}

func outsideOfLiteral(ch chan int) {
	var kept []*item
	for {
		i := <-ch
		run(func() {
			kept = append(kept[:i], kept[i+1:]...)
		})
	}
}
