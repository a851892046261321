package channel

import (
	"html"
	"net/url"
	"strconv"
	"strings"

	"chartd/alerts"
	"chartd/alerts/message"
)

// syntax is what the text around a placeholder is written in.
type syntax uint8

const (
	plain  syntax = iota
	inline        // a header: one line
	asJSON
	form // application/x-www-form-urlencoded
	markup
)

// value is what a placeholder stands for.
type value struct {
	text   string
	number bool // may stand in JSON without quotes
}

// fill puts values into the {{name}} placeholders of a template, each escaped for
// where it stands. It goes through the template once: what a value holds is never
// a placeholder. What is no placeholder stays as it is. In JSON a placeholder
// within quotes becomes a part of that string, and one without them a whole
// value: a number, a string with its quotes, or null.
func fill(template string, values map[string]value, s syntax) string {
	var b strings.Builder
	quoted := false // within a JSON string
	for template != "" {
		open := strings.Index(template, "{{")
		if open < 0 {
			break
		}
		name, rest, closed := strings.Cut(template[open+2:], "}}")
		v, known := values[strings.TrimSpace(name)]
		if !closed || !known { // one brace is passed over: the next may open a placeholder
			open, rest = open+1, template[open+1:]
		}
		quoted = inString(template[:open], quoted)
		b.WriteString(template[:open])
		if known && closed {
			b.WriteString(s.escape(v, quoted))
		}
		template = rest
	}
	return b.String() + template
}

// inString reports whether the end of a piece of JSON is within a string, if its
// begin is or is not.
func inString(piece string, quoted bool) bool {
	for i := 0; i < len(piece); i++ {
		switch {
		case piece[i] == '"':
			quoted = !quoted
		case piece[i] == '\\' && quoted:
			i++
		}
	}
	return quoted
}

// escape writes a value for where it stands.
func (s syntax) escape(v value, quoted bool) string {
	switch s {
	case inline:
		return oneLine(v.text)
	case form:
		return url.QueryEscape(v.text)
	case markup:
		return html.EscapeString(v.text)
	case asJSON:
		switch {
		case quoted:
			text := literal(v.text)
			return text[1 : len(text)-1]
		case v.number && v.text == "":
			return "null"
		case v.number:
			return v.text
		}
		return literal(v.text)
	}
	return v.text
}

// literal is a text as a JSON string.
func literal(text string) string {
	out, _ := encode(text) // a string can always be written
	return string(out)
}

// syntaxOf says what a body is written in: what its type says, or what it looks
// like where there is none, with the type to send.
func syntaxOf(kind, body string) (syntax, string) {
	lower := strings.ToLower(kind)
	switch {
	case strings.Contains(lower, "json"):
		return asJSON, kind
	case strings.Contains(lower, "urlencoded"):
		return form, kind
	case strings.Contains(lower, "html"), strings.Contains(lower, "xml"):
		return markup, kind
	case kind != "":
		return plain, kind
	}
	start := strings.TrimSpace(body)
	name, _, pair := strings.Cut(start, "=")
	switch {
	case start == "":
		return plain, ""
	case strings.HasPrefix(start, "{") && !strings.HasPrefix(start, "{{"), strings.HasPrefix(start, "["):
		return asJSON, jsonKind
	case pair && !strings.ContainsAny(name, " \t\r\n{<\""):
		return form, formKind
	}
	return plain, "text/plain; charset=utf-8"
}

// customText is how many bytes the placeholder message has.
const customText = 8000

// limit is what a figure is held against, "" for a notice of no alert.
func limit(n alerts.Notice) string {
	if n.Alert.ID == "" {
		return ""
	}
	return clean(message.Limit(n))
}

// placeholders are what templates may name. Those of one notice are of the worst.
func (s *Sender) placeholders(l letter) map[string]value {
	first := l.cards[0]
	n := first.notice
	text := func(t string) value { return value{text: t} }
	figure := func(v *float64) value {
		if v = number(v); v == nil {
			return value{number: true}
		}
		return value{strconv.FormatFloat(*v, 'g', -1, 64), true}
	}
	whole := func(i int64) value { return value{strconv.FormatInt(i, 10), true} }
	return map[string]value{
		"id": text(l.m.Key), "type": text(string(n.Event)), "count": whole(int64(len(l.cards))),
		"title": text(l.title), "state": text(first.state), "message": text(lines(l.cards, customText)),
		"stat": text(clean(n.Stat.Name)), "stat_id": text(string(n.Stat.ID)), "stat_url": text(first.stat),
		"alert_id": text(string(n.Alert.ID)), "alert_url": text(first.alert), "snooze_url": text(first.snooze),
		"chart_url": text(s.places.Chart(n)), "limit": text(limit(n)),
		"value": figure(n.Value), "previous": figure(n.Previous), "percentage": figure(n.Percent), "time": whole(n.At),
	}
}
