// A mutex that is seen to be held keeps out what changes the map while it is ranged over.
package p

import "sync"

var shared sync.Mutex

type mutex = sync.RWMutex

type fake struct{}

func (fake) Lock()         {}
func (fake) Unlock()       {}
func (fake) TryLock() bool { return true }

type guarded0 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded0.m keeps"
}

func (l *guarded0) put(k int) { l.m[k] = "" }

func (l *guarded0) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded0) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded1 struct {
	mu sync.RWMutex
	m  map[int]string // want "^guarded1.m keeps"
}

func (l *guarded1) put(k int) { l.m[k] = "" }

func (l *guarded1) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded1) each(f func()) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for range l.m {
		f()
	}
}

type guarded2 struct {
	mu sync.RWMutex
	m  map[int]string // want "^guarded2.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded2) put(k int) { l.m[k] = "" }

func (l *guarded2) sweep() {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded2) each(f func()) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for range l.m {
		f()
	}
}

type guarded3 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded3.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded3) put(k int) { l.m[k] = "" }

func (l *guarded3) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded3) each(f func()) {
	for range l.m {
		f()
	}
}

type guarded4 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded4.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded4) put(k int) { l.m[k] = "" }

func (l *guarded4) sweep() {
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded4) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded5 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded5.m keeps"
}

func (l *guarded5) put(k int) { l.m[k] = "" }

func (l *guarded5) sweep() {
	l.mu.Lock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
	l.mu.Unlock()
}

func (l *guarded5) each(f func()) {
	l.mu.Lock()
	for range l.m {
		f()
	}
	l.mu.Unlock()
}

type guarded6 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded6.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded6) put(k int) { l.m[k] = "" }

func (l *guarded6) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded6) each(f func()) {
	l.mu.Lock()
	l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded7 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded7.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded7) put(k int) { l.m[k] = "" }

func (l *guarded7) sweep() {
	l.mu.Lock()
	l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded7) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded8 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded8.m keeps"
}

func (l *guarded8) put(k int) { l.m[k] = "" }

func (l *guarded8) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded8) each(f func()) {
	l.mu.Lock()
	if f == nil {
		l.mu.Unlock()
		return
	}
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded9 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded9.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded9) put(k int) { l.m[k] = "" }

func (l *guarded9) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded9) each(f func()) {
	l.mu.Lock()
	if f == nil {
		l.mu.Unlock()
	}
	for range l.m {
		f()
	}
}

type guarded10 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded10.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded10) put(k int) { l.m[k] = "" }

func (l *guarded10) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded10) each(f func()) {
	l.mu.Lock()
	if f == nil {
		l.mu.Unlock()
		println()
	}
	for range l.m {
		f()
	}
}

type guarded11 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded11.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded11) put(k int) { l.m[k] = "" }

func (l *guarded11) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded11) each(f func()) {
	if f != nil {
		l.mu.Lock()
	}
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded12 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded12.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded12) put(k int) { l.m[k] = "" }

func (l *guarded12) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded12) each(f func()) {
	if l.mu.TryLock() {
		defer l.mu.Unlock()
	}
	for range l.m {
		f()
	}
}

type guarded13 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded13.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded13) put(k int) { l.m[k] = "" }

func (l *guarded13) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded13) each(f func()) {
	_ = l.mu.TryLock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded14 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded14.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded14) put(k int) { l.m[k] = "" }

func (l *guarded14) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded14) each(f func(), other *guarded14) {
	other.mu.Lock()
	defer other.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded15 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded15.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded15) put(k int) { l.m[k] = "" }

func (l *guarded15) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded15) each(f func(), other *guarded15) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l = other
	for range l.m {
		f()
	}
}

type guarded16 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded16.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded16) put(k int) { l.m[k] = "" }

func (l *guarded16) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded16) each(f func(), others []*guarded16) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, l = range others {
	}
	for range l.m {
		f()
	}
}

type guarded17 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded17.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded17) put(k int) { l.m[k] = "" }

func (l *guarded17) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded17) each(f func(), others map[*guarded17]int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l = range others {
	}
	for range l.m {
		f()
	}
}

type guarded18 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded18.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded18) put(k int) { l.m[k] = "" }

func (l *guarded18) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded18) each(f func(), other *guarded18) {
	l.mu.Lock()
	defer l.mu.Unlock()
	*(&l) = other
	for range l.m {
		f()
	}
}

type guarded19 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded19.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded19) put(k int) { l.m[k] = "" }

func (l *guarded19) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded19) each(f func()) {
	go func() {
		l.mu.Unlock()
	}()
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded20 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded20.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded20) put(k int) { l.m[k] = "" }

func (l *guarded20) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded20) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	func() {
		l.mu.Unlock()
	}()
	for range l.m {
		f()
	}
}

type guarded21 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded21.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded21) put(k int) { l.m[k] = "" }

func (l *guarded21) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded21) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

func (l *guarded21) unlock() { l.mu.Unlock() }

type guarded22 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded22.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded22) put(k int) { l.m[k] = "" }

func (l *guarded22) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded22) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

func (l *guarded22) guard() sync.Locker { return &l.mu }

type guarded23 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded23.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded23) put(k int) { l.m[k] = "" }

func (l *guarded23) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded23) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

func (l *guarded23) both() {
	l.mu.Unlock()
	l.mu.Lock()
}

type guarded24 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded24.m keeps"
}

func (l *guarded24) put(k int) { l.m[k] = "" }

func (l *guarded24) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded24) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

func (l *guarded24) try() {
	if l.mu.TryLock() {
		l.mu.Unlock()
	}
}

type guarded25 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded25.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded25) put(k int) { l.m[k] = "" }

func (l *guarded25) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded25) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

func (l *guarded25) later() func() {
	l.mu.Lock()
	return func() { l.mu.Unlock() }
}

type guarded26 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded26.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded26) put(k int) { l.m[k] = "" }

func (l *guarded26) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded26) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

func (l *guarded26) later() func() {
	l.mu.Lock()
	return l.mu.Unlock
}

type guarded27 struct {
	sync.Mutex
	m map[int]string // want "^guarded27.m keeps"
}

func (l *guarded27) put(k int) { l.m[k] = "" }

func (l *guarded27) sweep() {
	l.Lock()
	defer l.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded27) each(f func()) {
	l.Lock()
	defer l.Unlock()
	for range l.m {
		f()
	}
}

type guarded28 struct {
	sync.Mutex
	m map[int]string // want "^guarded28.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded28) put(k int) { l.m[k] = "" }

func (l *guarded28) sweep() {
	l.Lock()
	defer l.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded28) each(f func()) {
	l.Lock()
	defer l.Unlock()
	for range l.m {
		f()
	}
}

func (l *guarded28) locker() *sync.Mutex { return &l.Mutex }

type guarded29 struct {
	sync.Mutex
	m map[int]string // want "^guarded29.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded29) put(k int) { l.m[k] = "" }

func (l *guarded29) sweep() {
	l.Lock()
	defer l.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded29) each(f func()) {
	l.Lock()
	defer l.Unlock()
	for range l.m {
		f()
	}
}

func (l *guarded29) end() { l.Unlock() }

type guarded30 struct {
	mu fake
	m  map[int]string // want "^guarded30.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded30) put(k int) { l.m[k] = "" }

func (l *guarded30) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded30) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded31 struct {
	mu sync.Locker
	m  map[int]string // want "^guarded31.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded31) put(k int) { l.m[k] = "" }

func (l *guarded31) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded31) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded32 struct {
	mu, two sync.Mutex
	m       map[int]string // want "^guarded32.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded32) put(k int) { l.m[k] = "" }

func (l *guarded32) sweep() {
	l.two.Lock()
	defer l.two.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded32) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded33 struct {
	mu, two sync.Mutex
	m       map[int]string // want "^guarded33.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded33) put(k int) { l.m[k] = "" }

func (l *guarded33) sweep() {
	l.two.Lock()
	defer l.two.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded33) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded34 struct {
	mu, two sync.Mutex
	m       map[int]string // want "^guarded34.m keeps"
}

func (l *guarded34) put(k int) { l.m[k] = "" }

func (l *guarded34) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.two.Lock()
	defer l.two.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded34) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded35 struct {
	mu *sync.Mutex
	m  map[int]string // want "^guarded35.m keeps"
}

func (l *guarded35) put(k int) { l.m[k] = "" }

func (l *guarded35) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded35) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded36 struct {
	mu mutex
	m  map[int]string // want "^guarded36.m keeps"
}

func (l *guarded36) put(k int) { l.m[k] = "" }

func (l *guarded36) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded36) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded37 struct {
	sync.Locker
	m map[int]string // want "^guarded37.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded37) put(k int) { l.m[k] = "" }

func (l *guarded37) sweep() {
	l.Lock()
	defer l.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded37) each(f func()) {
	l.Lock()
	defer l.Unlock()
	for range l.m {
		f()
	}
}

type guarded38 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded38.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded38) put(k int) { l.m[k] = "" }

func (l *guarded38) sweep() {
	shared.Lock()
	defer shared.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded38) each(f func()) {
	shared.Lock()
	defer shared.Unlock()
	for range l.m {
		f()
	}
}

type guarded39 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded39.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded39) put(k int) { l.m[k] = "" }

func (l *guarded39) sweep() {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded39) each(f func()) {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded40 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded40.m keeps"
}

func (l *guarded40) put(k int) { l.m[k] = "" }

func (l *guarded40) sweep() {
	(l.mu).Lock()
	defer (l.mu.Unlock)()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded40) each(f func()) {
	((l).mu.Lock)()
	defer (l).mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded41 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded41.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded41) put(k int) { l.m[k] = "" }

func (l *guarded41) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded41) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

func (l *guarded41) also(k int) {
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

type guarded42 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded42.m keeps"
}

func (l *guarded42) put(k int) { l.m[k] = "" }

func (l *guarded42) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded42) each(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

func (l *guarded42) also(k int) {
	l.mu.Lock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
	l.mu.Unlock()
}

type guarded43 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded43.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded43) put(k int) { l.m[k] = "" }

func (l *guarded43) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded43) each(f func()) {
	l.mu.Lock()
	for range 3 {
		l.mu.Unlock()
		l.mu.Lock()
	}
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded44 struct {
	mu sync.Mutex
	m  map[int]string // want "^guarded44.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded44) put(k int) { l.m[k] = "" }

func (l *guarded44) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded44) each(f func()) {
	switch {
	case f != nil:
		l.mu.Lock()
	}
	defer l.mu.Unlock()
	for range l.m {
		f()
	}
}

type guarded45 struct {
	Mu sync.Mutex
	m  map[int]string // want "^guarded45.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *guarded45) put(k int) { l.m[k] = "" }

func (l *guarded45) sweep() {
	l.Mu.Lock()
	defer l.Mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded45) each(f func()) {
	l.Mu.Lock()
	defer l.Mu.Unlock()
	for range l.m {
		f()
	}
}

var Shown guarded45

type guarded46 struct {
	Mu sync.Mutex
	m  map[int]string // want "^guarded46.m keeps"
}

func (l *guarded46) put(k int) { l.m[k] = "" }

func (l *guarded46) sweep() {
	l.Mu.Lock()
	defer l.Mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *guarded46) each(f func()) {
	l.Mu.Lock()
	defer l.Mu.Unlock()
	for range l.m {
		f()
	}
}

var globalMu sync.RWMutex

var global = map[int]string{} // want "^global keeps"

func putGlobal(k int) { global[k] = "" }

func sweepGlobal() {
	globalMu.Lock()
	defer globalMu.Unlock()
	for k := range global {
		if k > 4 {
			delete(global, k)
		}
	}
}

func eachGlobal(f func()) {
	globalMu.RLock()
	defer globalMu.RUnlock()
	for range global {
		f()
	}
}

type ofGlobal struct {
	m map[int]string // want "^ofGlobal.m keeps" // refused rebuild-map "while f may run any code"
}

func (l *ofGlobal) put(k int) { l.m[k] = "" }

func (l *ofGlobal) sweep() {
	globalMu.Lock()
	defer globalMu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *ofGlobal) each(f func()) {
	globalMu.Lock()
	defer globalMu.Unlock()
	for range l.m {
		f()
	}
}

type holder struct{ inner *inner }

type inner struct {
	mu sync.Mutex
	m  map[int]string // want "^inner.m keeps" // refused rebuild-map "while f may run any code"
}

func (h *holder) put(k int) { h.inner.m[k] = "" }

func (h *holder) sweep() {
	h.inner.mu.Lock()
	defer h.inner.mu.Unlock()
	for k := range h.inner.m {
		if k > 4 {
			delete(h.inner.m, k)
		}
	}
}

func (h *holder) each(f func()) {
	h.inner.mu.Lock()
	defer h.inner.mu.Unlock()
	for range h.inner.m {
		f()
	}
}

// It sweeps by way of what it calls under its lock.
type again struct {
	mu sync.Mutex
	m  map[int]string // want "^again.m keeps" // refused rebuild-map "^sweep is called while it is ranged over .guarded.go"
}

func (l *again) put(k int) { l.m[k] = "" }

func (l *again) sweep() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k := range l.m {
		if k > 4 {
			delete(l.m, k)
		}
	}
}

func (l *again) each() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range l.m {
		l.sweep()
	}
}

type compared0 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared0.m keeps" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared0) put(k int) { l.m[k] = "" }

func (l *compared0) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared0) look(ch chan int, once *sync.Once) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.m == nil
}

type compared1 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared1.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared1) put(k int) { l.m[k] = "" }

func (l *compared1) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared1) look(ch chan int, once *sync.Once) bool {
	return l.m == nil
}

type compared2 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared2.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared2) put(k int) { l.m[k] = "" }

func (l *compared2) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared2) look(ch chan int, once *sync.Once) bool {
	if l.m == nil {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return true
}

type compared3 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared3.m keeps" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared3) put(k int) { l.m[k] = "" }

func (l *compared3) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared3) look(ch chan int, once *sync.Once) bool {
	return l.m != nil && l.m[1] == ""
}

type compared4 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared4.m keeps" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared4) put(k int) { l.m[k] = "" }

func (l *compared4) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared4) look(ch chan int, once *sync.Once) bool {
	return l.m != nil && len(l.m) > 1
}

type compared5 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared5.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared5) put(k int) { l.m[k] = "" }

func (l *compared5) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared5) look(ch chan int, once *sync.Once) bool {
	ok := l.m == nil
	l.mu.Lock()
	ok = ok || l.m[1] == ""
	l.mu.Unlock()
	return ok
}

type compared6 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared6.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared6) put(k int) { l.m[k] = "" }

func (l *compared6) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared6) look(ch chan int, once *sync.Once) bool {
	ok := l.m == nil
	l.mu.Unlock()
	ok = ok || l.m[1] == ""
	l.mu.Lock()
	return ok
}

type compared7 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared7.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared7) put(k int) { l.m[k] = "" }

func (l *compared7) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared7) look(ch chan int, once *sync.Once) bool {
	ok := l.m == nil
	<-ch
	ok = ok || l.m[1] == ""
	return ok
}

type compared8 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared8.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared8) put(k int) { l.m[k] = "" }

func (l *compared8) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared8) look(ch chan int, once *sync.Once) bool {
	ok := l.m == nil
	once.Do(func() {})
	ok = ok || l.m[1] == ""
	return ok
}

type compared9 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared9.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared9) put(k int) { l.m[k] = "" }

func (l *compared9) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared9) look(ch chan int, once *sync.Once) bool {
	if l.m == nil {
		return true
	}
	return l.m[1] == ""
}

type compared10 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared10.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared10) put(k int) { l.m[k] = "" }

func (l *compared10) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared10) look(ch chan int, once *sync.Once) bool {
	ok := l.m == nil
	go func() {}()
	ok = ok || l.m[1] == ""
	return ok
}

type compared11 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared11.m keeps" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared11) put(k int) { l.m[k] = "" }

func (l *compared11) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared11) look(ch chan int, once *sync.Once) bool {
	ok := l.m == nil
	done := 0
	ok = ok || l.m[done] == ""
	return ok
}

type compared12 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared12.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared12) put(k int) { l.m[k] = "" }

func (l *compared12) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared12) look(ch chan int, once *sync.Once) bool {
	ok := l.m[1] == ""
	return ok || l.m == nil
}

type compared13 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared13.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared13) put(k int) { l.m[k] = "" }

func (l *compared13) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared13) look(ch chan int, once *sync.Once) bool {
	ok := l.m == nil
	func() { _ = l.m[1] }()
	return ok
}

type compared14 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared14.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared14) put(k int) { l.m[k] = "" }

func (l *compared14) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared14) look(ch chan int, once *sync.Once) bool {
	ok := l.m == nil
	return ok || l.m != nil
}

type compared15 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared15.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared15) put(k int) { l.m[k] = "" }

func (l *compared15) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared15) look(ch chan int, once *sync.Once) bool {
	l.two.Lock()
	defer l.two.Unlock()
	return l.m == nil
}

type compared16 struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^compared16.m keeps" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *compared16) put(k int) { l.m[k] = "" }

func (l *compared16) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *compared16) look(ch chan int, once *sync.Once) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.m == nil
}

type comparedTwice struct {
	mu, two sync.RWMutex
	m       map[int]string // want "^comparedTwice.m keeps" // refused release-when-empty "^it is compared with nil where no lock is seen" // refused rebuild-map "^it is not deleted from in a range"
}

func (l *comparedTwice) put(k int) { l.m[k] = "" }

func (l *comparedTwice) remove(k int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.m, k)
}

func (l *comparedTwice) removeToo(k int) {
	l.two.Lock()
	defer l.two.Unlock()
	delete(l.m, k)
}

func (l *comparedTwice) look() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.m == nil
}

type underscored struct {
	_k map[int]string // want "^underscored._k keeps"
}

func (l *underscored) put(k int) { l._k[k] = "" }

func (l *underscored) sweep() {
	for key := range l._k {
		if key > 4 {
			delete(l._k, key)
		}
	}
}
