package relay

import (
	"strconv"
	"strings"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/stats"
)

// MaxText is the longest text of a message, in bytes: Keybase takes 10,000
// characters.
const MaxText = 9000

// maxSentence bounds what one notice says, in bytes, so that one always fits: a
// list of new stats is as long as their names.
const maxSentence = 2000

// room is kept for what stands under the notices: how many more there are, and the key.
const room = 1200

// Text is a message as Keybase shows it: a paragraph for each notice, with its
// state in bold and links, as many as fit, and the message's key.
func Text(m alerts.Message, at message.Places) string {
	var b strings.Builder
	for i, n := range m.Notices {
		one := paragraph(n, m.Destination, at)
		if b.Len()+len(one) > MaxText-room {
			b.WriteString("and " + strconv.Itoa(len(m.Notices)-i) + " more\n\n")
			break
		}
		b.WriteString(one)
	}
	b.WriteString(plain(m.Key))
	return b.String()
}

// paragraph is one notice.
func paragraph(n alerts.Notice, to alerts.DestinationID, at message.Places) string {
	text := "*" + plain(message.State(n)) + "* " + plain(cut(message.Sentence(n))) + "\n"
	for _, link := range []struct{ name, url string }{
		{"Chart", at.Chart(n)}, {"Alert", at.Alert(n)}, {"Snooze", at.Snooze(n, to)},
	} {
		if link.url != "" {
			text += link.name + ": " + link.url + "\n"
		}
	}
	return text + "\n"
}

// cut is a text of at most maxSentence bytes.
func cut(text string) string {
	if len(text) <= maxSentence {
		return text
	}
	return strings.ToValidUTF8(text[:maxSentence], "") + "…"
}

// plain is a text that is nothing but itself in Keybase: it wakes nobody with
// @channel, is no markup, and stays in its line. A backslash stands before
// what would be markup, and a space of no width after @ and #, whose names are looked for
// before markup is.
func plain(text string) string {
	var b strings.Builder
	for _, c := range stats.CleanText(text) {
		switch {
		case c == '@' || c == '#':
			b.WriteRune(c)
			b.WriteRune('\u200b')
		case strings.ContainsRune("\\`*_~>|", c):
			b.WriteByte('\\')
			b.WriteRune(c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
