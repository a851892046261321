package mail

import (
	_ "embed"
	htmltemplate "html/template"
	"io"
	"strconv"
	"strings"
	texttemplate "text/template"

	"chartd/alerts"
	"chartd/alerts/message"
)

// letter is what stands in a mail.
type letter struct {
	Subject     string
	Summary     string  // of several notices, "2 firing, 1 OK again"
	Blocks      []block // worst first
	Left        int     // blocks that had no room, beside those that a report left out
	Stats       string  // URLs of lists; "" when the server's is not known
	Alerts      string
	Destination string
	Unsubscribe string

	out int // lines that reports left out
}

// block is one thing that a letter tells: a notice, a line of a report, a new
// stat. What is empty is not shown.
type block struct {
	Head     bool // it has others below it, and begins a part of the letter
	Short    bool // one of so many that it gets a line
	Tone     tone
	State    string
	Sentence string
	Name     string // of a report's line
	Figure   string
	Change   string
	Facts    []message.Fact
	Picture  *Picture
	Links    []link

	query string // of the chart
}

// tone is the colour of a state; what it means stands beside it in words.
type tone string

const (
	danger tone = "danger"
	good   tone = "good"
	calm   tone = "quiet"
)

// Colours of tones on white; the style sheet has those on dark.
var colours = map[tone]htmltemplate.CSS{danger: "color:#B42318", good: "color:#1A7F37", calm: "color:#57606A"}

// shorten leaves a line of a block, and one link.
func (b *block) shorten() {
	b.Short = !b.Head
	b.Facts = nil
	b.Links = b.Links[:min(1, len(b.Links))]
}

type link struct{ Text, URL string }

// links leaves out those that lead nowhere.
func links(list ...link) []link {
	var out []link
	for _, l := range list {
		if l.URL != "" {
			out = append(out, l)
		}
	}
	return out
}

// letter says what stands in a mail; pictures are yet to be drawn.
func (c Composer) letter(mail Mail, to alerts.Destination, m alerts.Message) letter {
	l := letter{
		Subject: mail.Subject, Destination: plain(to.Name), Unsubscribe: mail.Unsubscribe,
		Stats: c.Places.Stats(), Alerts: c.Places.Alerts(),
	}
	if len(m.Notices) > 1 {
		l.Summary = summary(m.Notices)
	}
	for _, n := range m.Notices {
		switch {
		case n.Event == alerts.Report && n.Digest != nil:
			l.Blocks = append(l.Blocks, c.report(n)...)
			l.out += n.Digest.More
		case n.Event == alerts.NewStats && len(n.Born)+n.More > 1:
			l.Blocks = append(l.Blocks, c.newStats(n)...)
		default:
			l.Blocks = append(l.Blocks, c.notice(to, n))
		}
	}
	return l
}

// summary counts the states of notices, in the order they come.
func summary(list []alerts.Notice) string {
	var order []string
	counts := map[string]int{}
	for _, n := range list {
		s := message.State(n)
		if counts[s]++; counts[s] == 1 {
			order = append(order, s)
		}
	}
	for i, s := range order {
		if !strings.HasPrefix(s, "OK") {
			s = strings.ToLower(s)
		}
		order[i] = strconv.Itoa(counts[order[i]]) + " " + s
	}
	return strings.Join(order, ", ")
}

// notice is the block of one notice.
func (c Composer) notice(to alerts.Destination, n alerts.Notice) block {
	b := block{
		Tone: toneOf(n.Event), State: message.State(n), Sentence: plain(message.Sentence(n)), query: message.Exact(n),
		Links: links(
			link{"See the stat", c.Places.Stat(n.Stat)},
			link{"See the alert", c.Places.Alert(n)},
			link{"See the destination", c.Places.Lost(n)},
		),
	}
	for _, f := range message.Facts(n) {
		b.Facts = append(b.Facts, message.Fact{Name: f.Name, Text: plain(f.Text)})
	}
	if n.Event == alerts.NewStats && len(n.Born) == 1 {
		b.Links = c.born(n.Born[0])
	}
	if n.Event == alerts.Fired || n.Event == alerts.Still {
		b.Links = append(b.Links, links(link{"Snooze", c.Places.Snooze(n, to.ID)})...)
	}
	return b
}

func toneOf(e alerts.Event) tone {
	switch e {
	case alerts.Fired, alerts.Still, alerts.SwitchedOff:
		return danger
	case alerts.Cleared:
		return good
	}
	return calm
}

// report is a head and a block for each line.
func (c Composer) report(n alerts.Notice) []block {
	list := []block{{Head: true, Tone: calm, State: message.State(n), Sentence: plain(message.Sentence(n))}}
	if len(n.Digest.Lines) == 0 {
		return append(list, block{Sentence: "There is nothing to tell: no stat belongs to this report, or none has data."})
	}
	for _, l := range n.Digest.Lines {
		b := block{
			Tone: danger, Name: plain(l.Stat.Name), Figure: plain(message.Number(l.Stat, l.Figure)), Change: plain(message.Moved(l)),
			query: message.ExactLine(l, n.Digest.Zone), Links: links(link{"See the stat", c.Places.Stat(l.Stat)}),
		}
		switch l.Firing {
		case 0:
		case 1:
			b.State = "An alert is firing"
		default:
			b.State = strconv.Itoa(l.Firing) + " alerts are firing"
		}
		list = append(list, b)
	}
	return list
}

// newStats is a head and a block for each stat that has its name here.
func (c Composer) newStats(n alerts.Notice) []block {
	count := strconv.Itoa(len(n.Born)+n.More) + " new stats"
	if n.More > 0 {
		count += ", the first " + strconv.Itoa(len(n.Born)) + " of them"
	}
	list := []block{{Head: true, Tone: calm, State: message.State(n), Sentence: count}}
	for _, s := range n.Born {
		list = append(list, block{Name: plain(s.Name), Links: c.born(s)})
	}
	return list
}

// born are the links of a new stat: one that nobody wanted is thrown away from
// its page (StatHat contract, 2.7).
func (c Composer) born(s alerts.StatFacts) []link {
	return links(link{"See the stat", c.Places.Stat(s)}, link{"Throw it away", c.Places.Trash(s)})
}

// write draws the pictures and sets text and HTML. What does not fit is cut at
// the end, where the least is, and counted.
func (c Composer) write(mail *Mail, l letter) error {
	pictures := c.draw(mail.ID, l.Blocks)
	for i := maxFull; i < len(l.Blocks); i++ {
		l.Blocks[i].shorten()
	}
	all := l.Blocks
	for shown := len(all); ; shown = shown * 3 / 4 {
		l.Blocks, l.Left = all[:shown], len(all)-shown+l.out
		html, err := fill(page, l)
		if err != nil {
			return err
		}
		if len(html) > maxHTML && shown > 1 {
			continue
		}
		mail.HTML = html
		mail.Text, err = fill(sheet, l)
		for _, p := range pictures {
			if strings.Contains(html, "cid:"+p.ID) {
				mail.Pictures = append(mail.Pictures, *p)
			}
		}
		return err
	}
}

// draw gives the first blocks that have a chart their picture.
func (c Composer) draw(mail string, blocks []block) []*Picture {
	var list []*Picture
	for i := range blocks {
		if blocks[i].query == "" || len(list) == maxPictures {
			continue
		}
		picture, sentence, err := message.PNG(blocks[i].query)
		if err != nil {
			continue // the words must arrive, whatever is wrong with the chart
		}
		name := "chart-" + strconv.Itoa(len(list)+1)
		p := &Picture{ID: c.id(name, mail), Name: name + ".png", Alt: plain(sentence), PNG: picture}
		blocks[i].Picture = p
		list = append(list, p)
	}
	return list
}

//go:embed letter.html.tmpl
var pageText string

//go:embed letter.txt.tmpl
var sheetText string

var page = htmltemplate.Must(htmltemplate.New("letter").Funcs(htmltemplate.FuncMap{
	"colour": func(t tone) htmltemplate.CSS { return colours[t] },
	"width":  func() int { return message.Width },
	"height": func() int { return message.Height },
}).Parse(pageText))

var sheet = texttemplate.Must(texttemplate.New("letter").Funcs(texttemplate.FuncMap{"upper": strings.ToUpper}).Parse(sheetText))

// fill executes a template, of text or of HTML.
func fill(t interface{ Execute(io.Writer, any) error }, l letter) (string, error) {
	var b strings.Builder
	err := t.Execute(&b, l)
	return b.String(), err
}
