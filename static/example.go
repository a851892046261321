package static

// Example is one picture on the page: what is drawn and the words beside it.
// The img tag that the page shows is made of the same fields as the picture.
type Example struct {
	Path  string // of the format, without a slash: a.svg
	Query string // raw, without the question mark
	Alt   string // the sentence the program says about the picture
	Note  string // what the reader should look at; may be empty
	// Width and Height are the CSS pixels at which the page shows the picture.
	Width, Height int
}

// Examples lists every picture of the page in reading order.
func Examples() []Example {
	all := []Example{hero, startChart, editorStart}
	for _, c := range chapters() {
		for _, t := range c.Topics {
			all = append(all, t.Examples...)
		}
	}
	return append(all, recipeChart, mailChart)
}

// The sizes of most examples: half a column, and the size of the old page.
const (
	halfWide, halfHigh = 440, 150
	fullWide, fullHigh = 580, 180
)

// half is an SVG chart of half a column's width.
func half(query, note string) Example {
	return drawn("a.svg", "w=440&h=150&"+query, note, halfWide, halfHigh)
}

// drawn is an example with the sentence about it.
func drawn(path, query, note string, width, height int) Example {
	return Example{path, query, sentences[path+"?"+query], note, width, height}
}

// The data of the examples. The stock's is that of the old documentation.
const (
	stock   = "SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst"
	load    = "KLKJIIJHHFFFDKNRSXdhmorpssqvtwtvwyzyvutvsrspomnl"
	loadWas = "JJJIGKIFFDEACKJOQUaafhlkhmhokoonprrqpmilZZUOPOIH"
	waits   = "WUVVaZbXZXabWZYVSWTRSSTPTTTRRVUVXWTXWcgoz4yqeaZXTVQQOTPRRRRS"
	queue   = "SSSeewwwYYYYMMMkk2222eeSSSGGGG"
	sensor  = "hjosttvysrrmh_____OLLNOUXee_pqwwsttpnjeZ"
	mean    = "RXZZfhgdURRUYZgfccZXUM"
	highs   = "y3vuuvljghrgcYZZcdVckg"
	visits  = "v0=12,18,22,19,24,9,7,15,21,26,25,31,11,10"
)

// The pictures outside the chapters. editorStart is the chart the editor opens
// with: its fields in the template hold the same values. startChart is the
// first tag a reader copies, recipeChart the same picture shown small.
var (
	hero = drawn("a.svg", "w=620&h=240&d0="+load+"&d1="+loadWas+"&ymin=0&ymax=400&xmin=1788220800&xmax=1788305400"+
		"&t=Requests+a+second,+today+and+yesterday&f0=4991AE22&s1=8E63CE.&hl=1&ol=1&theme=auto", "", 620, 240)
	editorStart = drawn("a.svg", "v0=3,1,4,1,5,9,2,6,5,3,5&t=Digits+of+pi", "", fullWide, fullHigh)
	startChart  = drawn("a.svg", "w=580&h=180&d0="+stock+"&ymin=94.48&ymax=103.3&t=AAPL+(past+2+months)", "", fullWide, fullHigh)
	recipeChart = drawn("a.svg", startChart.Query, "", 320, 99)
	mailChart   = drawn("a.png", "w=440&h=150&d0="+waits+"&ymin=0&ymax=120&t=Response+time,+ms&ol=1&hl=1&theme=light&bg=FFFFFF",
		"", halfWide, halfHigh)
)
