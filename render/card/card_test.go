package card_test

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"chartd/render/card"
	"chartd/render/param"
	"chartd/render/scene"
)

// aapl is the data string of the contract's golden URLs.
const aapl = "SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst"

func parse(t testing.TB, query string) card.Card {
	t.Helper()
	c, err := card.ParseCard(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return c
}

var blue = scene.Color{R: 0x49, G: 0x91, B: 0xAE, A: 0xFF}

// plain is a card of which only the value is given.
func plain(change func(*card.Card)) card.Card {
	c := card.Card{Value: "1", Stroke: blue, Width: 320, Height: 160, Ratio: 2}
	change(&c)
	return c
}

func TestParseCard(t *testing.T) {
	for _, row := range []struct {
		name, query string
		want        card.Card
	}{
		{"a value is enough", "v=1", plain(func(*card.Card) {})},
		{"words are decoded", "v=1&t=Up+time%20now", plain(func(c *card.Card) { c.Label = "Up time now" })},
		{"a bad escape is kept", "v=1&t=5%", plain(func(c *card.Card) { c.Label = "5%" })},
		{"a bad escape further on keeps all", "v=1&t=a+%zz", plain(func(c *card.Card) { c.Label = "a+%zz" })},
		{"the first of two wins", "v=1&v=2", plain(func(*card.Card) {})},
		{"names may be escaped for HTML", "v=1&amp;t=x", plain(func(c *card.Card) { c.Label = "x" })},
		{"controls, marks of direction and bad bytes are dropped", "v=%07%E2%80%AE1%FF", plain(func(*card.Card) {})},
		{"256 characters are used", "v=1&t=" + strings.Repeat("x", 300), plain(func(c *card.Card) { c.Label = strings.Repeat("x", 256) })},
		{"a plus is up", "v=1&p=%2B4.2%25", plain(func(c *card.Card) { c.Trend, c.Delta = card.Up, "4.2%" })},
		{"a minus is down", "v=1&p=-3", plain(func(c *card.Card) { c.Trend, c.Delta = card.Down, "3" })},
		{"a typographic minus is down", "v=1&p=%E2%88%92 3", plain(func(c *card.Card) { c.Trend, c.Delta = card.Down, "3" })},
		{"no sign is no direction", "v=1&p=3", plain(func(c *card.Card) { c.Delta = "3" })},
		{"a change of zero is none", "v=1&p=-0.0%25", plain(func(c *card.Card) { c.Delta = "-0.0%" })},
		{"a data string", "v=1&d0=A9", plain(func(c *card.Card) { c.Spark = []float64{0, 61} })},
		{"plain numbers", "v=1&v0=3,-1.5", plain(func(c *card.Card) { c.Spark, c.Known = []float64{3, -1.5}, true })},
		{"the data string comes first", "v=1&d0=A9&v0=3", plain(func(c *card.Card) { c.Spark = []float64{0, 61} })},
		{"a colour", "v=1&s0=f00", plain(func(c *card.Card) { c.Stroke = scene.Color{R: 0xFF, A: 0xFF} })},
		{"a colour with a dash", "v=1&s0=%2300FF0080-", plain(func(c *card.Card) { c.Stroke, c.Dash = scene.Color{G: 0xFF, A: 0x80}, scene.Dashed })},
		{"a bare dot", "v=1&s0=.", plain(func(c *card.Card) { c.Dash = scene.Dotted })},
		{"no colour is the standard one", "v=1&s0=red.", plain(func(*card.Card) {})},
		{"dark", "v=1&theme=dark", plain(func(c *card.Card) { c.Theme = card.Dark })},
		{"auto", "v=1&theme=auto", plain(func(c *card.Card) { c.Theme = card.Auto })},
		{"an unknown theme is light", "v=1&theme=pink", plain(func(*card.Card) {})},
		{"a background", "v=1&bg=0000", plain(func(c *card.Card) { c.OwnBackground = true })},
		{"a size; fractions are cut off", "v=1&w=100.9&h=4096", plain(func(c *card.Card) { c.Width, c.Height = 100, 4096 })},
		{"a ratio", "v=1&dpr=3", plain(func(c *card.Card) { c.Ratio = 3 })},
		{"a ratio that there is not", "v=1&dpr=9", plain(func(*card.Card) {})},
		{"the preview of a page", "v=1&size=og", plain(func(c *card.Card) { c.Width, c.Height, c.Ratio, c.Bleed = 1200, 630, 1, true })},
		{"a sharp preview", "v=1&size=og&dpr=2", plain(func(c *card.Card) { c.Width, c.Height, c.Bleed = 1200, 630, true })},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := parse(t, row.query); !reflect.DeepEqual(got, row.want) {
				t.Errorf("got  %+v\nwant %+v", got, row.want)
			}
		})
	}
}

func TestGapsOfPlainNumbers(t *testing.T) {
	got := parse(t, "v=1&v0=3,,null,nan,_, 4 ").Spark
	for i, known := range []bool{true, false, false, false, false, true} {
		if math.IsNaN(got[i]) == known {
			t.Errorf("item %d of %v", i+1, got)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, row := range []struct{ name, query, want string }{
		{"no value", "t=x", "missing parameter: v"},
		{"an empty value", "v=+%07", "missing parameter: v"},
		{"a width that is none", "v=1&w=wide", "bad parameter w: not a number"},
		{"no width", "v=1&w=0", "bad parameter w: not between 1 and 4096"},
		{"no number", "v=1&h=NaN", "bad parameter h: not a number"},
		{"too high", "v=1&h=4097", "bad parameter h: not between 1 and 4096"},
		{"too many pixels", "v=1&w=4096&h=4096", "bad parameter dpr: w times h times dpr times dpr is over 16777216 pixels"},
		{"too many points", "v=1&d0=" + strings.Repeat("A", 8193), "bad parameter d0: more than 8192 points"},
		{"too many numbers", "v=1&v0=" + strings.Repeat(",", 8192), "bad parameter v0: more than 8192 points"},
		{"a word among the numbers", "v=1&v0=1,x", "bad parameter v0: item 2 is not a number"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := card.ParseCard(row.query)
			var bad *param.Error
			if !errors.As(err, &bad) || err.Error() != row.want {
				t.Errorf("got %v, want %s", err, row.want)
			}
		})
	}
	if _, err := card.ParseBadge("t=x"); err == nil || err.Error() != "missing parameter: v" {
		t.Errorf("a badge without a value: %v", err)
	}
}

func TestKeys(t *testing.T) {
	a := parse(t, "v=1&t=2&d0=A9").Key()
	for _, same := range []string{"t=2&d0=A9&v=1", "v=1&t=2&d0=A9&d0=BB&unknown=1", "v=1&t=2&d0=A9&w=320&theme=light"} {
		if parse(t, same).Key() != a {
			t.Errorf("%s has another key", same)
		}
	}
	seen := map[[16]byte]string{a: "the first"}
	for _, other := range []string{"v=12&d0=A9", "v=1&d0=A9", "v=1&p=2&d0=A9", "v=1&t=2&d0=A8", "v=1&t=2&d0=A9&w=321", "v=1&t=2&d0=A9&h=321",
		"v=1&t=2&d0=A9&dpr=1", "v=1&t=2&d0=A9&theme=dark", "v=1&t=2&v0=0,61", "v=1&t=2&d0=A9&s0=111", "v=1&t=2&d0=A9&s0=-",
		"v=1&t=2&d0=A9&bg=0000", "v=1&t=2&d0=A9&size=og&w=320&h=160&dpr=2"} {
		key := parse(t, other).Key()
		if seen[key] != "" {
			t.Errorf("%s has the key of %s", other, seen[key])
		}
		seen[key] = other
	}
	x, _ := card.ParseBadge("v=ab&t=c")
	y, _ := card.ParseBadge("v=a&t=bc")
	if x.Key() == y.Key() {
		t.Error("two badges have one key")
	}
}

func TestSentence(t *testing.T) {
	for _, row := range []struct{ name, query, want string }{
		{"a value", "v=42", "42."},
		{"a change up", "v=99.98+%25&t=Uptime&p=%2B0.02+%25", "Uptime: 99.98 %, up 0.02 %."},
		{"a change down", "v=3&t=Errors&p=-4", "Errors: 3, down 4."},
		{"a change without direction", "v=3&p=0", "3, change 0."},
		{"plain numbers", "v=3&v0=1,,2.5,0.5", "3. 3 points, from 1 to 0.5, low 0.5, high 2.5."},
		{"one plain number", "v=3&v0=1", "3. 1 point, at 1."},
		{"a data string claims no value", "v=3&d0=" + aapl, "3. 43 points, ends at 74 % of its range, up from 30 %."},
		{"a data string that falls", "v=3&d0=9A", "3. 2 points, ends at 0 % of its range, down from 100 %."},
		{"gaps only", "v=3&d0=___", "3."},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := parse(t, row.query).Layout(); got.Desc != row.want {
				t.Errorf("got %q, want %q", got.Desc, row.want)
			}
		})
	}
}
