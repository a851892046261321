// Package rendertest has the charts that every back end must draw, and says
// how far two pictures of one chart are apart.
//
// The samples are a table here and nowhere else: golden files, both oracles, the
// browser's measurements and the gallery all run over it. It knows no format's
// inside; it draws through package render and compares what comes out.
package rendertest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"chartd/render"
)

// Sample is one chart.
type Sample struct {
	Name  string // lower case with hyphens; the name of its folder of golden files
	Query string // raw, without a question mark; may be as long as a form's
	Note  string // what it shows, in a few words
}

// Parse reads the sample's query on a sheet and, where it names live series,
// gives them their data.
func (s Sample) Parse(sheet *render.Sheet) error {
	if err := sheet.Parse(s.Query, render.FormLimits); err != nil {
		return fmt.Errorf("sample %s: %w", s.Name, err)
	}
	if _, ok := sheet.Live(); ok {
		sheet.Fill(found(s.Name))
	}
	return nil
}

// Samples returns every sample in a fixed order. Names are distinct, every query
// is valid, and none depends on the day or the machine.
func Samples() []Sample {
	return slices.Concat(goldenURLs(), kinds(), data(), axes(), times(), words(), colors(), sizes(), live())
}

// The data strings of real charts (contract, section 9).
const (
	aapl = "SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst"
	week = "caaageehox301yusuurywwqmjdghhhjmrt0yywwuqrs2yslkgfahnomqux666zzvttv0wsmkgdbhmnlrsz6795420xtvtrnjgdadkopqqv256520" +
		"zxsssokfdZZbeffjltwzzzxussuywrmgbYWaeefjmu100ywsqqrvuoidb"
	city0 = "RXZZfhgdURRUYZgfccZXUM"
	city1 = "roksqfdcjfKGGMQOSXchUO"
	city2 = "y3vuuvljghrgcYZZcdVckg"
	city3 = "kdfffcZYbggdfdhkkkgjgk"
)

// page is the size of a chart in a page of text, and of most samples.
const page = "w=580&h=180"

// goldenURLs are the real URLs and shapes of the contract's section 9 that are
// answered with a picture, by their number there. 19 has the query of 18, and 20
// is an error.
func goldenURLs() []Sample {
	const values, short = "&ymin=94.48&ymax=103.3", "w=580&h=180&ymin="
	return []Sample{
		{"url-01", page + "&d0=" + week + "&ymin=0&ymax=160000000&t=1+week+@+1+hour&step=1", "169 points in steps, a raw @, a large axis"},
		{"url-02", page + "&d0=" + aapl, "the shortest form: no axis"},
		{"url-03", page + "&d0=" + aapl + values, "both axes"},
		{"url-04", page + "&d0=" + aapl + values + "&ol=1", "left axis only"},
		{"url-05", page + "&d0=" + aapl + values + "&ol=1&t=AAPL+(past+2+months)", "a title"},
		{"url-06", page + "&d0=" + city0 + "&d1=" + city1 + "&d2=" + city2 + "&d3=" + city3 + "&ymin=45&ymax=90&t=Mean Temperature",
			"four datasets, a raw space in the title"},
		{"url-07", page + "&d0=" + aapl + values + "&t=AAPL+(past+2+months)&step=1", "steps"},
		{"url-08", page + "&d0=" + aapl + values, "the Ruby client's picture"},
		{"url-09", page + "&d0=" + city0 + "&d1=" + city1 + "&d2=" + city2 + "&ymin=45&ymax=90&s0=4991AE&s1=FF8300.&s2=FF5DAA-",
			"solid, dotted, dashed"},
		{"url-10", short + "1.2&ymax=9.1&d0=AJOb9HG", "the dataset last"},
		{"url-11", short + "1.2&ymax=3.1&d0=Am9", "three points"},
		{"url-12", short + "0.17&ymax=3.1&d0=Vu9&d1=QAI", "two datasets"},
		{"url-13", short + "1&ymax=5&d0=AeP&d1=9et", "whole numbers"},
		{"url-14", short + "0&ymax=4&d0=Skv&d1=OCJ", "a range of the author's own"},
		{"url-15", short + "0&ymax=6&d0=KeU&d1=yeo", "another"},
		{"url-16", page + "&d0=Am9", "three points, no axis"},
		{"url-17", page + "&d0=Am9&d1=8AC", "datasets encoded each by its own range"},
		{"url-18", "h=300&w=300&d0=98851&d1=98852&d2=98853&ymin=0.0&ymax=1.0&tz=America/New_York&t=A%20Test%20Chart&step=true&hl=true&ol=true&or=true",
			"the Swift client: true for 1, a zone without times"},
		{"url-21", page + "&d0=" + week + "&ymin=0&ymax=1200&t=Visits%20%26%20more&xmin=1459468800&xmax=1460073600&ol=1", "a report with a time axis"},
		{"url-22", "hl=1&w=1022&h=250&d0=" + walk(22, 250) + "&ymin=9841&ymax=13370", "a trading page"},
		{"url-23", "w=400&h=800&d0=" + walk(23, 60) + "&ymin=0&ymax=110&xmin=1&xmax=1&tz=Asia/Kolkata&t=Title&hl=1&step=1&s0=FF0000&f0=00FF0080",
			"xmin equal to xmax, higher than wide, black on a red line"},
		{"url-24-chart", "d0=" + walk(24, 90) + "&h=180&or=1&step=1&t=example.social&w=580", "or without values: no axis"},
		{"url-24-spark", "d0=" + walk(24, 30) + "&h=16&ol=1&or=1&s0=222222&w=50", "a sparkline of 50 by 16"},
		{"url-25", page + "&d0=" + walk(25, 40) + "&s0=007acc&f0=007acc44&d1=" + walk(26, 40) +
			"&ymin=0&ymax=250&xmin=1460000000&xmax=1460086400&tz=Europe/Berlin&t=Requests+per second&step=1&hl=1&ol=1&or=1", "everything at once"},
		{"url-26", "h=200&w=500&d0=92851&f0=E6AA1155&s0=E6AABBFF&d1=5F322&f1=E6AAAA55&s1=E6AAAAFF.&d2=23593&f2=AAE6C855&s2=AAE6C8FF-&ymin=0.0&ymax=1.0" +
			"&xmin=1460000000&xmax=1460600000&tz=America/New_York&t=A%20Test%20Chart&step=true&hl=true&ol=true&or=false", "translucent fills and eight-digit colours"},
	}
}

// alphabet is that of data strings (contract, section 3).
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// walk is a data string of a random walk that turns back at the edges, the same
// for the same seed on every machine.
func walk(seed uint64, points int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	at := 30
	for range points {
		at += r.IntN(9) - 4
		at = max(at, -at)
		at = min(at, 2*61-at)
		b.WriteByte(alphabet[at])
	}
	return b.String()
}

// gapped is a data string with every so many-th point missing.
func gapped(data string, every int) string {
	b := []byte(data)
	for i := every - 1; i < len(b); i += every {
		b[i] = '_'
	}
	return string(b)
}

// series is n walks of so many points as the parameters d0, d1 and so on.
func series(n, points int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("&d" + strconv.Itoa(i) + "=" + walk(uint64(100+i), points))
	}
	return b.String()
}
