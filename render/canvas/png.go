package canvas

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image/png"
	"io"
	"math"

	"chartd/render/scene"
)

// large is from how many pixels on a picture is packed quickly instead of well.
const large = 1 << 22

// PNG writes the picture that Image draws, with its density (pHYs, 72 dots an
// inch at ratio 1) and the scene's Title and Description (iTXt). It returns
// the errors of the encoder and of w; nothing is written before the picture is
// complete.
func PNG(w io.Writer, s *scene.Scene, ratio float64) error {
	_, _, drawn := pixels(s, ratio)
	var b bytes.Buffer
	im := Image(s, ratio)
	var e png.Encoder
	if size := im.Bounds().Size(); size.X*size.Y > large {
		e.CompressionLevel = png.BestSpeed
	}
	if err := e.Encode(&b, im); err != nil {
		return err
	}
	// The first chunk, IHDR, is 25 bytes long and follows 8 bytes of signature.
	const head = 8 + 25
	out := append(make([]byte, 0, b.Len()+256), b.Bytes()[:head]...)
	out = appendDensity(out, drawn)
	out = appendText(out, "Title", s.Title)
	out = appendText(out, "Description", s.Desc)
	out = append(out, b.Bytes()[head:]...)
	_, err := w.Write(out)
	return err
}

// appendDensity appends pHYs: pixels a metre, across and down.
func appendDensity(dst []byte, ratio float64) []byte {
	perMetre := uint32(math.Round(72 * ratio / 0.0254))
	data := binary.BigEndian.AppendUint32(nil, perMetre)
	data = binary.BigEndian.AppendUint32(data, perMetre)
	return appendChunk(dst, "pHYs", append(data, 1))
}

// appendText appends iTXt, uncompressed and of no language; nothing for no text.
func appendText(dst []byte, keyword, text string) []byte {
	text = legal(text)
	if text == "" {
		return dst
	}
	return appendChunk(dst, "iTXt", []byte(keyword+"\x00\x00\x00\x00\x00"+text))
}

// appendChunk appends length, type, data and their checksum.
func appendChunk(dst []byte, kind string, data []byte) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(data)))
	from := len(dst)
	dst = append(append(dst, kind...), data...)
	return binary.BigEndian.AppendUint32(dst, crc32.ChecksumIEEE(dst[from:]))
}
