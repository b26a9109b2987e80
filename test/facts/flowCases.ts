/** Function bodies with what is known of their order; flow.test.ts says how they are written. */
export const FLOW_CASES: readonly {
  readonly title: string;
  readonly code: string;
  readonly answers: string;
}[] = [
  {
    title: 'one after the other',
    code: `
	do() // A
	n++ // B
	var k = n // C
	_ = k // D
`,
    answers: `
      A always B
      A always D
      not A always D!B
      not B always A
      A reaches D
      not D reaches A
      not A reaches A
      A before C
      not C before C
      A reaches exit
      not A reaches D!B
`,
  },
  {
    title: 'if and else',
    code: `
	do() // A
	if x { // B
		do() // C
	} else if y {
		do() // D
	} else {
		do() // E
	}
	do() // F
`,
    answers: `
      A always F
      not A always C
      not A always CD
      A always CDE
      B always CDE
      not C reaches D
      C reaches F
      A before F
      not C before F
      CDE before F
      C if x
      D if y !x
      E if !y !x
      F if
`,
  },
  {
    title: 'conditions are evaluated operand by operand',
    code: `
	if x && (y || !z) { // A
		do() // B
	}
	if x || y {
		do() // C
	}
	if !(x || y) {
		do() // D
	}
	if !x { return }
	do() // E
`,
    answers: `
      B if x
      C if
      D if !y !x
      E if x
      not A always B
      A reaches B
`,
  },
  {
    title: 'an init statement of an if',
    code: `
	if k := n; k > 0 { // A
		do() // B
	}
`,
    answers: `
      A reaches B
      A before B
      B if k > 0
`,
  },
  {
    title: 'an early return',
    code: `
	do() // A
	if x {
		return // B
	}
	do() // C
`,
    answers: `
      not A always C
      A always BC
      C if !x
      not B reaches C
      B reaches exit
`,
  },
  {
    title: 'a path that panics says nothing',
    code: `
	do() // A
	if x {
		panic("no") // B
	}
	do() // C
`,
    answers: `
      A always C
      not B reaches C
      not B reaches exit
      not B always C
      C if !x
`,
  },
  {
    title: 'where every path ends the program nothing is always so',
    code: `
	do() // A
	if x {
		do() // B
		os.Exit(1)
	}
	log.Fatal("no")
`,
    answers: `
      not A always B
      not A reaches exit
`,
  },
  {
    title: 'what comes on every path comes before the program ends as well',
    code: `
	do() // A
	if x {
		do() // B
		panic("no")
	}
	do() // C
	os.Exit(1)
`,
    answers: `
      A always BC
      not A always C
`,
  },
  {
    title: 'a path that panics beside one that works for ever, and one that is not reached again',
    code: `
	do() // A
	if x {
		panic("no")
	}
	do() // B
	for {
		do() // C
	}
`,
    answers: `
      A always B
      A always C
      C always C
`,
  },
  {
    title: 'a turn that always panics',
    code: `
	for range list { // A
		if x {
			do() // B
			panic("no")
		}
		panic(1)
	}
	do() // C
`,
    answers: `
      not A turn B
      A always C
`,
  },
  {
    title: 'calls that never return',
    code: `
	do() // A
	switch n {
	case 1:
		os.Exit(1)
	case 2:
		log.Fatalf("no")
	case 3:
		runtime.Goexit()
	case 4:
		t.Fatal()
	case 5:
		t.FailNow()
	case 6:
		l.Panicln()
	case 7:
		fatal()
	case 8:
		serve()
	case 9:
		log.Panic()
	case 10:
		(panic)("no")
	default:
		do() // B
	}
	do() // C
`,
    answers: `
      A always B
      B before C
      A always C
`,
  },
  {
    title: 'calls that may return',
    code: `
	do() // A
	if x {
		mayFatal()
	} else if y {
		recovers()
	} else if z {
		panic := func(string) {}
		panic("no")
	} else {
		return
	}
	do() // B
`,
    answers: `
      not A always B
      A reaches B
      B if
`,
  },
  {
    title: 'for with all its parts',
    code: `
	for i := 0; i < n; i++ { // A
		do() // B
		if x {
			continue
		}
		do() // C
		if y {
			break
		}
		do() // D
	}
	do() // E
`,
    answers: `
      A always E
      not A always B
      B reaches B
      D reaches B
      not B always C
      A turn B
      not A turn C
      not A turn D
      not B leaves A
      B always E
      B if i < n
      D if !y !x i < n
      E if
`,
  },
  {
    title: 'a loop that is left right after',
    code: `
	for range list { // L
		if x {
			do() // A
			break
		}
		if y {
			do() // B
			return
		}
		if z {
			do() // C
			if ok() {
				break
			}
		}
		do() // D
	}
	do() // E
`,
    answers: `
      A leaves L
      B leaves L
      not C leaves L
      not D leaves L
      A always E
      not B always E
      not L always D
      D reaches D
`,
  },
  {
    title: 'a loop without an end',
    code: `
	do() // A
	for {
		do() // B
		if x {
			do() // C
		}
	}
`,
    answers: `
      A always B
      A always C
      B always B
      B reaches C
      not A reaches exit
      C always B
`,
  },
  {
    title: 'a path that never ends meets nothing',
    code: `
	do() // A
	if x {
		for {
			do() // B
		}
	}
	do() // C
`,
    answers: `
      not A always C
      A always BC
      not B always C
      C if !x
`,
  },
  {
    title: 'select without clauses waits for ever',
    code: `
	do() // A
	if x {
		select {} // B
	}
	do() // C
`,
    answers: `
      not A always C
      not B reaches C
      A always BC
`,
  },
  {
    title: 'range over a channel',
    code: `
	for v := range ch { // A
		n += v // B
	}
	do() // C
`,
    answers: `
      A always C
      not A always B
      B reaches B
      A turn B
      not B before C
`,
  },
  {
    title: 'switch with a default',
    code: `
	do() // A
	switch n { // S
	case 1, 2:
		do() // B
	default:
		do() // C
	case 3:
		do() // D
	}
	do() // E
`,
    answers: `
      A always BCD
      not A always BD
      not A always BC
      S always E
      B if
      D if n==3 !n==2 !n==1
      C if !n==3 !n==2 !n==1
`,
  },
  {
    title: 'switch without a default',
    code: `
	do() // A
	switch k := n; {
	case x:
		do() // B
		if k > 0 { break }
		do() // C
	case y && z:
		do() // D
	}
	do() // E
`,
    answers: `
      not A always BD
      A always E
      not B always C
      B always E
      B if x
      D if z y !x
`,
  },
  {
    title: 'fallthrough',
    code: `
	switch {
	case x:
		do() // A
		fallthrough
	case y:
		switch {
		case z:
			do() // B
		}
		do() // C
	default:
		do() // D
	}
`,
    answers: `
      A always C
      not A reaches D
      C if
      not A always B
`,
  },
  {
    title: 'type switch',
    code: `
	do() // A
	switch v := value.(type) {
	case int, string:
		do() // B
		_ = v
	case nil:
		do() // C
	default:
		do() // D
	}
	do() // E
`,
    answers: `
      A always BCD
      not A always BC
      A always E
      B if
      not B reaches C
`,
  },
  {
    title: 'select',
    code: `
	do() // A
	select {
	case v := <-ch:
		n = v // B
	case ch <- 1:
		do() // C
		break
	}
	do() // D
`,
    answers: `
      A always BC
      not A always B
      C always D
      A always D
`,
  },
  {
    title: 'what a select waits for runs before its clause',
    code: `
	do() // A
	select {
	case
		n = <-ch: // B
		do() // C
	case
		ch <- 1: // D
	}
	do() // E
`,
    answers: `
      A always BD
      not A always B
      B always C
      B before C
      not B reaches D
      D always E
      A always E
`,
  },
  {
    title: 'channels and values of all cases are evaluated before a select waits',
    code: `
	do() // A
	select {
	case
		<-
			to(ok()): // B
		do() // C
	case
		ch <-
			one(): // D
		do() // E
	case
		list[one()], x = (<-
			to(y)): // G
		do() // H
	case
		list[one()] = <-to(z): // I
	default:
		do() // J
	}
	do() // F
`,
    answers: `
      A always B
      A always D
      A always G
      B always D
      B before D
      D before G
      D before C
      D before J
      G before C
      B before J
      not D reaches B
      not A always C
      not A always I
      C always F
      J always F
`,
  },
  {
    title: 'a select whose operand never returns',
    code: `
	do() // A
	if x {
		select {
		case ch <- never(): // B
		case <-ch:
			do() // C
		}
	}
	do() // D
`,
    answers: `
      A always D
      not A reaches B
      not A reaches C
`,
  },
  {
    title: 'select with a default, in a loop',
    code: `
	for { // L
		select {
		case <-ch:
			do() // A
			break
		default:
			do() // B
			return
		}
		do() // C
	}
`,
    answers: `
      A always C
      not B reaches C
      B leaves L
      not A leaves L
      C reaches A
      not L always C
`,
  },
  {
    title: 'labels',
    code: `
outer:
	for i := range n { // L
		for { // M
			if x {
				do() // A
				continue outer
			}
			if y {
				do() // B
				break outer
			}
			switch {
			case z:
				do() // C
				continue
			}
			select {
			case <-ch:
				do() // D
				break outer
			}
		}
		do() // E
		_ = i
	}
	do() // F
`,
    answers: `
      A leaves M
      not A leaves L
      B leaves L
      D leaves L
      not C leaves M
      not A reaches E
      B always F
      A always F
      L always F
`,
  },
  {
    title: 'break out of a labelled switch and select',
    code: `
here:
	switch { // A
	case x:
		for {
			do() // B
			break here
		}
	}
there:
	select {
	case <-ch:
		for {
			do() // C
			break there
		}
	}
	do() // D
`,
    answers: `
      B always D
      C always D
      B reaches C
      A always D
`,
  },
  {
    title: 'goto, forwards and back',
    code: `
	do() // A
again:
	do() // B
	if x {
		goto end
	}
	if y {
		goto again
	}
	do() // C
end:
	do() // D
`,
    answers: `
      A always B
      not B always C
      B always D
      B reaches B
      not C reaches B
      C if !y !x
      D if
`,
  },
  {
    title: 'defer runs when the function returns',
    code: `
	do() // A
	if x {
		return // B
	}
	defer do() // C
	do() // D
	if y {
		return // E
	}
	do() // F
`,
    answers: `
      D always C
      E always C
      not A always C
      not B always C
      C always C
      F always C
`,
  },
  {
    title: 'defer in a branch',
    code: `
	if x {
		defer do() // A
	}
	do() // B
	if y {
		defer do() // C
	} else {
		defer do() // D
	}
`,
    answers: `
      not B always A
      B always CD
      not B always C
`,
  },
  {
    title: 'function literals are values',
    code: `
	do() // A
	f := func() {
		return
	}
	go func() {
		panic("no")
	}()
	f() // B
`,
    answers: `
      A always B
      A before B
`,
  },
  {
    title: 'code that nothing leads to',
    code: `
	do() // A
	return // B
	do() // C
`,
    answers: `
      not A reaches C
      A always B
      not B always C
      not A before C
      C if
`,
  },
  {
    title: 'a condition that is true',
    code: `
	do() // A
	for true {
		if x {
			do() // B
			break
		}
	}
	do() // C
`,
    answers: `
      A always B
      A always C
      C if x
`,
  },
  {
    title: 'jumps are statements too',
    code: `
	do() // A
outer: // L
	for n > 0 { // B
		for range list {
			if x {
				continue // C
			}
			if y {
				break // D
			}
			if z {
				continue outer // E
			}
			break outer // F
		}
		do() // G
	}
	switch n {
	case 1:
		fallthrough // H
	case 2:
		do() // I
	case 3:
		goto end // J
	case 4:
		return // K
	default:
		do() // M
	}
	do() // N
end:
	do() // O
`,
    answers: `
      A before C
      not C before D
      C reaches C
      C reaches G
      not D always O
      D reaches G
      E reaches E
      not F reaches G
      F reaches I
      H always I
      H always N
      not H reaches J
      J always O
      not J reaches N
      K reaches exit
      not K reaches O
      M always N
      B before J
      I reaches O
`,
  },
];
