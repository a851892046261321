package stats

import (
	"encoding/binary"
	"errors"
	"math"
)

// A commit's points are one blob: a version byte, then the points. A point
// begins with a byte of flags, and what equals the point before is left out.
const (
	pointsVersion = 1

	sameStat   = 1 << 0
	sameMinute = 1 << 1
	rawValue   = 1 << 2 // eight bytes of float64 instead of a whole number
	allFlags   = sameStat | sameMinute | rawValue
)

// ErrCorrupt means that stored bytes are not what this program writes.
var ErrCorrupt = errors.New("stored data is damaged, or was written by a newer version")

// maxWhole is the size up to which whole numbers are stored as such: float64
// holds them exactly.
const maxWhole = 1 << 53

// AppendPoints puts the blob of some points behind dst.
func AppendPoints(dst []byte, points []Point) []byte {
	dst = append(dst, pointsVersion)
	var last Point
	for _, p := range points {
		at := len(dst)
		dst = append(dst, 0)
		flags := byte(0)
		if p.Stat == last.Stat {
			flags |= sameStat
		} else {
			dst = binary.LittleEndian.AppendUint64(dst, uint64(p.Stat))
		}
		if p.At == last.At {
			flags |= sameMinute
		} else {
			dst = binary.AppendVarint(dst, int64(p.At-last.At))
		}
		whole := isWhole(p.Value)
		if !whole {
			flags |= rawValue
		}
		dst = appendNumber(dst, p.Value, whole)
		dst[at] = flags
		last = p
	}
	return dst
}

// DecodePoints puts the points of a blob behind points. The error is
// ErrCorrupt.
func DecodePoints(blob []byte, points []Point) ([]Point, error) {
	if len(blob) == 0 || blob[0] != pointsVersion {
		return points, ErrCorrupt
	}
	r := blobReader{rest: blob[1:]}
	var p Point
	for len(r.rest) > 0 && !r.bad {
		flags := r.rest[0]
		r.rest = r.rest[1:]
		r.bad = flags > allFlags
		if flags&sameStat == 0 {
			p.Stat = StatID(r.fixed())
		}
		if flags&sameMinute == 0 {
			p.At += Minute(r.varint())
		}
		p.Value = r.number(flags&rawValue == 0)
		if r.bad || p.Stat <= 0 || math.IsNaN(p.Value) || math.IsInf(p.Value, 0) {
			return points, ErrCorrupt
		}
		points = append(points, p)
	}
	return points, nil
}

// isWhole reports whether a number can be written as a varint.
func isWhole(v float64) bool { return math.Abs(v) < maxWhole && float64(int64(v)) == v }

func appendNumber(dst []byte, v float64, whole bool) []byte {
	if whole {
		return binary.AppendVarint(dst, int64(v))
	}
	return binary.LittleEndian.AppendUint64(dst, math.Float64bits(v))
}

// blobReader reads numbers off the front of a blob until one is missing.
type blobReader struct {
	rest []byte
	bad  bool
}

func (r *blobReader) fixed() uint64 {
	if len(r.rest) < 8 {
		r.bad = true
		return 0
	}
	v := binary.LittleEndian.Uint64(r.rest)
	r.rest = r.rest[8:]
	return v
}

func (r *blobReader) varint() int64 {
	v, n := binary.Varint(r.rest)
	if n <= 0 {
		r.bad = true
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *blobReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.bad = true
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *blobReader) number(whole bool) float64 {
	if whole {
		return float64(r.varint())
	}
	return math.Float64frombits(r.fixed())
}
