package channel

import (
	"strconv"
	"strings"

	"chartd/alerts"
	"chartd/alerts/message"
)

// card is one notice as texts and links, each "" where there is none. Texts are
// one line, not escaped.
type card struct {
	notice alerts.Notice
	state  string // what happened, in a word or two
	text   string // the sentence, at most maxSentence bytes
	title  string // what it is about
	stat   string // URL of the stat's page
	alert  string // URL of the alert's page
	snooze string // URL that quiets the alert
	chart  string // URL of the picture, where readers can fetch it
	query  string // the picture's data, to be drawn
}

// Limits of what is shown.
const (
	maxSentence = 600 // bytes of one sentence: a card alone fits into every service
	maxTitle    = 200 // bytes
	maxCards    = 20  // notices with their links in one message
	maxPictures = 4   // notices in a frame of their own, with a picture
	// pictureTries is how often a message is tried with files: where they keep
	// failing, by a full disk or a slow line, the text goes alone.
	pictureTries = 3
)

// cards are the notices of a message, worst first as they came.
func (s *Sender) cards(to alerts.DestinationID, m alerts.Message) []card {
	out := make([]card, len(m.Notices))
	for i, n := range m.Notices {
		c := card{
			notice: n, state: message.State(n), text: clip(clean(message.Sentence(n)), maxSentence),
			title: title(alerts.Message{Notices: m.Notices[i : i+1]}),
			stat:  s.places.Stat(n.Stat), alert: s.places.Alert(n), snooze: s.places.Snooze(n, to),
		}
		if !s.private {
			c.chart = s.places.Chart(n)
		}
		if m.Tries < pictureTries {
			c.query = message.Exact(n)
		}
		out[i] = c
	}
	return out
}

// title names what a message is about.
func title(m alerts.Message) string { return clip(clean(message.Title(m)), maxTitle) }

// line is a card in plain words.
func (c card) line() string { return c.state + ": " + c.text }

// page is where a tap on the whole message leads.
func (c card) page() string {
	if c.alert != "" {
		return c.alert
	}
	return c.stat
}

// more is the last line of a message that is cut.
func more(n int) string { return "and " + strconv.Itoa(n) + " more" }

// lines are cards in plain words, a line each, in at most limit bytes: what does
// not fit is counted. The first is always there.
func lines(cards []card, limit int) string {
	var b strings.Builder
	for i, c := range cards {
		if i > 0 {
			reserve := len("\n") + len(more(len(cards)))
			if b.Len()+len("\n")+len(c.line())+reserve > limit {
				return b.String() + "\n" + more(len(cards)-i)
			}
			b.WriteByte('\n')
		}
		b.WriteString(c.line())
	}
	return b.String()
}

// link is a link of a card with its label.
type link struct{ label, url string }

// links are the links of a card that are known.
func (c card) links() []link {
	var out []link
	list := []link{{"Stat", c.stat}, {"Alert", c.alert}, {"Snooze", c.snooze}}
	if !c.firing() { // there is nothing to quiet
		list = list[:2]
	}
	for _, l := range list {
		if l.url != "" {
			out = append(out, l)
		}
	}
	return out
}

// rich are cards as HTML with their links, at most maxCards, whose visible text
// is at most limit bytes long: what does not fit is counted.
func rich(cards []card, limit int, newline string, escape func(string) string) string {
	var b strings.Builder
	seen := 0
	for i, c := range cards {
		visible := len(c.line()) + len(newline)
		var links strings.Builder
		for _, l := range c.links() {
			links.WriteString(` · <a href="` + forHTML(l.url) + `">` + l.label + `</a>`)
			visible += len(" · ") + len(l.label)
		}
		if i > 0 && (i == maxCards || seen+visible+len(more(len(cards))) > limit) {
			return b.String() + newline + more(len(cards)-i)
		}
		if i > 0 {
			b.WriteString(newline)
		}
		b.WriteString("<b>" + escape(c.state) + "</b>: " + escape(c.text) + links.String())
		seen += visible
	}
	return b.String()
}

// Colours of what happened, as six hexadecimal digits.
const (
	red   = "D1242F" // it fires
	green = "1A7F37" // it is over
	grey  = "767676" // it is news
)

// colour is the colour of a card.
func (c card) colour() string {
	switch c.notice.Event {
	case alerts.Fired, alerts.Still:
		return red
	case alerts.Cleared:
		return green
	}
	return grey
}

// firing reports whether a card is of an alert that fires.
func (c card) firing() bool { return c.colour() == red }

// picture is a chart as a file.
type picture struct {
	png []byte
	alt string // the sentence that says what is in it
}

// drawn is the chart of a card; ok is false where it has none.
func (c card) drawn() (p picture, ok bool) {
	if c.query == "" {
		return picture{}, false
	}
	var err error
	p.png, p.alt, err = message.PNG(c.query)
	return p, err == nil
}
