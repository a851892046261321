package stats

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxEmail is how many bytes an e-mail address may have (RFC 5321, 4.5.3.1.3,
// without the angle brackets).
const maxEmail = 254

// ParseEmail makes an e-mail address of outside text: spaces around it go, and
// it becomes lower case, so that nobody has two accounts by a shift key. Whether
// the address exists only a letter to it can tell. The error is ErrEmail,
// with the text.
func ParseEmail(text string) (string, error) {
	email := strings.ToLower(strings.TrimSpace(text))
	at := strings.LastIndexByte(email, '@')
	if at < 1 || at == len(email)-1 || len(email) > maxEmail || !utf8.ValidString(text) {
		return "", fmt.Errorf("email: %.80q is %w", text, ErrEmail)
	}
	if strings.ContainsFunc(email, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
		return "", fmt.Errorf("email: %.80q is %w", text, ErrEmail)
	}
	return email, nil
}
