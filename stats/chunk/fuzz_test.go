package chunk

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
	"testing"
)

// FuzzDecode decodes anything: it never panics nor allocates, it refuses with
// one of two errors, and what it accepts comes back from its own encoding.
func FuzzDecode(f *testing.F) {
	for _, tt := range golden() {
		blob, err := hex.DecodeString(tt.blob)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(blob, uint16(len(tt.want)))
	}
	f.Fuzz(func(t *testing.T, blob []byte, size uint16) {
		got := make([]Bucket, int(size)%(Hours+2))
		var err error
		if n := testing.AllocsPerRun(1, func() { err = Decode(blob, got) }); n != 0 {
			t.Errorf("%v allocations, want none", n)
		}
		if err != nil {
			if errors.Is(err, ErrCorrupt) == errors.Is(err, ErrNewer) {
				t.Errorf("got %v, want either an ErrCorrupt or an ErrNewer", err)
			}
			return
		}
		got = got[:min(len(got), Hours)]
		again := make([]Bucket, len(got))
		if err := Decode(Append(nil, got), again); err != nil {
			t.Fatalf("decoded and encoded again: %v", err)
		}
		for i := range got {
			if again[i] != got[i] {
				t.Errorf("bucket %d is %+v, was %+v", i, again[i], got[i])
			}
		}
	})
}

// FuzzRoundTrip encodes whatever the bytes say, as whole numbers, as decimals
// and as the bits of numbers. A bucket may be no bucket of points.
func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte{}, byte(0))
	f.Add([]byte("the quick brown fox jumps over the lazy dog"), byte(3))
	f.Add(binary.LittleEndian.AppendUint64(nil, math.Float64bits(23.094)), byte(0xff))
	f.Fuzz(func(t *testing.T, data []byte, how byte) {
		buckets := make([]Bucket, 0, Hours)
		for len(data) > 0 && len(buckets) < Hours {
			var b Bucket
			for range data[0] & 7 {
				var v float64
				if v, data = number(data, how); usable(v) {
					b.Add(v)
				}
			}
			if how&0x40 != 0 && usable(b.Sum+float64(how)) {
				b.Sum += float64(how)
			}
			buckets = append(buckets, b)
			data = data[min(1, len(data)):]
		}
		roundTrip(t, buckets)
	})
}

// number takes a number off data, in one of three ways.
func number(data []byte, how byte) (float64, []byte) {
	if how&0x80 != 0 {
		var word [8]byte
		n := copy(word[:], data)
		return math.Float64frombits(binary.LittleEndian.Uint64(word[:])), data[n:]
	}
	var word [4]byte
	n := copy(word[:how%4+1], data)
	whole := float64(int32(binary.LittleEndian.Uint32(word[:])))
	return whole / math.Pow10(int(how%16)), data[n:]
}

// usable says whether v can be posted.
func usable(v float64) bool { return math.Abs(v) <= largest }
