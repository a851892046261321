package embed_test

import (
	"errors"
	"math"
	"testing"

	"chartd/embed"
	"chartd/render/param"
	"chartd/stats"
	"chartd/stats/statstest/node"
)

func TestReadFrame(t *testing.T) {
	for in, want := range map[string]struct {
		frame   string
		compare bool
	}{
		"":             {"1w3h", false},
		"_compare":     {"1w3h", true},
		"hour":         {"1h1m", false},
		"half_compare": {"12h10m", true},
		"day":          {"1d15m", false},
		"week_compare": {"1w3h", true},
		"month":        {"1M1d", false},
		"year":         {"1y1w", false},
		"30m1m":        {"30m1m", false},
		"1d1h_compare": {"1d1h", true},
		"never":        {"never", false},
	} {
		frame, compare := embed.ReadFrame(in)
		if frame != want.frame || compare != want.compare {
			t.Errorf("%q is %s, %v, want %+v", in, frame, compare, want)
		}
	}
}

// values is a board over a node with a counter and a value, and wishes for both.
func values(t *testing.T) (*embed.Board, *node.Node, *clock, []embed.Wish) {
	n, now := node.Open(t), newClock()
	visits, load := n.Stat(t, "visits", stats.Counter), n.Stat(t, "load", stats.Value)
	load.Unit = "%"
	if err := n.Catalog.Update(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	n.Post(t, visits, now.Minute()-1, 1000, 234.5)
	n.Post(t, visits, now.Minute(), 7)     // of the minute that goes on
	n.Post(t, visits, now.Minute()-60, 50) // of the hour before, its last minute but one
	n.Post(t, visits, now.Minute()-61, 50)
	n.Post(t, load, now.Minute()-1, 1, 2, 6)
	wish := func(s stats.Stat, frame string) embed.Wish {
		return embed.Wish{Shown: embed.Shown{Key: string(s.EmbedKey), Stat: s, Home: n.Project}, Frame: frame}
	}
	return &embed.Board{Reader: n.Reader(), Now: now.Now}, n, now,
		[]embed.Wish{wish(visits, "hour"), wish(load, "1h7m"), wish(visits, "1d1h"), wish(load, "never")}
}

func TestValues(t *testing.T) {
	t.Parallel()
	board, _, now, wishes := values(t)
	got, err := board.Values(t.Context(), wishes)
	if err != nil {
		t.Fatal(err)
	}
	minute := now.Minute().Unix()
	for i, want := range []embed.Value{
		{Frame: "1h1m", From: minute - 3600, To: minute, Number: 1284.5, Before: 50, Text: "1,285", Change: "+1,235",
			Sentence: "visits: 1,285, up 1,235 against the period before."},
		{Frame: "1h7m", From: minute - 3600, To: minute, Number: 3, Before: math.NaN(), Text: "3", Sentence: "load: 3 %."},
		{Frame: "1d1h", From: minute - 86400, To: minute, Number: 1334.5, Before: 0, Text: "1,335", Change: "+1,335",
			Sentence: "visits: 1,335, up 1,335 against the period before."},
	} {
		g := got[i]
		same := g.Number == want.Number && (g.Before == want.Before || math.IsNaN(g.Before) && math.IsNaN(want.Before))
		if !same || g.Frame != want.Frame || g.From != want.From || g.To != want.To || g.Text != want.Text ||
			g.Change != want.Change || g.Sentence != want.Sentence || g.Problem != nil {
			t.Errorf("got  %+v\nwant %+v", g, want)
		}
	}
	var bad *param.Error
	if !errors.As(got[3].Problem, &bad) || bad.Param != "tf" {
		t.Errorf("a timeframe that is none: %v", got[3].Problem)
	}
}

// The number is the sum of what the export returns for the same minutes.
func TestValueIsTheExportsTotal(t *testing.T) {
	t.Parallel()
	board, n, now, wishes := values(t)
	for _, tf := range []string{"1h1m", "1d15m", "1w3h", "1M1d"} {
		wishes[0].Frame = tf
		got, err := board.Values(t.Context(), wishes[:1])
		if err != nil {
			t.Fatal(err)
		}
		frame, err := stats.ParseTimeframe(tf)
		if err != nil {
			t.Fatal(err)
		}
		list, err := n.Reader().Series(t.Context(), []stats.StatID{wishes[0].Stat.ID}, frame.Ending(now.Now().Unix()))
		if err != nil {
			t.Fatal(err)
		}
		total := 0.0
		for _, b := range list[0].Buckets[:len(list[0].Buckets)-1] { // the last has just begun
			total += b.Total()
		}
		if got[0].Number != total || total == 0 {
			t.Errorf("%s: %g, the export has %g", tf, got[0].Number, total)
		}
	}
}

func TestPercent(t *testing.T) {
	nan := math.NaN()
	for _, row := range []struct {
		now, before, want float64
		ok                bool
	}{
		{110, 100, 10, true},
		{50, 100, -50, true},
		{5, 0, 0, true},
		{-5, -10, -50, true},
		{nan, 1, 0, false},
		{1, nan, 0, false},
		{1e300, 1e-300, 0, false},
	} {
		got, ok := embed.Value{Number: row.now, Before: row.before}.Percent()
		if ok != row.ok || ok && got != row.want {
			t.Errorf("from %g to %g: %g, %v", row.before, row.now, got, ok)
		}
	}
}

func TestHeldKeys(t *testing.T) {
	t.Parallel()
	board, _, _, wishes := values(t)
	week, day := wishes[0].Shown, wishes[0].Shown
	week.Grant.Frame, day.Grant.Frame = "1w1d", "1d1h"
	got, err := board.Values(t.Context(), []embed.Wish{{Shown: week, Frame: "hour"}})
	if err != nil || got[0].Frame != "1w1d" {
		t.Errorf("a key held to a week shows %s, %v", got[0].Frame, err)
	}
	points, err := board.Points(t.Context(), []embed.Shown{wishes[1].Shown, week}, "hour", true)
	if err != nil || points[0].Frame != "1w1d" || len(points[1].Now) != 7 || len(points[1].Before) != 7 {
		t.Errorf("beside it another shows %+v, %v", points, err)
	}
	if _, err := board.Points(t.Context(), []embed.Shown{week, day}, "", false); !errors.Is(err, embed.ErrUnavailable) {
		t.Errorf("two that are held to different ones: %v", err)
	}
	day.Grant.Single = true
	if _, err := board.Points(t.Context(), []embed.Shown{day}, "", false); !errors.Is(err, embed.ErrUnavailable) {
		t.Errorf("the points of a key for the number alone: %v", err)
	}
}
