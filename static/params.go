package static

// param is a row of the table of all parameters.
type param struct {
	Names   string
	Form    string // what may stand there
	Default string
	Meaning string
	Topic   string // the id of the topic that shows it
}

// params lists the parameters of /a.svg, /a.png, /a.txt and /a.json (contract,
// section 2, and this program's additions) in the order of the page.
func params() []param {
	return []param{
		{"w, h", "1 to 4096", "required", "Width and height in CSS pixels; with plain numbers 580 and 180 when absent.", "size"},
		{"d0 … d4", "data string", "d0 required", "Datasets, one character a point; `_` is a gap.", "d"},
		{"v0 … v4", "3,1,4.5,-2", "", "Plain numbers in place of data strings; nothing between commas is a gap.", "v"},
		{"ymin, ymax", "number", "no axis", "The values of `A` and `9`. Both together draw the axes.", "ymin"},
		{"ol, or", "1", "both axes", "Only the left axis, only the right axis.", "ol"},
		{"grid", "0 or 1", "1 with an axis", "Lines at the labels.", "grid"},
		{"t", "text", "none", "Title; at most 256 characters.", "t"},
		{"xmin, xmax", "UNIX seconds", "no time axis", "Times of the first and the last point.", "x"},
		{"tz", "IANA name", "UTC", "Zone of the time labels.", "tz"},
		{"hl", "1", "off", "Marks the last point of each dataset.", "hl"},
		{"kind", "line, step, area, bar, spark", "line", "How the data is drawn.", "kind"},
		{"step", "1", "off", "The same as `kind=step`.", "step"},
		{"s0 … s4", "RRGGBB[AA] or RGB[A], then . or -", "by dataset", "Stroke; `.` dots it, `-` dashes it.", "s"},
		{"f0 … f4", "RRGGBB[AA] or RGB[A]", "none", "Fill below the line.", "f"},
		{"theme", "light, dark, auto", "neutral", "Colours of words and grid; `auto` follows the reader in SVG and is light in PNG.", "theme"},
		{"bg", "RRGGBB[AA] or RGB[A]", "transparent", "Background.", "bg"},
		{"dpr", "1 to 4", "2", "Pixels of a PNG for each CSS pixel.", "png"},
		{"cols, rows", "20 to 200, 5 to 60", "w/8, h/16", "Characters of `/a.txt`.", "txt"},
		{"color", "1", "off", "ANSI colours in `/a.txt`.", "txt"},
		{"k0 … k4", "embed key", "", "Live series in place of data.", "k"},
		{"tf", "1w3h", "1w3h", "Their timeframe: all of it, and its step.", "k"},
		{"cmp", "1", "off", "The period before, dashed.", "cmp"},
		{"marks", "1", "off", "Comments as marks.", "cmp"},
		{"end", "UNIX seconds", "now", "The end of the window.", "end"},
		{"sig, exp", "text, UNIX seconds", "none", "Signature of a live URL, and when it ends.", "sig"},
	}
}
