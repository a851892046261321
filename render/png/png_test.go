package png

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	"chartd/render/scene"
)

func TestSizeIsThatOfTheSceneTimesTheRatio(t *testing.T) {
	for _, row := range []struct {
		name                 string
		width, height, ratio float64
		wantWidth, wantHigh  int
	}{
		{"double size", 580, 180, 2, 1160, 360},
		{"a ratio in between is rounded", 101, 33, 1.5, 152, 50},
		{"the least is a pixel", 0.1, 0.1, 1, 1, 1},
		{"nothing is a pixel", 0, -5, 1, 1, 1},
		{"no number is a pixel", math.NaN(), math.NaN(), math.NaN(), 1, 1},
		{"no ratio is 1", 30, 20, 0, 30, 20},
		{"a side that is too long is made smaller", 20000, 10, 2, 16384, 8},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := &scene.Scene{Width: row.width, Height: row.height}
			w, h, _ := measure(s, row.ratio)
			if w != row.wantWidth || h != row.wantHigh {
				t.Fatalf("got %dx%d, want %dx%d", w, h, row.wantWidth, row.wantHigh)
			}
			var e Encoder
			if got := decode(t, e.Append(nil, s, row.ratio)); got.width != w || got.height != h {
				t.Errorf("got a file of %dx%d", got.width, got.height)
			}
		})
	}
}

func TestNoPictureIsLargerThanTheLargest(t *testing.T) {
	for _, size := range []float64{4096, 5000, 1e6, math.Inf(1)} {
		w, h, ratio := measure(&scene.Scene{Width: size, Height: size}, 4)
		if w*h > MaxPixels || w < 8000 || math.IsNaN(ratio) {
			t.Errorf("%v: got %dx%d at %v", size, w, h, ratio)
		}
	}
}

func TestDensitySaysTheRatio(t *testing.T) {
	for ratio, want := range map[float64]uint32{1: 2835, 2: 5669, 4: 11339} {
		var e Encoder
		got := chunks(e.Append(nil, &scene.Scene{Width: 3, Height: 2}, ratio))["pHYs"]
		if len(got) != 1 || len(got[0]) != 9 {
			t.Fatalf("ratio %v: got %v", ratio, got)
		}
		x, y := binary.BigEndian.Uint32(got[0]), binary.BigEndian.Uint32(got[0][4:])
		if x != want || y != want || got[0][8] != 1 {
			t.Errorf("ratio %v: got %d, %d, unit %d, want %d a metre", ratio, x, y, got[0][8], want)
		}
	}
}

func TestTextsAreInTheFile(t *testing.T) {
	for _, row := range []struct{ name, title, desc, wantTitle, wantDesc string }{
		{"both", "Größe 漢字", "12 points.", "Größe 漢字", "12 points."},
		{"only one", "", "12 points.", "", "12 points."},
		{"a zero byte is left out", "a\x00b", "\x00", "ab", ""},
		{"what is no UTF-8 is replaced", "a\xffb", "", "a\uFFFDb", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			var e Encoder
			got := map[string]string{}
			s := &scene.Scene{Width: 3, Height: 2, Title: row.title, Desc: row.desc}
			file := e.Append(nil, s, 1)
			decode(t, file)
			for _, c := range chunks(file)["iTXt"] {
				keyword, rest, _ := bytes.Cut(c, []byte{0})
				got[string(keyword)] = string(bytes.TrimPrefix(rest, []byte{0, 0, 0, 0}))
			}
			if got["Title"] != row.wantTitle || got["Description"] != row.wantDesc {
				t.Errorf("got %q", got)
			}
			if _, ok := got["Title"]; ok && row.wantTitle == "" {
				t.Error("got an empty title")
			}
		})
	}
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	var e Encoder
	file := e.Append([]byte("before"), sceneA(), 1)
	rest, ok := bytes.CutPrefix(file, []byte("before"))
	if !ok {
		t.Fatalf("got %q", file[:10])
	}
	decode(t, rest)
}

func TestEncoderLeavesNothingBehind(t *testing.T) {
	var used Encoder
	for _, c := range charts {
		used.Append(nil, c.scene(), 2)
	}
	for _, c := range charts {
		var fresh Encoder
		got, want := used.Append(nil, c.scene(), 2), fresh.Append(nil, c.scene(), 2)
		if !bytes.Equal(got, want) {
			t.Errorf("%s: a used encoder draws another picture", c.name)
		}
	}
}

func TestEncodeFromManyGoroutines(t *testing.T) {
	var e Encoder
	want := e.Append(nil, sceneD(), 1)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := Encode(&b, sceneD(), 1); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("got %d bytes, %v, want %d", b.Len(), err, len(want))
			}
		})
	}
	wg.Wait()
}

type broken struct{ error }

func (b broken) Write([]byte) (int, error) { return 0, b.error }

func TestEncodeReturnsTheWritersError(t *testing.T) {
	want := errors.New("gone")
	if err := Encode(broken{want}, sceneA(), 1); !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

func TestDrawingAllocatesNothing(t *testing.T) {
	for _, c := range charts {
		var e Encoder
		s := c.scene()
		file := e.Append(nil, s, 2)
		if got := testing.AllocsPerRun(5, func() { file = e.Append(file[:0], s, 2) }); got > 0 {
			t.Errorf("%s: got %v allocations, want 0", c.name, got)
		}
	}
}

func TestLargePicturesAreNotKept(t *testing.T) {
	var e Encoder
	s := sceneF()
	e.Append(nil, s, 2)
	if e.truecolor.pix == nil {
		t.Error("the memory of a usual picture was given back")
	}
	s.Width, s.Height = 3000, 2000
	e.Append(nil, s, 1)
	if got := cap(e.truecolor.pix) + cap(e.indexed.pix); got > 2*keep {
		t.Errorf("got %d bytes kept, want at most %d", got, 2*keep)
	}
}

func TestFileSizeOfAPlainChart(t *testing.T) {
	var e Encoder
	if got := len(e.Append(nil, sceneA(), 2)); got > 12<<10 {
		t.Errorf("got %d bytes, want at most 12 KB", got)
	}
}

func TestLargestPicture(t *testing.T) {
	s := sceneA()
	s.Width, s.Height = 8192, 8192
	var e Encoder
	file := e.Append(nil, s, 1)
	if !strings.HasPrefix(string(file), signature) || len(file) > 1<<20 {
		t.Errorf("got %d bytes, want a file of at most 1 MB", len(file))
	}
	if got := e.indexed.pix; got != nil {
		t.Errorf("got %d bytes kept", cap(got))
	}
}
