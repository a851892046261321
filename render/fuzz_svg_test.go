package render_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"chartd/render"
	"chartd/render/rendertest"

	"github.com/tdewolff/minify/v2"
	minifysvg "github.com/tdewolff/minify/v2/svg"
)

// allowed are the elements of an SVG (contract, section 4) that we use, and the
// attributes of each. None can run a script or load anything.
var allowed = map[string]string{
	"svg":   "xmlns width height viewBox preserveAspectRatio role aria-labelledby",
	"title": "id",
	"desc":  "id",
	"style": "",
	"g":     "class display fill fill-opacity font-size stroke-linecap stroke-linejoin text-anchor",
	"path":  "class d fill fill-opacity stroke stroke-opacity stroke-width stroke-linecap stroke-dasharray",
	"rect":  "class width height fill fill-opacity",
	"text":  "class x y fill fill-opacity font-size text-anchor textLength lengthAdjust",
}

// styleSheet is what a style sheet may look like: names, numbers, colours, rules
// and media queries, and nothing that could load a file or leave the element.
var styleSheet = regexp.MustCompile(`^[-a-zA-Z0-9 .,:;#{}()@]*$`)

// inspect says what is wrong with an SVG, or "". It returns the texts that it
// shows at its own size, and its title.
func inspect(svg []byte) (fault string) {
	if !strings.HasPrefix(string(svg), "<svg ") {
		return "it does not begin with its root"
	}
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	var open []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return err.Error()
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name.Local)
			fault = inspectElement(token)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			fault = inspectText(open, string(token))
		default:
			fault = fmt.Sprintf("it has a %T", token)
		}
		if fault != "" {
			return fault
		}
	}
}

// inspectElement judges an element's name and attributes.
func inspectElement(e xml.StartElement) string {
	names, ok := allowed[e.Name.Local]
	if !ok {
		return "element " + e.Name.Local + " is not allowed"
	}
	places := 0
	for _, a := range e.Attr {
		if !strings.Contains(" "+names+" ", " "+a.Name.Local+" ") {
			return "attribute " + a.Name.Local + " of " + e.Name.Local + " is not allowed"
		}
		if strings.ContainsAny(a.Value, "<>&\"'") || strings.Contains(a.Value, "url(") {
			return "attribute " + a.Name.Local + " is " + strconv.Quote(a.Value)
		}
		if a.Name.Local == "x" || a.Name.Local == "y" {
			if _, err := strconv.ParseFloat(a.Value, 64); err == nil {
				places++
			}
		}
	}
	if e.Name.Local == "text" && places != 2 {
		return fmt.Sprintf("a text without a place of its own: %v", e.Attr)
	}
	return ""
}

// inspectText judges what stands between tags.
func inspectText(open []string, text string) string {
	in := ""
	if len(open) > 0 {
		in = open[len(open)-1]
	}
	switch in {
	case "style":
		if !styleSheet.MatchString(text) || strings.Contains(text, "url(") || strings.Contains(text, "@import") {
			return "style sheet " + strconv.Quote(text)
		}
	case "title", "desc", "text":
		for _, r := range text {
			if r < ' ' || r == 0x7F {
				return "a control character in " + strconv.Quote(text)
			}
		}
	default:
		return "text outside of any: " + strconv.Quote(text)
	}
	return ""
}

func TestSVGHasOnlyWhatIsAllowed(t *testing.T) {
	for _, s := range rendertest.Samples() {
		if fault := inspect(sheetOf(t, s).Append(nil, render.SVG)); fault != "" {
			t.Errorf("%s: %s", s.Name, fault)
		}
	}
}

func TestInspectSeesWhatIsNotAllowed(t *testing.T) {
	for _, bad := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><text x="1">no y</text></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><text x="1" y="2" transform="scale(2)">moved</text></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><style>@import "x"</style></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><title>open</svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><!-- a comment --></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg">bare</svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><image href="http://elsewhere/x.png"/></svg>`,
	} {
		if inspect([]byte(bad)) == "" {
			t.Errorf("%s passes", bad)
		}
	}
}

func FuzzSVG(f *testing.F) {
	f.Add("AAPL (past 2 months)", "w=580&h=180&d0=Ae9&ymin=1&ymax=2")
	f.Add("</title><script>alert(1)</script>", "w=80&h=40&d0=A_9&xmin=1&xmax=99&theme=auto")
	f.Add("]]>\x00\x1b[31m\xff\ufffe\u202e", "v0=1,2,,3&kind=bar&bg=fff")
	f.Add("\U000E0001 & &amp; &#0;", "w=1200&h=900&d0=AZ&kind=area&s0=%22%3E%3C&tz=%3Cb%3E")
	f.Add("", "w=0&d0=%3Cscript%3E")
	f.Fuzz(func(t *testing.T, title, query string) {
		sheet := render.Borrow()
		defer sheet.Return()
		var svg []byte
		if err := sheet.Parse("t="+url.QueryEscape(title)+"&"+query, render.URLLimits); err != nil {
			svg = sheet.AppendError(nil, render.SVG, err)
		} else {
			svg = sheet.Append(nil, render.SVG)
		}
		if fault := inspect(svg); fault != "" {
			t.Fatalf("%s in %q", fault, svg)
		}
	})
}

// FuzzLive draws what strangers called their stats and wrote as comments, with
// values from raw bytes.
func FuzzLive(f *testing.F) {
	f.Add("tf=1d&cmp=1&marks=1", "visits", "deploy 1.4", []byte{0, 1, 2, 0xFF, 3}, int64(1772712000), int64(3600))
	f.Add("cmp=1&marks=1&kind=bar&k1=b&t=x", "</title><script>alert(1)</script>", "]]>\x00\x1b[31m\xff\ufffe\u202e", []byte{9}, int64(-1e18), int64(1e18))
	f.Add("marks=1&w=60&h=20&theme=auto&k4=z&ymin=1&ymax=1", "\u2028 & &amp;", "<!--", []byte(nil), int64(0), int64(0))
	f.Add("cmp=1&kind=area&hl=1&w=320&h=90&tz=Asia/Kolkata", "", "\U000E0001", []byte("\xff\xff\x01\xff\xff\xfe"), int64(1e9), int64(1e9))
	f.Fuzz(func(t *testing.T, query, name, text string, data []byte, from, span int64) {
		sheet := render.Borrow()
		defer sheet.Return()
		if err := sheet.Parse("k0=abc&"+query, render.URLLimits); err != nil {
			if fault := inspect(sheet.AppendError(nil, render.SVG, err)); fault != "" {
				t.Fatalf("%s in the picture of %v", fault, err)
			}
			return
		}
		one := render.LiveSeries{Name: name, Values: liveValues(data), Before: liveValues(data[len(data)/2:])}
		sheet.Fill(render.Live{Series: []render.LiveSeries{one, one}, From: from, To: from + span,
			Marks: []render.Mark{{At: from + span/2, Text: text}, {At: span, Text: name}}})
		if fault := inspect(sheet.Append(nil, render.SVG)); fault != "" {
			t.Fatalf("%s in %q", fault, sheet.Append(nil, render.SVG))
		}
		if out := sheet.Append(nil, render.JSON); !json.Valid(out) {
			t.Fatalf("%s is no JSON", out)
		}
		for _, r := range string(sheet.Append(nil, render.Text)) {
			if (r < ' ' && r != '\n' && r != '\x1b') || r >= 0x7F && r < 0xA0 || r == '\x1b' && sheet.Spec().Terminal.Color == false {
				t.Fatalf("control character %U reaches the terminal", r)
			}
		}
		if n := len(sheet.Sentence()); n > 8000 {
			t.Fatalf("the sentence has %d bytes", n)
		}
	})
}

// liveValues are values of all sizes and gaps.
func liveValues(data []byte) []float64 {
	var values []float64
	for _, b := range data {
		switch b {
		case 0xFF:
			values = append(values, math.NaN())
		case 0xFE:
			values = append(values, math.Inf(1))
		default:
			values = append(values, math.Ldexp(float64(int8(b)), 4*int(b%64)))
		}
	}
	return values
}

// TestMinifyingOurSVGSavesNextToNothing does not count the one attribute that
// the contract (section 7) writes out although it has its default value.
func TestMinifyingOurSVGSavesNextToNothing(t *testing.T) {
	const kept = ` preserveAspectRatio="xMidYMid meet"`
	m := minify.New()
	m.AddFunc("image/svg+xml", minifysvg.Minify)
	before, after := 0, 0
	for _, s := range rendertest.Samples() {
		svg := sheetOf(t, s).Append(nil, render.SVG)
		small, err := m.Bytes("image/svg+xml", bytes.Clone(svg)) // it works in place
		if err != nil {
			t.Errorf("%s: %v", s.Name, err)
			continue
		}
		small = append(small, kept...)
		before, after = before+len(svg), after+len(small)
		if saved := 1 - float64(len(small))/float64(len(svg)); saved > 0.06 {
			t.Errorf("%s: minifying saves %.1f %% of %d bytes", s.Name, saved*100, len(svg))
		}
	}
	if saved := 1 - float64(after)/float64(before); saved > 0.06 {
		t.Errorf("minifying saves %.1f %% in all", saved*100)
	}
}
