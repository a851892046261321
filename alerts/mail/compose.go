package mail

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	netmail "net/mail"
	"slices"
	"strings"
	"time"
	"unicode"

	"chartd/alerts"
	"chartd/alerts/message"
)

const (
	// maxHTML is the most bytes of a mail's HTML. Mail readers cut what is longer:
	// Gmail at some 102 KB.
	maxHTML = 80_000
	// maxPictures is how many charts a mail has at most: 20 are some 300 KB.
	maxPictures = 20
	// maxFull is how many blocks of a mail have all that is to tell; the rest have
	// a line each.
	maxFull = 20
	// maxThreads is how many episodes the References of a mail name: they stay
	// below 1 KB.
	maxThreads = 20
)

// Mail is a message as a mail, before it has a format.
type Mail struct {
	From, To    netmail.Address
	Subject     string
	ID          string   // Message-ID, without brackets
	Threads     []string // Message-IDs of the episodes it is about, the worst first
	Date        time.Time
	Unsubscribe string // URL; "" where the server's own is not known
	Text, HTML  string
	Pictures    []Picture // each is in the HTML
}

// Picture is a chart in a mail.
type Picture struct {
	ID   string // Content-ID, without brackets
	Name string // of the file
	Alt  string
	PNG  []byte // message.Width by message.Height, at 2x
}

// Composer writes mails.
type Composer struct {
	From   netmail.Address
	Places message.Places
}

// NewComposer reads the sender's address, as "chartd <alerts@example.com>".
func NewComposer(from string, places message.Places) (Composer, error) {
	a, err := netmail.ParseAddress(from)
	if err != nil {
		return Composer{}, errors.New("mail-from is no address such as chartd <alerts@example.com>")
	}
	return Composer{*a, places}, nil
}

// Compose writes a message to a destination of channel email. The same message
// gives the same mail. The error is about the destination's address.
func (c Composer) Compose(to alerts.Destination, m alerts.Message) (Mail, error) {
	address := to.Target.Get("address")
	if to.Channel != alerts.Email || address == "" {
		return Mail{}, fmt.Errorf("destination %d has no e-mail address", to.ID)
	}
	mail := Mail{
		From: c.From, To: netmail.Address{Address: address}, Subject: plain(message.Title(m)),
		ID: c.id("message", m.Key), Date: time.Unix(m.Created, 0).UTC(), Unsubscribe: c.Places.Unsubscribe(to.ID, onlyReport(m)),
	}
	for _, n := range m.Notices {
		thread := c.id("episode", n.Episode)
		if n.Episode != "" && n.Episode != n.Key && len(mail.Threads) < maxThreads && !slices.Contains(mail.Threads, thread) {
			mail.Threads = append(mail.Threads, thread)
		}
	}
	l := c.letter(mail, to, m)
	return mail, c.write(&mail, l)
}

// onlyReport is the report that a message is, "" when it is about anything else.
func onlyReport(m alerts.Message) alerts.PublicID {
	if len(m.Notices) != 1 || m.Notices[0].Digest == nil {
		return ""
	}
	return m.Notices[0].Digest.ID
}

// id is a Message-ID or Content-ID made from a key: whatever stands in that, the
// id is an address of the sender's domain.
func (c Composer) id(of, key string) string {
	sum := sha256.Sum256([]byte(of + "\x00" + key))
	_, domain, _ := strings.Cut(c.From.Address, "@")
	return of + "." + hex.EncodeToString(sum[:16]) + "@" + domain
}

// plain is text that others wrote on one line of its own: no control characters,
// which end header lines, and none that turn the direction of what follows.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
