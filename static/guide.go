package static

import (
	"slices"
	"strings"
)

// chapter is a part of the page under a heading of the second level.
type chapter struct {
	ID, Title, Lead string
	Topics          []topic
}

// topic explains the parameters it names, or one path.
type topic struct {
	ID       string
	Names    []string // parameters, marked in the tags of the examples
	Title    string
	Text     string // `code` in backquotes
	Examples []Example
}

// marks reports whether the tag of an example of this topic should point at a
// parameter.
func (t topic) marks(name string) bool { return slices.Contains(t.Names, name) }

// loud reports whether marks would cover more than three quarters of a query's
// parameters: where everything stands out, nothing does.
func (t topic) loud(parts []string) bool {
	marked := 0
	for _, part := range parts {
		if name, _, _ := strings.Cut(part, "="); t.marks(name) {
			marked++
		}
	}
	return len(parts) > 1 && 4*marked > 3*len(parts)
}

// The queries of the two formats that are shown as text.
const (
	TextSample = "v0=3,1,4,1,5,9,2,6,5,3,5&cols=60&rows=10"
	JSONSample = "v0=3,1,4&t=Digits+of+pi"
)

func chapters() []chapter {
	return []chapter{dataChapter(), axesChapter(), kindsChapter(), coloursChapter(), formatsChapter(), cardsChapter(), liveChapter()}
}

func dataChapter() chapter {
	return chapter{"data", "Size and data", "A chart needs a width, a height and one dataset. Everything else has a default.", []topic{
		{"size", []string{"w", "h"}, "Width and height",
			"CSS pixels, 1 to 4096 each. Both are required, except with plain numbers, where they are 580 and 180 when left out. Below 80 by 40 a chart is a sparkline: no words, no padding.",
			[]Example{
				half("d0="+stock, ""),
				drawn("a.svg", "w=120&h=28&d0="+stock, "The same data as a sparkline, small enough for a line of text.", 120, 28),
			}},
		{"d", []string{"d0", "d1", "d2", "d3", "d4"}, "Data strings",
			"One character is one point: `A` is the bottom of the plot, `9` the top, and the 62 letters and digits `A–Z a–z 0–9` lie evenly between. Up to five datasets, each spanning the whole width. The functions under Encoders turn numbers into such a string.",
			[]Example{
				half("d0="+mean+"&d1="+highs, ""),
				half("d0="+sensor, "Any other character, by convention `_`, is a gap."),
			}},
		{"v", []string{"v0", "v1", "v2", "v3", "v4"}, "Plain numbers",
			"In place of data strings, numbers with commas between them, short enough to type into the address bar. The axis takes its range from the data, or from `ymin` and `ymax`. Nothing between two commas is a gap.",
			[]Example{drawn("a.svg", "v0=3,1,4,1,5,9,2,6,5,3,5", "", fullWide, fullHigh)}},
	}}
}

func axesChapter() chapter {
	aapl := "d0=" + stock + "&ymin=94.48&ymax=103.3"
	return chapter{"axes", "Axes and words", "Axes appear as soon as the chart knows what its edges mean.", []topic{
		{"ymin", []string{"ymin", "ymax"}, "Value range",
			"The values that `A` and `9` stand for. When both are given, the axes are drawn, and each end is labelled with exactly the number you gave. They never move the line: its position depends on the characters alone.",
			[]Example{half(aapl, "")}},
		{"ol", []string{"ol", "or"}, "One axis only",
			"`ol=1` draws only the left axis, `or=1` only the right one. With both, the left one stays.",
			[]Example{
				half(aapl+"&ol=1", ""),
				half(aapl+"&or=1", ""),
			}},
		{"grid", []string{"grid"}, "Grid",
			"Thin lines at the labels. On when an axis is drawn; `grid=0` takes them away, `grid=1` draws them without an axis.",
			[]Example{half(aapl+"&ol=1&grid=0", "")}},
		{"t", []string{"t"}, "Title",
			"One line at the top, URL-encoded; `+` is a space. A title that is too wide ends in an ellipsis. It is also the name a screen reader speaks.",
			[]Example{half(aapl+"&ol=1&t=AAPL+(past+2+months)", "")}},
		{"x", []string{"xmin", "xmax"}, "Time axis",
			"The UNIX seconds of the first and the last point. Two to eight labels stand on whole hours, days, months or years.",
			[]Example{half("d0="+load+"&ymin=0&ymax=400&ol=1&xmin=1788220800&xmax=1788305400", "")}},
		{"tz", []string{"tz"}, "Time zone",
			"An IANA name such as `Europe/Berlin`; `UTC` when absent. Labels follow the wall clock, also through a change of summer time.",
			[]Example{half("d0="+load+"&ymin=0&ymax=400&ol=1&xmin=1772946000&xmax=1773027000&tz=America/New_York",
				"8 March 2026 in New York, a day of 23 hours.")}},
		{"hl", []string{"hl"}, "Highlight",
			"`hl=1` marks the last point of each dataset.",
			[]Example{half("d0="+waits+"&ymin=0&ymax=120&ol=1&hl=1", "")}},
	}}
}

func kindsChapter() chapter {
	return chapter{"kinds", "Kinds of chart", "The same data, drawn in one of five ways.", []topic{
		{"kind", []string{"kind"}, "Kind",
			"`kind=line` is the default. `area` fills the space below, `bar` stands on zero where the axis shows it and else on the bottom of the plot, `spark` drops everything but the line.",
			[]Example{
				half("d0="+load+"&ymin=0&ymax=400&ol=1&kind=line", ""),
				half("d0="+load+"&ymin=0&ymax=400&ol=1&kind=area", ""),
				half(visits+"&ol=1&kind=bar", ""),
				half("d0="+load+"&kind=spark", ""),
			}},
		{"step", []string{"step", "kind"}, "Step",
			"`step=1`, or `kind=step`: every value holds until the next one. When both are given, `kind` wins.",
			[]Example{half("d0="+queue+"&ymin=0&ymax=10&ol=1&step=1", "")}},
	}}
}

func coloursChapter() chapter {
	return chapter{"colours", "Colours and lines", "Without any of these a chart is readable on white and on dark pages alike.", []topic{
		{"s", []string{"s0", "s1", "s2", "s3", "s4"}, "Strokes",
			"Three, four, six or eight hexadecimal digits without `#`: `RGB`, `RGBA`, `RRGGBB`, `RRGGBBAA`. A `.` behind them dots the line, a `-` dashes it; alone they keep the default colour. Dashes too dense to be read are drawn solid.",
			[]Example{half("d0="+mean+"&d1=roksqfdcjfKGGMQOSXchUO&d2="+highs+"&s0=4991AE&s1=FF8300.&s2=FF5DAA-", "")}},
		{"f", []string{"f0", "f1", "f2", "f3", "f4"}, "Fills",
			"The colour of the area from the line down to the bottom of the plot, with its own alpha.",
			[]Example{half("d0="+load+"&ymin=0&ymax=400&ol=1&s0=4F8F35&f0=4F8F3533", "")}},
		{"theme", []string{"theme"}, "Theme",
			"`light` and `dark` choose the colours of words and grid. `auto` follows the reader’s own setting, inside the picture, in every SVG that a browser shows.",
			[]Example{
				half("d0="+stock+"&ymin=94&ymax=104&ol=1&t=Light&theme=light&bg=FFFFFF", ""),
				half("d0="+stock+"&ymin=94&ymax=104&ol=1&t=Dark&theme=dark&bg=0D1117", ""),
				half("d0="+stock+"&ymin=94&ymax=104&ol=1&t=Auto&theme=auto", ""),
			}},
		{"bg", []string{"bg"}, "Background",
			"Transparent when absent, otherwise a colour in the same forms as a stroke.",
			[]Example{half("d0="+sensor+"&ymin=10&ymax=30&ol=1&s0=1B6CA8&theme=light&bg=FFF8E7", "")}},
	}}
}

func formatsChapter() chapter {
	q := "d0=" + waits + "&ymin=0&ymax=120&ol=1&t=Response+time,+ms"
	return chapter{"formats", "Formats", "The same parameters behind four paths.", []topic{
		{"svg", nil, "/a.svg", "For pages. Sharp at every size, about 2 KB, text that can be found and read aloud. It names itself by its title and describes itself in one true sentence.",
			[]Example{half(q, "")}},
		{"png", []string{"dpr"}, "/a.png", "For mail and chat, where SVG is not shown. Twice the pixels of `w` and `h`, so it is sharp on dense screens when the tag has a width and a height; `dpr=1` to `dpr=4` choose another ratio.",
			[]Example{drawn("a.png", "w=440&h=150&"+q+"&dpr=3", "", halfWide, halfHigh)}},
		{"txt", nil, "/a.txt", "For terminals and logs: dots of braille, axes and the sentence. `cols` and `rows` set the size in characters, `color=1` adds ANSI colours.", nil},
		{"json", nil, "/a.json", "The decoded values, the axes and the sentence, for programs.", nil},
	}}
}

func cardsChapter() chapter {
	number := "v=1284&t=Requests+a+second&p=%2B12.5%25&d0=" + load
	return chapter{"cards", "Cards and badges", "A number that stands for itself.", []topic{
		{"card", []string{"v", "t", "p", "d0", "size"}, "/card.svg and /card.png",
			"`v` is the number, `t` its label, `p` the change: a sign makes it green or red. `d0` or `v0` is a sparkline in the colour `s0`. `theme`, `bg`, `w`, `h` and `dpr` are those of a chart; a card is light and 320 by 160 by default. `size=og` makes the 1200 by 630 preview that links show.",
			[]Example{
				drawn("card.svg", number+"&theme=auto", "`%2B` is a plus sign, `%25` a percent sign.", 320, 160),
				drawn("card.png", number+"&size=og", "The preview, shown at a third of its size.", 400, 210),
			}},
		{"badge", []string{"t", "v", "s0"}, "/badge.svg",
			"`t` on the left, `v` on the right, `s0` the colour behind `v`. A badge is 20 pixels high and as wide as its words.",
			[]Example{drawn("badge.svg", "t=uptime&v=99.98+%25&s0=1A7F37", "", 101, 20)}},
	}}
}
