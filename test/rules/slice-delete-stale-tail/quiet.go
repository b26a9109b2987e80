// Packages whose functions call nothing but what they are given, and wait for nobody; and functions that make slices.
package p

import (
	"bytes"
	"cmp"
	"container/list"
	"container/ring"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"hash/maphash"
	"html"
	"maps"
	"math"
	"math/bits"
	"math/rand"
	randv2 "math/rand/v2"
	"net/netip"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

type names struct {
	all []string
}

func (n *names) remove(i int) {
	n.all = append(n.all[:i], n.all[i+1:]...) // want "^n.all still holds"
}

func (n *names) each(b []byte, l []int, m map[int]int, seed maphash.Seed) {
	for _, name := range n.all {
		_, _, _ = name, bytes.Equal(b, b), cmp.Compare(1, 2)
		_, _ = list.New(), ring.New(1)
		_, _, _, _ = md5.Sum(b), sha1.Sum(b), sha256.Sum256(b), sha512.Sum512(b)
		_, _, _ = base64.StdEncoding.EncodeToString(b), binary.Size(b), hex.EncodeToString(b)
		_, _, _ = errors.New("a"), fmt.Sprint(1), html.EscapeString("a")
		_, _, _ = crc32.ChecksumIEEE(b), fnv.New32a(), maphash.String(seed, "a")
		_, _, _ = maps.Clone(m), math.Sqrt(2), bits.Len(1)
		_, _, _ = rand.Int(), randv2.Int(), netip.MustParseAddr("::")
		_, _, _ = path.Base("a"), filepath.Base("a"), slices.Max(l)
		_, _, _ = sort.SearchInts(l, 1), strconv.Itoa(1), strings.ToUpper("a")
		_, _, _, _ = time.Now(), unicode.IsUpper('a'), utf16.IsSurrogate('a'), utf8.RuneLen('a')
	}
}

func (n *names) set(given []string, m map[string]int) {
	n.all = slices.Clone(given)
	n.all = slices.Collect(maps.Keys(m))
	n.all = slices.Concat(given, given)
	n.all = slices.Repeat(given, 2)
	n.all = slices.Sorted(maps.Keys(m))
	n.all = slices.SortedFunc(maps.Keys(m), cmp.Compare)
	n.all = strings.Split("a,b", ",")
}
