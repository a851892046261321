package channel

import (
	"context"
	"net/http"
	"strconv"
)

// discordMessage is a message of a Discord hook
// (discord.com/developers/docs/resources/webhook).
type discordMessage struct {
	Content  string         `json:"content"`
	Embeds   []discordEmbed `json:"embeds"`
	Mentions struct {
		Parse []string `json:"parse"`
	} `json:"allowed_mentions"` // none: nobody is called by a name
}

type discordEmbed struct {
	Title  string        `json:"title,omitempty"`
	URL    string        `json:"url,omitempty"`
	Text   string        `json:"description"`
	Colour int64         `json:"color"`
	Image  *discordImage `json:"image,omitempty"`
}

type discordImage struct {
	URL string `json:"url"`
}

// Statuses of a hook that is no more: an invalid token, no permission, unknown.
var discordGone = []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound}

// Bytes of a notice in a frame, and of all without, before they are escaped, which
// may double them: all embeds together have at most 6000 characters.
const (
	discordText = 500
	discordRest = 650
)

// discord sends one message, with uploaded pictures where the server is private.
func (s *Sender) discord(ctx context.Context, l letter) (answer, error) {
	m, files := newDiscord(l, s.private)
	if len(files) > 0 {
		body, err := encode(m)
		if err != nil {
			return answer{}, fault(errRefused, err)
		}
		parts := append([]field{{name: "payload_json", kind: jsonKind, data: body}}, files...)
		if said, err := s.post(ctx, asForm(l.to.Get("url"), parts...), discordGone...); !final(err) {
			return said, err
		}
		m, _ = newDiscord(l, false)
	}
	return s.postJSON(ctx, l.to.Get("url"), m, discordGone...)
}

// newDiscord is a letter as a title and an embed for each of the worst
// notices, and the files of their pictures if they are to be uploaded.
func newDiscord(l letter, upload bool) (m discordMessage, files []field) {
	m.Content, m.Mentions.Parse = forDiscord(l.title), []string{}
	framed := min(len(l.cards), maxPictures)
	for _, c := range l.cards[:framed] {
		e := discordEmbed{Title: c.state, URL: c.page(), Text: forDiscord(clip(c.text, discordText)), Colour: discordColour(c)}
		if c.chart != "" {
			e.Image = &discordImage{c.chart}
		} else if upload {
			e.Image, files = discordFile(c, files)
		}
		m.Embeds = append(m.Embeds, e)
	}
	if rest := l.cards[framed:]; len(rest) > 0 {
		m.Embeds = append(m.Embeds, discordEmbed{Text: forDiscord(lines(rest, discordRest)), Colour: discordColour(rest[0])})
	}
	return m, files
}

func discordColour(c card) int64 {
	n, _ := strconv.ParseInt(c.colour(), 16, 32) // a constant of ours
	return n
}

// discordFile adds the picture of a card, if it has one, to the files that go
// along.
func discordFile(c card, files []field) (*discordImage, []field) {
	p, ok := c.drawn()
	if !ok {
		return nil, files
	}
	name := "chart" + strconv.Itoa(len(files)+1) + ".png"
	file := field{name: "files[" + strconv.Itoa(len(files)) + "]", kind: pngKind, file: name, data: p.png}
	return &discordImage{"attachment://" + name}, append(files, file)
}
