package chunk

import (
	"encoding/hex"
	"errors"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// plain reads a blob word for word as the package comment has it, a bit at a
// time and with nothing of the package: what is written there is the format.
type plain struct {
	blob []byte
	at   int // in bits
}

func (p *plain) bits(n int) uint64 {
	v := uint64(0)
	for i := range n {
		v |= uint64(p.blob[p.at>>3]>>(p.at&7)&1) << i
		p.at++
	}
	return v
}

func (p *plain) uvarint() uint64 {
	v := uint64(0)
	for shift := 0; ; shift += 7 {
		b := p.bits(8)
		v |= b & 0x7f << shift
		if b < 0x80 {
			return v
		}
	}
}

func (p *plain) signed(z uint64) int64 {
	if z%2 == 1 {
		return -int64(z/2) - 1
	}
	return int64(z / 2)
}

// indexes reads which indexes have data.
func (p *plain) indexes() []int {
	var list []int
	head := p.uvarint()
	if head%2 == 1 {
		for i := range int(head/2) * 8 {
			if p.bits(1) == 1 {
				list = append(list, i)
			}
		}
		return list
	}
	end := 0
	for range head / 2 {
		end += int(p.uvarint())
		for range p.uvarint() {
			list = append(list, end)
			end++
		}
	}
	return list
}

// column reads the figures of a column with the byte and the base.
func (p *plain) column(count, how int, base int64) []int64 {
	figures := make([]int64, count)
	if how <= 64 {
		for i := range figures {
			figures[i] = base + int64(p.bits(how))
		}
		return figures
	}
	k := how - 65
	if how >= 119 {
		k = how - 119
	}
	for i := range figures {
		figures[i] = int64(p.bits(k))
	}
	for i := range figures {
		zeros := uint64(0)
		for zeros < 20 && p.bits(1) == 0 {
			zeros++
		}
		if zeros == 20 {
			zeros = p.bits(64)
		}
		figures[i] = base + p.signed(zeros<<k|uint64(figures[i]))
		if how >= 119 {
			base = figures[i]
		}
	}
	return figures
}

func (p *plain) byBits(f int64) float64 {
	if f < 0 {
		return math.Float64frombits(uint64(math.MinInt64 + (-1 - f)))
	}
	return math.Float64frombits(uint64(f))
}

func (p *plain) number(scale int, f int64) float64 {
	if scale == 16 {
		return p.byBits(f)
	}
	v, _ := new(big.Rat).Quo(new(big.Rat).SetInt64(f), big.NewRat(int64(math.Pow10(scale)), 1)).Float64()
	return v
}

// read reads all of it.
func (p *plain) read(buckets []Bucket) {
	if p.bits(8) != 1 {
		return
	}
	mask := int(p.uvarint())
	loose := mask&32 != 0
	indexes := p.indexes()
	if len(indexes) == 0 {
		return
	}
	scale, lean, unit := int(p.bits(8)), uint64(0), 0
	if mask&8 != 0 {
		lean = p.bits(8)
	}
	if mask&16 != 0 {
		unit = int(p.uvarint())
	}
	var how [5]int
	var base [5]int64
	for c := range how {
		if mask&(1<<c) != 0 {
			how[c] = int(p.bits(8))
			base[c] = p.signed(p.uvarint())
		}
	}
	ns := p.column(len(indexes), how[0], base[0])
	two, three := 0, 0
	for _, more := range ns {
		if more > 0 || more < 0 || loose {
			two++
		}
		if more > 1 || more < 0 || loose {
			three++
		}
	}
	lows := p.column(len(indexes), how[1], base[1])
	spreads := p.column(two, how[2], base[2])
	sums := p.column(three, how[3], base[3])
	rests := p.column(three, how[4], base[4])
	for i, at := range indexes {
		b := &buckets[at]
		b.N = uint64(ns[i]) + 1
		b.Min = p.number(scale, lows[i])
		if b.N == 1 && !loose {
			b.Max, b.Sum = b.Min, b.Min
			continue
		}
		high := lows[i] + spreads[0]
		b.Max = p.number(scale, high)
		if b.N == 2 && !loose {
			b.Sum, b.Carry = twoSum(b.Min, b.Max)
			spreads = spreads[1:]
			continue
		}
		sum := sums[0]
		if scale != 16 {
			sum += p.guess(b.N, lows[i], spreads[0], lean)
		}
		rest := p.byBits(rests[0])
		if unit != 2046 && mask&16 != 0 {
			rest = math.Ldexp(float64(rests[0]), unit-1074)
		}
		b.Sum, b.Carry = twoSum(p.number(scale, sum), rest)
		spreads, sums, rests = spreads[1:], sums[1:], rests[1:]
	}
}

// guess is low + high + (n-2)*low + floor((n-2)*lean*spread/256), modulo 2^64
// in the end, and with (n-2)*lean modulo 2^64 as well.
func (p *plain) guess(n uint64, low, spread int64, lean uint64) int64 {
	inner := new(big.Int).SetUint64((n - 2) * lean)
	inner.Mul(inner, new(big.Int).SetUint64(uint64(spread)))
	inner.Rsh(inner, 8)
	inner.And(inner, new(big.Int).SetUint64(math.MaxUint64))
	return low + (low + spread) + int64((n-2)*uint64(low)) + int64(inner.Uint64())
}

// isFormat checks that the plain reading of a blob gives the same buckets.
func isFormat(t failer, blob []byte, size int) {
	t.Helper()
	want, got := make([]Bucket, size), make([]Bucket, size)
	if err := Decode(blob, want); err != nil {
		t.Fatalf("decode %x: %v", blob, err)
	}
	p := plain{blob: blob}
	p.read(got)
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("bucket %d of %x reads as %+v by the package comment, decodes to %+v", i, blob, got[i], want[i])
		}
	}
	if (p.at+7)/8 != len(blob) {
		t.Fatalf("%x ends after %d bits by the package comment", blob, p.at)
	}
}

func TestTheFormatIsAsWritten(t *testing.T) {
	for _, tt := range golden() {
		t.Run(tt.name, func(t *testing.T) {
			blob, err := hex.DecodeString(tt.blob)
			if err != nil {
				t.Fatal(err)
			}
			isFormat(t, blob, len(tt.want))
		})
	}
	for _, w := range workloads() {
		t.Run(w.name, func(t *testing.T) {
			isFormat(t, Append(nil, w.hours(1, Minutes)[0]), Minutes)
		})
	}
}

func TestTheFormatIsAsWrittenForAnyBuckets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		buckets := drawBuckets(t)
		isFormat(t, Append(nil, buckets), len(buckets))
	})
}

// TestAnyBitTurned turns each bit of good blobs: Decode refuses, or gives
// buckets that are kept from there on.
func TestAnyBitTurned(t *testing.T) {
	for _, tt := range golden() {
		blob, err := hex.DecodeString(tt.blob)
		if err != nil {
			t.Fatal(err)
		}
		for bit := range len(blob) * 8 {
			blob[bit>>3] ^= 1 << (bit & 7)
			buckets := make([]Bucket, len(tt.want))
			err := Decode(blob, buckets)
			if err == nil {
				roundTrip(t, buckets)
			}
			if err != nil && !errors.Is(err, ErrCorrupt) && !errors.Is(err, ErrNewer) {
				t.Errorf("%s, bit %d: got %v, want an ErrCorrupt or an ErrNewer", tt.name, bit, err)
			}
			blob[bit>>3] ^= 1 << (bit & 7)
		}
	}
}
