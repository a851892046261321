package wire_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"chartd/api/wire"
	"chartd/stats"
)

// bulk is an upload of n points such as a web server sends every minute.
func bulk(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"ezkey":"XXXYYYZZZ","data":[`)
	for i := range n {
		if i > 0 {
			b.WriteString(",\n ")
		}
		switch i % 3 {
		case 0:
			fmt.Fprintf(&b, `{"stat":"page view %d","count":%d}`, i, i%7+1)
		case 1:
			fmt.Fprintf(&b, `{"stat":"request time %d","value":%d.%03d}`, i, i%90, i)
		default:
			fmt.Fprintf(&b, `{"stat":"ws%d: load average","value":0.732,"t":%d}`, i, now-int64(i))
		}
	}
	b.WriteString("]}")
	return []byte(b.String())
}

// What the two hottest posts cost is measured here and not in the benchmarks
// only, because a fact of the code, unlike a time, can be a test.
func TestPostsCostNoMoreAllocationsThanTheyMust(t *testing.T) {
	var f wire.Fields
	names := make([]string, 0, 8)
	forms := []string{
		"ezkey=you@example.com&stat=messages sent&count=3",
		"count=1e%2B06&ezkey=you%40example.com&stat=messages+sent&t=1699999999",
	}
	for _, form := range forms {
		body := []byte(form)
		got := testing.AllocsPerRun(100, func() {
			f.Read("", body)
			p, err := f.Point(wire.EZ, now)
			if err != nil {
				t.Fatal(err)
			}
			if names, err = stats.AppendNames(names[:0], p.Stat); err != nil {
				t.Fatal(err)
			}
		})
		if got != 0 {
			t.Errorf("%s: %v allocations, want 0", form, got)
		}
	}
	body := bulk(1000)
	got := testing.AllocsPerRun(10, func() {
		if _, err := wire.ParseUpload(body, now); err != nil {
			t.Fatal(err)
		}
	})
	if got > 3 {
		t.Errorf("an upload of 1000 points: %v allocations, want 3 at most", got)
	}
}

func BenchmarkForm(b *testing.B) {
	for name, form := range map[string]string{
		"raw":     "ezkey=you@example.com&stat=messages sent&count=3",
		"encoded": "count=1e%2B06&ezkey=you%40example.com&stat=messages+sent&t=1699999999",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var f wire.Fields
			body, names := []byte(form), make([]string, 0, 8)
			for b.Loop() {
				f.Read("", body)
				p, err := f.Point(wire.EZ, now)
				if err != nil {
					b.Fatal(err)
				}
				if names, err = stats.AppendNames(names[:0], p.Stat); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkUpload(b *testing.B) {
	body := bulk(1000)
	b.Run("wire", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := wire.ParseUpload(body, now); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(1000*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mpoints/s")
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var up struct {
				EZKey string `json:"ezkey"`
				Data  []struct {
					Stat  string   `json:"stat"`
					Count *float64 `json:"count"`
					Value *float64 `json:"value"`
					T     int64    `json:"t"`
				} `json:"data"`
			}
			if err := json.Unmarshal(body, &up); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(1000*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mpoints/s")
	})
}

func BenchmarkNames(b *testing.B) {
	b.ReportAllocs()
	var names []string
	for b.Loop() {
		var err error
		if names, err = stats.AppendNames(names[:0], "messages sent~total,female,europe"); err != nil {
			b.Fatal(err)
		}
	}
}
