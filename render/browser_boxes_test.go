package render_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"chartd/render"
	"chartd/render/font"
	"chartd/render/rendertest"
	"chartd/render/rendertest/browser"
	"chartd/render/rendertest/workload"

	"github.com/chromedp/chromedp"
)

// measure is a page whose measure(jobs) loads each SVG as a document of its own
// in a frame of the size it is shown at, as an img would show it, and tells of
// every text that can be seen its box in CSS pixels, and of the horizontal lines
// where they lie. A job is [number, width, height].
const measure = `<!DOCTYPE html><style>iframe{border:0;position:absolute;left:0;top:0}</style><script>
const lines = (svg) => {
	const found = []
	for (const p of svg.querySelectorAll('path[stroke-linecap="butt"]')) {
		const m = p.getCTM()
		let command, y = 0, numbers = []
		for (const [, letter, number] of p.getAttribute("d").matchAll(/([a-zA-Z])|(-?(?:\d+\.?\d*|\.\d+))/g)) {
			if (letter) [command, numbers] = [letter, []]
			else numbers.push(+number)
			if (number && numbers.length === 2 && command === "M") y = numbers[1]
			if (number && numbers.length === 2 && command === "m") y += numbers[1]
			if (number && command.toLowerCase() === "h") found.push(y * m.d + m.f)
		}
	}
	return found
}
const hidden = (e, window) => e && (window.getComputedStyle(e).display === "none" || hidden(e.parentElement, window))
const one = ([n, w, h]) => new Promise((done) => {
	const f = document.createElement("iframe")
	f.style.width = w + "px"
	f.style.height = h + "px"
	f.onload = () => {
		const svg = f.contentDocument.documentElement
		svg.setAttribute("width", "100%")
		svg.setAttribute("height", "100%")
		const out = {N: n, Texts: [], Lines: lines(svg)}
		for (const t of svg.querySelectorAll("text")) {
			if (hidden(t, f.contentWindow)) continue
			const b = t.getBBox(), m = t.getCTM()
			out.Scale = m.a
			out.Texts.push({Text: t.textContent, X: b.x * m.a + m.e, Y: b.y * m.d + m.f, W: b.width * m.a, H: b.height * m.d,
				Size: parseFloat(f.contentWindow.getComputedStyle(t).fontSize) * m.a, Base: t.getAttribute("y") * m.d + m.f,
				Anchor: f.contentWindow.getComputedStyle(t).textAnchor})
		}
		f.remove()
		done(out)
	}
	f.src = "/" + n + ".svg"
	document.body.append(f)
})
const measure = async (jobs) => {
	const all = []
	while (jobs.length) all.push(...await Promise.all(jobs.splice(0, 20).map(one)))
	return all
}
</script><body>`

// seen is one picture as a browser shows it, all in CSS pixels.
type seen struct {
	N     int
	Scale float64
	Texts []box
	Lines []float64 // of the grid, from the top
}

// box is a text as a browser shows it.
type box struct {
	Text, Anchor string
	X, Y, W, H   float64
	Size, Base   float64
}

// job is a chart, and how wide it is shown.
type job struct {
	query         string
	svg           []byte
	width, height int // of its own
	shown         int // CSS pixels across
}

// jobOf draws a chart to be shown at a width; 0 is its own.
func jobOf(t *testing.T, query string, width int) job {
	t.Helper()
	return jobOfSample(t, rendertest.Sample{Name: "none", Query: query}, width)
}

// jobOfSample draws a sample to be shown at a width; 0 is its own.
func jobOfSample(t *testing.T, sample rendertest.Sample, width int) job {
	t.Helper()
	sheet := render.Borrow()
	defer sheet.Return()
	if err := sample.Parse(sheet); err != nil {
		t.Fatalf("query %q: %v", sample.Query, err)
	}
	s := sheet.Spec()
	if width == 0 {
		width = s.Width
	}
	return job{sample.Query, sheet.Append(nil, render.SVG), s.Width, s.Height, width}
}

// high is the height at which the job is shown, in whole pixels that hold it.
func (j job) high() int { return (j.height*j.shown + j.width - 1) / j.width }

// look has the browser measure all jobs.
func look(t *testing.T, ctx context.Context, jobs []job) []seen {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/"), ".svg"))
		if err != nil || n >= len(jobs) {
			fmt.Fprint(w, measure)
			return
		}
		w.Header().Set("Content-Type", "image/svg+xml")
		_, _ = w.Write(jobs[n].svg)
	}))
	defer server.Close()
	var list [][3]int
	for i, j := range jobs {
		list = append(list, [3]int{i, j.shown, j.high()})
	}
	arg, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL)); err != nil {
		t.Fatal(err)
	}
	all, err := chromedp.Run(ctx, chromedp.Evaluate[[]seen]("measure("+string(arg)+")", chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// hair is what boxes may overlap by, in CSS pixels: places are written in tenths.
const hair = 0.15

// checkBoxes reports texts that meet, or leave the picture.
func checkBoxes(t *testing.T, j job, s seen) {
	t.Helper()
	wide, high := float64(j.shown), float64(j.high())
	for i, a := range s.Texts {
		if a.X < -hair || a.Y < -hair || a.X+a.W > wide+hair || a.Y+a.H > high+hair {
			t.Errorf("%s at %d: %q at %.1f,%.1f of %.1f by %.1f leaves the picture of %g by %g",
				abbreviate(j.query), j.shown, a.Text, a.X, a.Y, a.W, a.H, wide, high)
		}
		for _, b := range s.Texts[:i] {
			if min(a.X+a.W, b.X+b.W)-max(a.X, b.X) > hair && min(a.Y+a.H, b.Y+b.H)-max(a.Y, b.Y) > hair {
				t.Errorf("%s at %d: %q (%.1f,%.1f %.1f by %.1f) meets %q (%.1f,%.1f %.1f by %.1f)", abbreviate(j.query), j.shown,
					a.Text, a.X, a.Y, a.W, a.H, b.Text, b.X, b.Y, b.W, b.H)
			}
		}
	}
}

// abbreviate keeps what a person needs to draw the chart again, unless it is
// very long.
func abbreviate(query string) string {
	if len(query) > 600 {
		return query[:600] + "…"
	}
	return query
}

// checkSmall reports texts that are hard to read, and labels that are not at
// their line of the grid.
func checkSmall(t *testing.T, j job, s seen) {
	t.Helper()
	for _, a := range s.Texts {
		if a.Size < 9.99 {
			t.Errorf("%s at %d: %q is %.2f px large", abbreviate(j.query), j.shown, a.Text, a.Size)
		}
	}
	if len(s.Lines) == 0 || strings.Contains(j.query, "grid=0") {
		return // only a grid has a line for every label
	}
	for _, a := range s.Texts {
		side := a.Anchor == "end" || a.Anchor == "start" && a.X > float64(j.shown)/2
		if !side {
			continue
		}
		middle := a.Base - font.CapHeight/2*a.Size
		near := 1e9
		for _, y := range s.Lines {
			near = min(near, max(y-middle, middle-y))
		}
		if near > 1.5 { // lines stand on whole pixels of the full size
			t.Errorf("%s at %d: the label %q is %.2f px away from its line", abbreviate(j.query), j.shown, a.Text, near)
		}
	}
}

// titles are texts of all sorts.
var titles = []string{"", "AAPL (past 2 months)", "1 week @ 1 hour", "温度と湿度の記録", "🚀 Launch ✔ 👩‍💻", "درجة الحرارة טמפרטורה", "</title><script>&\"'",
	"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", strings.Repeat("A title that does not fit ", 9),
	"\uFDFD\uFDFD \u0BCA\u0C7F", "Ångström ﬁ Łódź", "Θερμοκρασία — Температура", "@@@@@@%%%%%%MMMMMM", "a\u0301e\u0301 n\u0303"}

// randomQuery is a chart of random size, data, axes, times and words.
func randomQuery(r *rand.Rand) string {
	side := func() int { return 1 + int(1200*r.Float64()*r.Float64()) }
	q := "w=" + strconv.Itoa(side()) + "&h=" + strconv.Itoa(side())
	for n := range 1 + r.IntN(5) {
		q += "&d" + strconv.Itoa(n) + "=" + workload.Walk(r.Uint64(), 1+r.IntN(80))
	}
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	q += pick("", "&step=1", "&kind=area", "&kind=bar", "&kind=spark", "") + pick("", "&ol=1", "&or=1") + pick("", "&hl=1", "&grid=0", "&grid=1")
	if r.IntN(4) > 0 {
		q += "&ymin=" + randomNumber(r) + "&ymax=" + randomNumber(r)
	}
	if r.IntN(2) > 0 {
		from := r.Int64N(4e9) - 1e9
		span := int64(1) << r.IntN(34)
		q += fmt.Sprintf("&xmin=%d&xmax=%d&tz=%s", from, from+span+r.Int64N(span),
			pick("UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "nowhere"))
	}
	return q + "&t=" + url.QueryEscape(titles[r.IntN(len(titles))]) + pick("", "&theme=auto", "&bg=fff")
}

// randomNumber is a number of any size.
func randomNumber(r *rand.Rand) string {
	switch r.IntN(5) {
	case 0:
		return strconv.Itoa(r.IntN(200) - 100)
	case 1:
		return strconv.FormatFloat(r.Float64()*200-50, 'f', 2, 64)
	case 2:
		return strconv.FormatFloat(r.NormFloat64()*1e9, 'f', 0, 64)
	case 3:
		return strconv.FormatFloat(r.NormFloat64(), 'g', -1, 64)
	}
	return strconv.FormatFloat(r.NormFloat64()*1e-4, 'g', 3, 64) + "e" + strconv.Itoa(r.IntN(40)-20)
}

// randomJobs are charts at their own size, and those that are at least 580
// wide at a random smaller one again.
func randomJobs(t *testing.T, n int) []job {
	r := rand.New(rand.NewPCG(2, 580))
	var jobs []job
	for range n {
		j := jobOf(t, randomQuery(r), 0)
		jobs = append(jobs, j)
		if j.width >= 580 {
			least := (j.width*45 + 99) / 100
			j.shown = least + r.IntN(j.width-least)
			jobs = append(jobs, j)
		}
	}
	return jobs
}

func TestBrowserFindsNoTextOverAnother(t *testing.T) {
	jobs := randomJobs(t, 500)
	for _, face := range []struct {
		file  string
		least float64 // width of "0000000000" at 100 px, and most
		most  float64
	}{
		{"LiberationSans-Regular.ttf", 550, 565},
		{"DejaVuSans.ttf", 630, 645},
	} {
		t.Run(face.file, func(t *testing.T) {
			ctx := browser.Start(t, browser.OnlyFonts(browser.FontFile(t, face.file)))
			if wide, err := chromedp.Run(ctx, chromedp.Evaluate[float64](tenDigits)); err != nil || wide < face.least || wide > face.most {
				t.Fatalf("ten digits are %.1f px wide, want %g to %g: another face is in use (%v)", wide, face.least, face.most, err)
			}
			texts := 0
			for _, s := range look(t, ctx, jobs) {
				j := jobs[s.N]
				texts += len(s.Texts)
				checkBoxes(t, j, s)
				if j.shown < j.width {
					checkSmall(t, j, s)
				}
			}
			if texts < 1200 {
				t.Errorf("only %d texts were seen", texts)
			}
		})
	}
}

// tenDigits measures the first face of our stack that there is.
const tenDigits = `(() => {
	const c = document.createElement("canvas").getContext("2d")
	c.font = "100px Arial,Liberation Sans,Helvetica,sans-serif"
	return c.measureText("0123456789").width
})()`
