package card_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"chartd/render/card"
	"chartd/render/param"
	"chartd/render/scene"

	"pgregory.net/rapid"
)

var nan = math.NaN()

// visits is what a store would hold for the tests' key.
func visits() card.Live {
	return card.Live{Name: "Visits", Value: 12345, Before: 11000, Values: []float64{3, 4, nan, 9, 7}}
}

func parseBadge(t testing.TB, query string) card.Badge {
	t.Helper()
	b, err := card.ParseBadge(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return b
}

func TestLiveErrors(t *testing.T) {
	for query, want := range map[string]string{
		"k0=":              "missing parameter: k0",
		"k0=a/b":           "bad parameter k0: not 1 to 64 letters and digits",
		"k0=a&end=-1":      "bad parameter end: not UNIX seconds from 1 to 8589934591",
		"k0=a&d0=A9":       "bad parameter k0: a live series takes the place of data, and d0 is given too",
		"k0=a&v=1&v0=1,2":  "bad parameter k0: a live series takes the place of data, and v0 is given too",
		"k1=a":             "missing parameter: v",
		"k0=a&w=0":         "bad parameter w: not between 1 and 4096",
		"k0=a&end=1&w=1e9": "bad parameter w: not between 1 and 4096",
	} {
		if _, err := card.ParseCard(query); err == nil || err.Error() != want {
			t.Errorf("card %s: error %v, want %s", query, err, want)
		}
		if strings.Contains(query, "w=") || strings.Contains(query, "0=A9") || strings.Contains(query, "v0") {
			continue // which mean nothing to a badge
		}
		if _, err := card.ParseBadge(query); err == nil || err.Error() != want {
			t.Errorf("badge %s: error %v, want %s", query, err, want)
		}
	}
}

func TestWhatALiveCardAsksFor(t *testing.T) {
	const query = "k0=aZ9&k1=no&tf=1w3h&cmp=1&end=77&sig=s&exp=e"
	want := param.Ask{Keys: [param.MaxKeys]string{"aZ9"}, Timeframe: "1w3h", Compare: true, End: 77, Sig: "s", Exp: "e"}
	if got, ok := parse(t, query).Live(); !ok || got != want {
		t.Errorf("the card asks for %+v (%v)", got, ok)
	}
	if got, ok := parseBadge(t, query).Live(); !ok || got != want {
		t.Errorf("the badge asks for %+v (%v)", got, ok)
	}
	c, b := parse(t, "v=1&tf=1d&cmp=1"), parseBadge(t, "v=1&tf=1d&cmp=1")
	_, live := c.Live()
	_, liveToo := b.Live()
	if live || liveToo || !reflect.DeepEqual(c.Fill(visits()), c) || b.Fill(visits()) != b {
		t.Error("what is not live was filled")
	}
}

func TestFilledCards(t *testing.T) {
	with := func(value, before float64) card.Live {
		l := visits()
		l.Value, l.Before = value, before
		return l
	}
	const points = " 4 points, from 3 to 7, low 3, high 9."
	for _, row := range []struct {
		name, query string
		live        card.Live
		want        string
	}{
		{"a value", "k0=a", visits(), "Visits: 12.35K." + points},
		{"up", "k0=a&cmp=1", visits(), "Visits: 12.35K, up 12 % against the period before." + points},
		{"down", "k0=a&cmp=1", with(95.5, 100), "Visits: 95.500, down 4.5 % against the period before." + points},
		{"no change", "k0=a&cmp=1", with(5, 5), "Visits: 5, change 0 % against the period before." + points},
		{"none that could be said", "k0=a&cmp=1", with(1e6, 1e6+1), "Visits: 1.00M, change 0 % against the period before." + points},
		{"from nothing", "k0=a&cmp=1", with(1500, 0), "Visits: 1,500, up 1,500 against the period before." + points},
		{"still nothing", "k0=a&cmp=1", with(0, 0), "Visits: 0, change 0 % against the period before." + points},
		{"nothing before", "k0=a&cmp=1", with(5, nan), "Visits: 5." + points},
		{"no data", "k0=a&cmp=1", card.Live{Name: "Visits", Value: nan, Before: 5}, "Visits: No data."},
		{"not filled", "k0=a", card.Live{Value: nan}, "No data."},
		{"a unit", "k0=a", card.Live{Value: 0.3145, Unit: "ms\x07"}, "0.315 ms."},
		{"words of one's own", "k0=a&v=many&t=Mine&p=%2B3&cmp=1", visits(), "Mine: many, up 3." + points},
		{"no label", "k0=a&t=", visits(), "12.35K." + points},
		{"a stranger's name", "k0=a", card.Live{Name: "a\nb</desc>", Value: 1}, "ab</desc>: 1."},
		{"values without end", "k0=a", card.Live{Value: math.Inf(1), Values: []float64{math.Inf(1), math.Inf(-1)}}, "+Inf. 2 points, from 1e300 to -1e300, low -1e300, high 1e300."},
	} {
		c := parse(t, row.query).Fill(row.live)
		if s := c.Layout(); s.Desc != row.want {
			t.Errorf("%s:\n got %s\nwant %s", row.name, s.Desc, row.want)
		}
		wellFormed(t, c.AppendSVG(nil))
	}
	if s := parse(t, "k0=a").Layout(); s.Desc != "No data." {
		t.Errorf("before it is filled the card says %s", s.Desc)
	}
}

func TestFilledBadges(t *testing.T) {
	for _, row := range []struct {
		name, query string
		live        card.Live
		want        string
	}{
		{"a value", "k0=a", visits(), "Visits: 12.35K"},
		{"up", "k0=a&cmp=1", visits(), "Visits: 12.35K (+12 %)"},
		{"down", "k0=a&cmp=1&t=V", card.Live{Value: 9, Before: 10, Unit: "ms"}, "V: 9 ms (−10 %)"},
		{"no change", "k0=a&cmp=1&t=", card.Live{Value: 9, Before: 9}, "9 (0 %)"},
		{"no data", "k0=a&cmp=1", card.Live{Name: "V", Value: nan, Before: 9}, "V: No data"},
		{"a value of one's own", "k0=a&v=ok&cmp=1", visits(), "Visits: ok"},
	} {
		b := parseBadge(t, row.query).Fill(row.live)
		if s := b.Layout(); s.Title != row.want {
			t.Errorf("%s: %s, want %s", row.name, s.Title, row.want)
		}
		wellFormed(t, b.AppendSVG(nil))
	}
	none := card.Live{Value: nan}
	if grey := parseBadge(t, "k0=a").Fill(none).Color; grey != (scene.Color{R: 0x6E, G: 0x77, B: 0x81, A: 0xFF}) {
		t.Errorf("a badge without data is %v", grey)
	}
	if red := parseBadge(t, "k0=a&s0=F00").Fill(none).Color; red != (scene.Color{R: 0xFF, A: 0xFF}) {
		t.Errorf("with a colour of its own it is %v", red)
	}
}

func TestKeysOfLiveCards(t *testing.T) {
	const query = "k0=a&tf=1d&cmp=1&end=9"
	c, b := parse(t, query), parseBadge(t, query)
	for _, same := range []string{query + "&sig=1&exp=2", "end=9&cmp=true&tf=1d&k0=a&x=y"} {
		if parse(t, same).Key() != c.Key() || parseBadge(t, same).Key() != b.Key() {
			t.Errorf("%s has another key", same)
		}
	}
	seen := map[[16]byte]string{c.Key(): query, b.Key(): query}
	for _, other := range []string{"k0=b&tf=1d&cmp=1&end=9", "k0=a&tf=2d&cmp=1&end=9", "k0=a&tf=1d&end=9", "k0=a&tf=1d&cmp=1&end=8", "k0=a&tf=1d&cmp=1&end=9&t=",
		"k0=a&tf=1d&cmp=1&end=9&v=No+data", "k0=a&tf=1d&cmp=1&end=9&t=x", "v=No+data"} {
		for _, key := range [][16]byte{parse(t, other).Key(), parseBadge(t, other).Key()} {
			if seen[key] != "" {
				t.Errorf("%s has the key of %s", other, seen[key])
			}
			seen[key] = other
		}
	}
	filled := c.Fill(visits())
	if filled.Key() == c.Key() || c.Fill(card.Live{Value: 1}).Key() == filled.Key() {
		t.Error("the key of a filled card does not know its data")
	}
}

func TestNothingMeetsOnLiveCards(t *testing.T) {
	number := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, nan, 1, 999.9999, -1e300, math.Inf(-1)}))
	rapid.Check(t, func(t *rapid.T) {
		l := card.Live{Name: rapid.String().Draw(t, "name"), Unit: rapid.StringN(0, 9, -1).Draw(t, "unit"), Value: number.Draw(t, "value"),
			Before: number.Draw(t, "before"), Values: rapid.SliceOfN(number, 0, 40).Draw(t, "values")}
		query := rapid.SampledFrom([]string{"k0=a&cmp=1", "k0=a&cmp=1&w=120&h=60", "k0=a&w=600&h=90&theme=auto", "k0=a&cmp=1&size=og"}).Draw(t, "query")
		c, err := card.ParseCard(query)
		if err != nil {
			t.Fatal(err)
		}
		s := c.Fill(l).Layout()
		checkLayout(t, &s)
		b, err := card.ParseBadge(query)
		if err != nil {
			t.Fatal(err)
		}
		s = b.Fill(l).Layout()
		checkLayout(t, &s)
	})
}

func FuzzLive(f *testing.F) {
	f.Add("tf=1d&cmp=1", "visits", "ms", 5.5, 4.0)
	f.Add("cmp=1&size=og&theme=auto", "</title><script>", "\x00\"'<", 1e308, -1e-308)
	f.Fuzz(func(t *testing.T, query, name, unit string, value, before float64) {
		l := card.Live{Name: name, Unit: unit, Value: value, Before: before, Values: []float64{value, before, value}}
		if c, err := card.ParseCard("k0=a&" + query); err == nil {
			c = c.Fill(l)
			s := c.Layout()
			checkLayout(t, &s)
			wellFormed(t, c.AppendSVG(nil))
		}
		if b, err := card.ParseBadge("k0=a&" + query); err == nil {
			b = b.Fill(l)
			s := b.Layout()
			checkLayout(t, &s)
			wellFormed(t, b.AppendSVG(nil))
		}
	})
}
