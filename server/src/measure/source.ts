/** Go source that measuring programs share: keys by number, and what must have happened before anything is counted. */

/**
 * `prepareKeys` finds out how keys of type `key` are told apart, `fillKey` makes the one with a number in `keyBuffer`. The
 * program declares `texts`, one for each key at a time, and `places`, one for each key ever made: what strings and
 * pointers of keys lead to stands in static arrays, because the runtime does not count it to the heap.
 */
export const KEYS = `// keyBuffer is the key that fillKey made.
var keyBuffer key

// prepareKeys finds the parts of the key.
func prepareKeys() { addParts(reflect.TypeOf(&keyBuffer).Elem(), 0) }

// A part is a place in the key that takes some bits of the key's number.
type part struct {
	store  func(at unsafe.Pointer, bits uint64)
	offset uintptr
	bits   uint
}

// all says that a part takes all bits that are left.
const all = 64

var (
	parts []part
	taken uint
)

// addParts finds parts in a type, until they can hold any number.
func addParts(t reflect.Type, offset uintptr) {
	if taken >= all || t.Size() == 0 {
		return
	}
	switch t.Kind() {
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			// Blank fields take no part in comparison.
			if f := t.Field(i); f.Name != "_" {
				addParts(f.Type, offset+f.Offset)
			}
		}
	case reflect.Array:
		for i := 0; i < t.Len() && taken < all; i++ {
			addParts(t.Elem(), offset+uintptr(i)*t.Elem().Size())
		}
	case reflect.Bool:
		addPart(storeInteger8, offset, 1)
	case reflect.Int8, reflect.Uint8:
		addPart(storeInteger8, offset, 8)
	case reflect.Int16, reflect.Uint16:
		addPart(storeInteger16, offset, 16)
	case reflect.Int32, reflect.Uint32:
		addPart(storeInteger32, offset, 32)
	case reflect.Int64, reflect.Uint64:
		addPart(storeInteger64, offset, 64)
	case reflect.Int, reflect.Uint, reflect.Uintptr:
		if t.Size() == 4 {
			addPart(storeInteger32, offset, 32)
		} else {
			addPart(storeInteger64, offset, 64)
		}
	case reflect.Float32, reflect.Complex64:
		// Positive and neither infinite nor NaN.
		addPart(storeInteger32, offset, 30)
	case reflect.Float64, reflect.Complex128:
		addPart(storeInteger64, offset, 62)
	case reflect.String:
		addPart(storeString, offset, all)
	case reflect.Pointer, reflect.UnsafePointer, reflect.Chan:
		addPart(storePointer, offset, all)
	case reflect.Interface:
		if t.NumMethod() == 0 {
			addPart(storeAny, offset, all)
		} else if t == reflect.TypeOf((*error)(nil)).Elem() {
			addPart(storeError, offset, all)
		}
	}
}

func addPart(store func(at unsafe.Pointer, bits uint64), offset uintptr, bits uint) {
	parts = append(parts, part{store, offset, bits})
	taken += bits
}

var (
	// text and place belong to the key that is being made.
	text  *uint64
	place *object
)

// fillKey makes the key with the number.
func fillKey(number uint64) {
	text = &texts[number%uint64(len(texts))]
	*text = number
	place = &places[number%uint64(len(places))]
	for _, p := range parts {
		bits := number
		if p.bits < all {
			bits = number & (1<<p.bits - 1)
		}
		p.store(unsafe.Add(unsafe.Pointer(&keyBuffer), p.offset), bits)
		number >>= p.bits
	}
}

func storeInteger8(at unsafe.Pointer, bits uint64)  { *(*uint8)(at) = uint8(bits) }
func storeInteger16(at unsafe.Pointer, bits uint64) { *(*uint16)(at) = uint16(bits) }
func storeInteger32(at unsafe.Pointer, bits uint64) { *(*uint32)(at) = uint32(bits) }
func storeInteger64(at unsafe.Pointer, bits uint64) { *(*uint64)(at) = bits }
func storePointer(at unsafe.Pointer, _ uint64)      { *(*unsafe.Pointer)(at) = unsafe.Pointer(place) }
func storeAny(at unsafe.Pointer, _ uint64)          { *(*any)(at) = place }
func storeError(at unsafe.Pointer, _ uint64)        { *(*error)(at) = place }

func storeString(at unsafe.Pointer, _ uint64) {
	type header struct {
		data   *uint64
		length int
	}
	*(*header)(at) = header{text, 8}
}

// An object is what interfaces in keys point to: a pointer to it is stored in the interface itself.
type object byte

func (*object) Error() string { return "" }
`;

/** `warmUp` makes the runtime start its threads. */
export const WARM_UP = `// warmUp makes the runtime start its threads, which it would else do when it likes: their memory is not the map's.
func warmUp() {
	started, end := make(chan bool), make(chan bool)
	for i := 0; i < 16; i++ {
		go func() {
			runtime.LockOSThread()
			started <- true
			<-end
			runtime.UnlockOSThread()
		}()
	}
	for i := 0; i < 16; i++ {
		<-started
	}
	close(end)
}
`;
