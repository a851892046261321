package chunk

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// settled returns the bucket in the one form that a blob gives back: Sum is
// the total, Carry exactly what rounding took from it; empty is the zero value.
func settled(b Bucket) Bucket {
	if b.N == 0 {
		return Bucket{}
	}
	b.Sum, b.Carry = twoSum(b.Sum, b.Carry)
	return b
}

// roundTrip encodes, checks that Decode gives back what it must, and returns
// the blob.
func roundTrip(t failer, buckets []Bucket) []byte {
	t.Helper()
	blob := Append(nil, buckets)
	got := make([]Bucket, len(buckets))
	for i := range got {
		got[i] = Bucket{N: 99, Carry: 1} // what was there before must not shine through
	}
	if err := Decode(blob, got); err != nil {
		t.Fatalf("decode %x: %v", blob, err)
	}
	for i, b := range buckets {
		if got[i] != settled(b) {
			t.Fatalf("bucket %d of %x is %+v, want %+v", i, blob, got[i], settled(b))
		}
		if got[i].Total() != b.Total() && b.N != 0 {
			t.Fatalf("total %d is %v, want %v", i, got[i].Total(), b.Total())
		}
	}
	if again := Append(nil, got); !bytes.Equal(again, blob) {
		t.Fatalf("decoded and encoded again it is %x, was %x", again, blob)
	}
	return blob
}

// failer is what tests, fuzz tests and property tests have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// minutes makes an hour of points, a minute for each index.
func minutes(points map[int][]float64) []Bucket {
	buckets := make([]Bucket, Minutes)
	for i, p := range points {
		buckets[i] = bucketOf(p)
	}
	return buckets
}

// golden are blobs of format 1, as they lie in stores. They stay as they are:
// whatever Append writes one day, Decode reads these.
func golden() []struct {
	name, blob string
	want       []Bucket
} {
	ones, counts, times := make([]Bucket, Minutes), make([]Bucket, Minutes), make([]Bucket, Minutes)
	for i := range Minutes {
		ones[i] = bucketOf([]float64{1})
		for j := range 1 + i*7%5 {
			counts[i].Add(float64(1 + i*j%9))
			times[i].Add(float64(23094+i*j%100) / 1000)
		}
	}
	random := minutes(map[int][]float64{3: {1.0 / 3, math.Pi}, 59: {math.E, math.Sqrt2, -1.0 / 7}})
	outlier := make([]Bucket, 24)
	for i := range outlier {
		outlier[i] = bucketOf([]float64{float64(100 + i*i%7)})
	}
	outlier[11] = bucketOf([]float64{1e12})
	sparse := make([]Bucket, Hours)
	for i := 5; i < Hours; i += 31 {
		sparse[i] = bucketOf([]float64{float64(i), 0.5})
	}
	ramp := make([]Bucket, 16)
	for i := range ramp {
		ramp[i] = bucketOf([]float64{float64(1000 + 50*i + i%3)})
	}
	return []struct {
		name, blob string
		want       []Bucket
	}{
		{"nothing", "010000", make([]Bucket, Minutes)},
		{"one point", "01020211010300ece802", minutes(map[int][]float64{17: {23.094}})},
		{"a point of 0", "0100030100", minutes(map[int][]float64{0: {0}})},
		{"two points", "0107023b0101000200010008", minutes(map[int][]float64{59: {-0.1, 0.3}})},
		{"a counter of ones", "010202003c000002", ones},
		{"a counter", "" +
			"010f02003c007f42040002430a420229a594524a29a564d6ac59b366cd9a356bd6ac59b3b96299d88ab62a9588b96299daca57eed22e7bd5563e2d50" +
			"6a68bdb3c0497ca7c17706", counts},
		{"a value with decimals", "" +
			"011f02003c03778208420400ece80207044402420229a594524a29a564d6ac59b366cd9a356bd6ac59b3004340a1d0183214d702e511426e286bc528" +
			"7b6aaa3cef47684492985069caaae5bac031db8c672be29600404194214927773ee40cac68f4774d8326b03034000aa2585a8afac6ae9275bf7577b5" +
			"05", times},
		{"a climb, from step to step", "0102020010007dd00f806982a6099a26689aa0698255555555", ramp},
		{"any numbers", "" +
			"011f04030137011000fc0701023fa592c9a492c9a4c27f3f86dff6eebfa9e633008c8cfbd2eeb1f58f80010006a2e7799ee7795efe01000000000000" +
			"0000000000000000801c52378fc41dca3f", random},
		{"one far off", "01020200180078c801c87432459345010040f3a1941a1d00000000002e1f4aa9d101000058345904", outlier},
		{"every 31st hour of a month", "" +
			"01073005011e011e011e011e011e011e011e011e011e011e011e011e011e011e011e011e011e011e011e011e011e011e011e01010002000a7f5a006c" +
			"6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c499224499224499224", sparse},
		{"the largest points and numbers", "" +
			"011f03031000b208030340fb8da6d9a4eba4b2a9013f83f2d9a6db94dbddd60140fb8da6d9a4eba4b2a9010100e0be61ca92d624592a000000000000" +
			"008020cf9ab6946dd71a00000000000000b06f98b2a43549d60a0000000000000020", []Bucket{{N: math.MaxUint64, Sum: 0x1p64 * 1e100, Min: 1e100, Max: 1e100}, bucketOf([]float64{-1e100, 5e-324, 1})}},
		{"sums that are not of points", "" +
			"013f03031000190100008080808080808088800100808080808080800877808080808080809e80017700050080ffffffffffff01800000206b1e5ff8" +
			"c3ad0200", []Bucket{{N: 2, Sum: 7.5, Min: 3, Max: 4}, {N: 1, Sum: 7, Carry: 1e-300, Min: 3, Max: 4}}},
	}
}

func TestGolden(t *testing.T) {
	for _, tt := range golden() {
		t.Run(tt.name, func(t *testing.T) {
			blob, err := hex.DecodeString(tt.blob)
			if err != nil {
				t.Fatal(err)
			}
			got := make([]Bucket, len(tt.want))
			if err := Decode(blob, got); err != nil {
				t.Fatalf("decode: %v; today it is\n%x", err, Append(nil, tt.want))
			}
			want := make([]Bucket, len(tt.want))
			for i, b := range tt.want {
				want[i] = settled(b)
			}
			if diff := cmp.Diff(got, want); diff != "" {
				t.Errorf("-got +want:\n%s", diff)
			}
			if now := roundTrip(t, tt.want); !bytes.Equal(now, blob) {
				t.Errorf("encoded it is now\n%x, was\n%s", now, tt.blob)
			}
		})
	}
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	hour := minutes(map[int][]float64{1: {2.5, 3, 4.75}, 2: {8}})
	alone := Append(nil, hour)
	got := Append([]byte("before"), hour)
	if want := "before" + string(alone); string(got) != want {
		t.Errorf("got %x, want %x", got, want)
	}
}

func TestDecodeIntoMore(t *testing.T) {
	blob := Append(nil, []Bucket{bucketOf([]float64{4}), {}, bucketOf([]float64{1, 2, 3})})
	for _, size := range []int{3, Minutes, Hours, Hours + 100} {
		got := make([]Bucket, size)
		if err := Decode(blob, got); err != nil {
			t.Fatalf("into %d: %v", size, err)
		}
		if got[0].Sum != 4 || got[1].N != 0 || got[2].Sum != 6 || got[2].N != 3 {
			t.Errorf("into %d: got %+v", size, got[:3])
		}
	}
	if err := Decode(blob, make([]Bucket, 2)); !errors.Is(err, ErrCorrupt) {
		t.Errorf("into 2: got %v, want an ErrCorrupt: index 2 has data", err)
	}
}

func TestMinusZeroBecomesZero(t *testing.T) {
	zero := math.Copysign(0, -1)
	for _, b := range []Bucket{
		{N: 1, Sum: zero, Min: zero, Max: zero},
		{N: 2, Sum: zero, Min: zero, Max: zero},
		{N: 3, Sum: zero, Carry: zero, Min: zero, Max: zero},
		{N: 3, Sum: 1.0 / 3, Min: zero, Max: 1.0 / 3},
	} {
		roundTrip(t, []Bucket{b}) // compares by value: 0 is -0
	}
}

func TestDecodeRefuses(t *testing.T) {
	whole := Append(nil, minutes(map[int][]float64{1: {2.5, 3, 4.75}, 2: {8}, 30: {1, 2, 3, 4.25}}))
	tests := []struct {
		name, blob string
		err        error
		text       string
	}{
		{"no byte", "", ErrCorrupt, "head"},
		{"version 0", "00", ErrCorrupt, "no version"},
		{"a later version", "02", ErrNewer, "newer version"},
		{"columns of a later version", "014002000108", ErrNewer, "newer version"},
		{"columns in a varint too long", "01820002000100410a", ErrCorrupt, "head"},
		{"a version and no more", "01", ErrCorrupt, "head"},
		{"no indexes", "0102", ErrCorrupt, "head"},
		{"columns, but no data", "010200", ErrCorrupt, "columns without data"},
		{"a run of no length", "0102020000", ErrCorrupt, "no such indexes"},
		{"two runs that are one", "01020400010001", ErrCorrupt, "no such indexes"},
		{"a run beyond the end", "010202003d", ErrCorrupt, "no such indexes"},
		{"a run past all that is", "010202ffffffffffffffffff0101", ErrCorrupt, "no such indexes"},
		{"a bitmap of no bytes", "010201", ErrCorrupt, "no such indexes"},
		{"a bitmap that ends early", "01020503", ErrCorrupt, "no such indexes"},
		{"a bitmap that ends with zeros", "0102050100", ErrCorrupt, "no such indexes"},
		{"a bitmap beyond the end", "0102110100000000000010", ErrCorrupt, "no such indexes"},
		{"a scale that there is not", "010202000111", ErrCorrupt, "no such scale"},
		{"a unit that there is not", "011002000100ff0f", ErrCorrupt, "no such unit"},
		{"a mode that there is not", "010202000100ad00", ErrCorrupt, "no such way"},
		{"no base", "01020200010000", ErrCorrupt, "head"},
		{"a byte too many", "01020200010000020f", ErrCorrupt, "do not end"},
		{"no figures", "0102020001000802", ErrCorrupt, "do not end"},
		{"bits that are not 0 behind the last", "010202000100010202", ErrCorrupt, "do not end"},
		{"no points", "01010200010000" + "01", ErrCorrupt, "out of range"},
		{"a number too large for its scale", "010202000100008280808080808040", ErrCorrupt, "out of range"},
		{"a number that is infinite", "0102020001100080808080808080f0ff01", ErrCorrupt, "out of range"},
		{"the first half of a blob", hex.EncodeToString(whole[:len(whole)/2]), ErrCorrupt, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			blob, err := hex.DecodeString(tt.blob)
			if err != nil {
				t.Fatal(err)
			}
			into := make([]Bucket, Minutes)
			err = Decode(blob, into)
			if !errors.Is(err, tt.err) || !strings.Contains(err.Error(), tt.text) {
				t.Errorf("got %v, want %v with %q", err, tt.err, tt.text)
			}
			if errors.Is(err, ErrCorrupt) && errors.Is(err, ErrNewer) {
				t.Errorf("%v is both corrupt and newer", err)
			}
			if n := testing.AllocsPerRun(10, func() { _ = Decode(blob, into) }); n != 0 {
				t.Errorf("%v allocations, want none", n)
			}
		})
	}
}

func TestDecodeRefusesAnyBlobCutShort(t *testing.T) {
	for _, tt := range golden() {
		blob := Append(nil, tt.want)
		for n := range blob {
			if err := Decode(blob[:n], make([]Bucket, len(tt.want))); !errors.Is(err, ErrCorrupt) {
				t.Errorf("%s: %d of %d bytes: got %v, want an ErrCorrupt", tt.name, n, len(blob), err)
			}
		}
	}
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name string
		b    Bucket
		text string
	}{
		{"a bucket of points", bucketOf([]float64{0.1, 0.2, 0.3}), ""},
		{"a mean of equal points, as rounded", bucketOf([]float64{0.1, 0.1, 0.1}), ""},
		{"points of the largest size", bucketOf([]float64{1e100, -1e100, 1e100}), ""},
		{"a point too large", bucketOf([]float64{2e100}), "bucket 2 has a point of size 2e+100, at most 1e+100"},
		{"min above max", Bucket{N: 2, Sum: 7, Min: 4, Max: 3}, "bucket 2 has min 4 above max 3"},
		{"a mean above max", Bucket{N: 2, Sum: 9, Min: 3, Max: 4}, "bucket 2 has mean 4.5 outside of min 3 to max 4"},
		{"a mean below min", Bucket{N: 4, Sum: 8, Min: 3, Max: 4}, "bucket 2 has mean 2 outside of min 3 to max 4"},
		{"one point that is not its sum", Bucket{N: 1, Sum: 3.5, Min: 3, Max: 4}, "bucket 2 has one point, but sum 3.5, min 3, max 4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := Check(Append(nil, []Bucket{{}, {}, tt.b}), 3)
			if tt.text == "" {
				if err != nil {
					t.Errorf("got %v", err)
				}
				return
			}
			if !errors.Is(err, ErrCorrupt) || !strings.HasSuffix(err.Error(), tt.text) {
				t.Errorf("got %v, want an ErrCorrupt with %q", err, tt.text)
			}
		})
	}
}

func TestCheckPassesErrorsOn(t *testing.T) {
	blob := Append(nil, []Bucket{{}, bucketOf([]float64{1})})
	if err := Check(blob, 1); !errors.Is(err, ErrCorrupt) {
		t.Errorf("an index that there is not: got %v, want an ErrCorrupt", err)
	}
	if err := Check([]byte{2}, Minutes); !errors.Is(err, ErrNewer) {
		t.Errorf("a later version: got %v, want an ErrNewer", err)
	}
	for _, size := range []int{-1, Hours + 1} {
		if err := Check(blob, size); err == nil || !strings.Contains(err.Error(), "at most 744") {
			t.Errorf("size %d: got %v, want the limit", size, err)
		}
	}
}

// drawBuckets draws an hour or a month of a stat, of one kind of points mostly.
func drawBuckets(t *rapid.T) []Bucket {
	places := math.Pow10(rapid.IntRange(0, 15).Draw(t, "places"))
	point := rapid.OneOf(
		rapid.Map(rapid.Int64Range(0, 20), func(v int64) float64 { return float64(v) }),
		rapid.Map(rapid.Int64Range(-1e7, 1e7), func(v int64) float64 { return float64(v) / places }),
		rapid.Map(rapid.Int64Range(-1<<53, 1<<53), func(v int64) float64 { return float64(v) / places }),
		anyPoint(),
	)
	kind := rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "kind")
	size := rapid.SampledFrom([]int{0, 1, 7, Minutes, Minutes + 1, Hours}).Draw(t, "size")
	buckets := make([]Bucket, size)
	for range rapid.IntRange(0, 70).Draw(t, "filled") {
		if size == 0 {
			break
		}
		b := &buckets[rapid.IntRange(0, size-1).Draw(t, "index")]
		if kind == 1 {
			*b = drawBucket(t)
			continue
		}
		for _, v := range rapid.SliceOfN(point, 1, 6).Draw(t, "points") {
			b.Add(v)
		}
	}
	return buckets
}

// drawBucket draws one that no points need have made.
func drawBucket(t *rapid.T) Bucket {
	number := rapid.OneOf(anyPoint(), rapid.Float64Range(-1e300, 1e300))
	return Bucket{
		N:     rapid.Uint64().Draw(t, "n"),
		Sum:   number.Draw(t, "sum"),
		Carry: number.Draw(t, "carry"),
		Min:   number.Draw(t, "min"),
		Max:   number.Draw(t, "max"),
	}
}

func TestRoundTripIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { roundTrip(t, drawBuckets(t)) })
}

func TestBucketsOfPointsPassTheCheck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bucketOf(rapid.SliceOfN(anyPoint(), 0, 50).Draw(t, "points"))
		if err := Check(Append(nil, []Bucket{b}), 1); err != nil {
			t.Errorf("%+v: %v", b, err)
		}
	})
}
