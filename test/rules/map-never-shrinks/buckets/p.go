package p

var blobs = map[int][128]byte{} // want "^blobs keeps .* MiB after 100,000 deletes: a Go map never gives its buckets back \(Go 1.23\); rebuild it or store pointers$"

func add(k int)    { blobs[k] = [128]byte{} }
func remove(k int) { delete(blobs, k) }
