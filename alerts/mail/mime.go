package mail

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"chartd/alerts"
)

// Bytes is the mail as it goes over the wire and into .eml files, lines ending in
// CRLF. The same mail gives the same bytes.
func (m Mail) Bytes() ([]byte, error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(&m.From)
	msg.ToMailAddress(&m.To)
	msg.Subject(m.Subject)
	msg.SetMessageIDWithValue(m.ID)
	msg.SetDateWithValue(m.Date)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no robot answers it
	if len(m.Threads) > 0 {
		msg.SetGenHeader(gomail.HeaderReferences, "<"+strings.Join(m.Threads, "> <")+">")
		msg.SetGenHeader(gomail.HeaderInReplyTo, "<"+m.Threads[0]+">")
	}
	if m.Unsubscribe != "" { // RFC 8058
		msg.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+m.Unsubscribe+">")
		msg.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	for _, p := range m.Pictures {
		msg.EmbedReadSeeker(p.Name, bytes.NewReader(p.PNG), gomail.WithFileContentID("<"+p.ID+">"), gomail.WithFileContentType("image/png"))
	}
	var raw bytes.Buffer
	if _, err := msg.WriteTo(&raw); err != nil {
		return nil, fmt.Errorf("write mail %s: %w", m.ID, err)
	}
	return m.settle(raw.Bytes()), nil
}

var boundary = regexp.MustCompile(`multipart/(\w+);\r\n boundary=([0-9a-f]{60})\r\n`)

// settle replaces the boundaries that the library draws by chance, so that a
// mail is the same on each try. Nobody who writes a stat's name knows the
// mail's key, and so none of them.
func (m Mail) settle(raw []byte) []byte {
	id, _, _ := strings.Cut(m.ID, "@")
	for _, found := range boundary.FindAllSubmatch(bytes.Clone(raw), -1) {
		raw = bytes.ReplaceAll(raw, found[2], []byte(string(found[1])+"."+id))
	}
	return raw
}

// Page is the HTML with the pictures in it, for a preview in a browser.
func (m Mail) Page() string {
	html := m.HTML
	for _, p := range m.Pictures {
		html = strings.ReplaceAll(html, `src="cid:`+p.ID+`"`, `src="data:image/png;base64,`+base64.StdEncoding.EncodeToString(p.PNG)+`"`)
	}
	return html
}

// Preview is a message as a page to look at. It is to nobody, and no link in it
// unsubscribes somebody.
func (c Composer) Preview(m alerts.Message) (string, error) {
	to, err := alerts.NewTarget(alerts.Email, map[string]string{"address": c.From.Address})
	if err != nil {
		return "", err
	}
	c.Places.Key = nil
	mail, err := c.Compose(alerts.Destination{Channel: alerts.Email, Target: to}, m)
	return mail.Page(), err
}
