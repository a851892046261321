package stats

import (
	"encoding/binary"

	"chartd/stats/chunk"
)

// packed are the minutes of an hour that is being written, in few bytes: the one
// that points come for as it is, and the others as bytes, which begin with a
// chunk's blob. Behind it stands each minute that was closed since, as a record:
// making a blob takes as long as a hundred records, so it happens now and then.
//
// A record begins with the minute and two flags. One point is its value; of
// several their number, sum, least and greatest. Whole numbers are varints; raw
// ones eight bytes each, and then the sum's carry is there too.
type packed struct {
	recent Bucket // N 0: there is none
	bytes  []byte // may hold the recent minute too
	solid  uint16 // bytes of the blob
	minute uint8  // of recent
}

// Flags of a record, above the minute.
const (
	singleRecord = 1 << 6
	rawRecord    = 1 << 7
)

// maxLoose bounds the records, in bytes: 25 minutes of a counter's single
// posts, or three of several measurements.
const maxLoose = 100

// recordSize is the most that one record takes.
const recordSize = 1 + binary.MaxVarintLen64 + 4*8

// growBy is how much room is made at a time: doubling would cost half of the
// memory of a Head.
const growBy = 16

// add takes in a point.
func (p *packed) add(minute uint8, v float64) {
	if minute != p.minute {
		p.close()
		p.minute = minute
	}
	p.recent.Add(v)
}

// close makes a record of the recent minute.
func (p *packed) close() {
	if p.recent.N == 0 {
		return
	}
	var buf [recordSize]byte
	record := appendRecord(buf[:0], p.minute, p.recent)
	p.recent = Bucket{}
	if need := len(p.bytes) + len(record); need > cap(p.bytes) {
		p.bytes = append(make([]byte, 0, need+growBy), p.bytes...)
	}
	p.bytes = append(p.bytes, record...)
	if len(p.bytes)-int(p.solid) > maxLoose {
		p.settle()
	}
}

// settle makes one blob of everything.
func (p *packed) settle() {
	var minutes [chunk.Minutes]Bucket
	p.into(&minutes)
	var buf [chunk.Minutes * 40]byte // of which appending may need more
	blob := chunk.Append(buf[:0], minutes[:])
	p.bytes = append(make([]byte, 0, len(blob)+growBy), blob...)
	p.solid = uint16(len(blob))
}

// into adds the minutes to some. The program packed them itself, so they can be
// read.
func (p *packed) into(minutes *[chunk.Minutes]Bucket) {
	if p.solid > 0 {
		var blob [chunk.Minutes]Bucket
		if err := chunk.Decode(p.bytes[:p.solid], blob[:]); err != nil {
			panic(err)
		}
		for i := range blob {
			minutes[i].Merge(blob[i])
		}
	}
	r := blobReader{rest: p.bytes[p.solid:]}
	for len(r.rest) > 0 {
		minute, b := r.record()
		if r.bad {
			panic(ErrCorrupt)
		}
		minutes[minute].Merge(b)
	}
	minutes[p.minute].Merge(p.recent)
}

func appendRecord(dst []byte, minute uint8, b Bucket) []byte {
	whole := b.Carry == 0 && isWhole(b.Sum) && isWhole(b.Min) && isWhole(b.Max)
	at := len(dst)
	dst = append(dst, minute)
	if !whole {
		dst[at] |= rawRecord
	}
	if b.N == 1 {
		dst[at] |= singleRecord
		return appendNumber(dst, b.Sum, whole)
	}
	dst = binary.AppendUvarint(dst, b.N)
	for _, v := range [...]float64{b.Sum, b.Min, b.Max} {
		dst = appendNumber(dst, v, whole)
	}
	if !whole {
		dst = appendNumber(dst, b.Carry, false)
	}
	return dst
}

// record reads what appendRecord wrote.
func (r *blobReader) record() (minute uint8, b Bucket) {
	head := r.rest[0]
	r.rest = r.rest[1:]
	whole := head&rawRecord == 0
	minute = head &^ (singleRecord | rawRecord)
	if head&singleRecord != 0 {
		b.Add(r.number(whole))
		return minute, b
	}
	b.N = r.uvarint()
	b.Sum, b.Min, b.Max = r.number(whole), r.number(whole), r.number(whole)
	if !whole {
		b.Carry = r.number(false)
	}
	return minute, b
}
