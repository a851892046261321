package channel

import (
	"context"
	"net/http"
)

// teamsMessage is what a Teams workflow "when a webhook request is received"
// posts: one adaptive card. Texts are runs, which are never markdown, and names
// are mentions only where a message lists them.
type teamsMessage struct {
	Type        string            `json:"type"`
	Attachments []teamsAttachment `json:"attachments"`
}

type teamsAttachment struct {
	Type    string    `json:"contentType"`
	Content teamsCard `json:"content"`
}

type teamsCard struct {
	Schema  string         `json:"$schema"`
	Type    string         `json:"type"`
	Version string         `json:"version"`
	Body    []teamsElement `json:"body"`
	Actions []teamsAction  `json:"actions,omitempty"`
}

// teamsElement is a RichTextBlock, or an Image.
type teamsElement struct {
	Type    string     `json:"type"`
	Inlines []teamsRun `json:"inlines,omitempty"`
	URL     string     `json:"url,omitempty"`
	Alt     string     `json:"altText,omitempty"`
}

type teamsRun struct {
	Type   string `json:"type"`
	Text   string `json:"text"`
	Weight string `json:"weight,omitempty"`
	Size   string `json:"size,omitempty"`
}

type teamsAction struct {
	Type  string `json:"type"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

var teamsGone = []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusGone}

// teamsText is how many bytes the sentences of a card take: a message with all
// around them has at most 28 KB.
const teamsText = 5000

// teams sends one card: pictures are links or none, as a card takes no files.
func (s *Sender) teams(ctx context.Context, l letter) (answer, error) {
	card := teamsCard{Schema: "http://adaptivecards.io/schemas/adaptive-card.json", Type: "AdaptiveCard", Version: "1.4"}
	card.Body = append(card.Body, teamsBlock(teamsRun{Text: l.title, Weight: "Bolder", Size: "Medium"}))
	framed := min(len(l.cards), maxPictures)
	for _, c := range l.cards[:framed] {
		card.Body = append(card.Body, teamsBlock(teamsRun{Text: c.state + ": ", Weight: "Bolder"}, teamsRun{Text: c.text}))
		if c.chart != "" {
			card.Body = append(card.Body, teamsElement{Type: "Image", URL: c.chart, Alt: c.text})
		}
	}
	if rest := l.cards[framed:]; len(rest) > 0 {
		card.Body = append(card.Body, teamsBlock(teamsRun{Text: lines(rest, teamsText)}))
	}
	for _, l := range l.cards[0].links() {
		card.Actions = append(card.Actions, teamsAction{"Action.OpenUrl", l.label, l.url})
	}
	m := teamsMessage{"message", []teamsAttachment{{"application/vnd.microsoft.card.adaptive", card}}}
	return s.postJSON(ctx, l.to.Get("url"), m, teamsGone...)
}

func teamsBlock(runs ...teamsRun) teamsElement {
	for i := range runs {
		runs[i].Type = "TextRun"
	}
	return teamsElement{Type: "RichTextBlock", Inlines: runs}
}
