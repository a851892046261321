package v1_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sorted puts words in order.
func sorted(text string) string {
	words := strings.Fields(text)
	slices.Sort(words)
	return strings.Join(words, " ")
}

// text is a JSON value as text.
func text(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func seriesStory(t *testing.T, h *house) {
	counter, value := h.make("c", "counter"), h.make("v", "value")
	// The minute of now begins 20 s before it: 1699999980.
	points := map[int]float64{0: 1, 1: 2, 11: 4, 25: 8}
	h.post(counter, points)
	h.post(value, points)
	got := h.want(200, "GET", "/stats/"+counter+"/series?tf=20m10m&cmp=1", "")
	if got["timeframe"] != "20m10m" || got["step"] != 600.0 || got["kind"] != "counter" || got["id"] != counter {
		t.Errorf("%v", got)
	}
	want := `[{"figure":4,"max":4,"mean":4,"min":4,"n":1,"sum":4,"t":1699998780},` +
		`{"figure":2,"max":2,"mean":2,"min":2,"n":1,"sum":2,"t":1699999380},` +
		`{"figure":1,"max":1,"mean":1,"min":1,"n":1,"sum":1,"t":1699999980}]`
	if points := text(t, got["points"]); points != want {
		t.Errorf("points\n%s, want\n%s", points, want)
	}
	before := got["before"].([]any)
	if len(before) != 3 || before[0].(map[string]any)["t"] != 1699997580.0 || before[1].(map[string]any)["sum"] != 8.0 {
		t.Errorf("before: %v", before)
	}
	got = h.want(200, "GET", "/series?tf=20m20m&end=1699999979&id="+value+"&id="+counter, "")
	list := got["series"].([]any)
	if names(list, "id") != value+" "+counter {
		t.Fatalf("%v", got)
	}
	// The last step begins with the minute of the end and is 20 minutes long.
	for i, last := range []string{
		`{"figure":1.5,"max":2,"mean":1.5,"min":1,"n":2,"sum":3,"t":1699999920}`,
		`{"figure":3,"max":2,"mean":1.5,"min":1,"n":2,"sum":3,"t":1699999920}`,
	} {
		points := list[i].(map[string]any)["points"].([]any)
		if got := text(t, points[1]); got != last {
			t.Errorf("%d: %s, want %s", i, got, last)
		}
	}
	empty := h.want(200, "GET", "/series?tf=1m1m&end=60&id="+value+"&id="+counter, "")["series"].([]any)
	for i, figure := range []string{"null", "0"} {
		want := `{"figure":` + figure + `,"max":null,"mean":null,"min":null,"n":0,"sum":0,"t":0}`
		if got := text(t, empty[i].(map[string]any)["points"].([]any)[0]); got != want {
			t.Errorf("nothing there: %s, want %s", got, want)
		}
	}
	eleven := strings.Repeat("&id="+counter, 11)
	h.facts([]fact{
		{"GET", "/stats/" + counter + "/series", "", 400, "tf", "tf: say a timeframe, such as 1w3h: a week in steps of three hours"},
		{"GET", "/stats/" + counter + "/series?tf=1w", "", 400, "tf", "tf: invalid timeframe"},
		{"GET", "/stats/" + counter + "/series?tf=1y1m", "", 400, "tf", "tf: too many points"},
		{"GET", "/stats/" + counter + "/series?tf=1d1h&end=now", "", 400, "end", "end: must be a whole number from 0 to 253402300799"},
		{"GET", "/stats/" + counter + "/series?tf=1d1h&cmp=2", "", 400, "cmp", "cmp: must be a whole number from 0 to 1"},
		{"GET", "/stats/" + counter + "/series?tf=1d1h&from=1", "", 400, "from", "from: there is no such parameter here"},
		{"GET", "/series?tf=1d1h", "", 400, "id", "id: name 1 to 10 stats: id=…&id=…"},
		{"GET", "/series?tf=1d1h" + eleven, "", 400, "id", "id: name 1 to 10 stats: id=…&id=…"},
		{"GET", "/series?tf=1d1h&id=", "", 404, "id", "id: not found"},
		{"GET", "/series?tf=5d1m&cmp=1" + strings.Repeat("&id="+counter, 10), "", 400, "tf", fmt.Sprintf("tf: that is %d points: at most 50000 in one reply", 10*2*7201)},
	})
}
