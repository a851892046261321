package channel

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes a text of strangers one line without control characters, and
// without those that turn the direction of what follows.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
}

// oneLine makes a value safe for a header: what would end its line is a space.
func oneLine(value string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, value)
}

// clip cuts a text to limit bytes, at least three, with an ellipsis where
// something is missing.
func clip(text string, limit int) string {
	const ellipsis = "…"
	if len(text) <= limit {
		return text
	}
	end := limit - len(ellipsis)
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + ellipsis
}

// Escapes work on one character at a time, so that a text that was cut before is
// whole after.
var (
	// forSlack leaves no <!channel>, link or entity.
	forSlack = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace
	// forHTML leaves no tag and no attribute's end.
	forHTML = html.EscapeString
	// forTelegram is forHTML, and @name is nobody's name: an invisible word joiner
	// stands behind the @.
	forTelegram = func(text string) string { return strings.ReplaceAll(html.EscapeString(text), "@", "@\u2060") }
	// forDiscord leaves no markdown, mention, emoji or link that is made of names.
	forDiscord = strings.NewReplacer(pairs("\\*_~`|<>[]()#-+:@!.")...).Replace
)

// pairs are replacements of each character by itself behind a backslash.
func pairs(characters string) []string {
	var list []string
	for _, c := range characters {
		list = append(list, string(c), `\`+string(c))
	}
	return list
}
