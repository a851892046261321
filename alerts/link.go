package alerts

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
)

// Act is what a link in a message lets its reader do, without signing in.
type Act string

// Acts. Unsubscribe switches a destination off, or takes it out of a report.
const (
	Snooze      Act = "snooze"
	Unsubscribe Act = "unsubscribe"
)

// Link is what a signed link says. It is good for ever: old mails are opened
// late, and it can only make a server say less.
type Link struct {
	Act         Act
	Alert       PublicID // of Snooze
	Destination DestinationID
	Report      PublicID // of Unsubscribe from a report; "" is from everything
}

// LinkKey signs links: 32 random bytes of a server.
type LinkKey []byte

// String hides the key.
func (LinkKey) String() string { return "(hidden)" }

// GoString hides the key.
func (LinkKey) GoString() string { return "(hidden)" }

// ErrLink means that a link was not made here.
var ErrLink = errors.New("this link is not one of this server")

// sealed is how many bytes of the HMAC a link carries.
const sealed = 16

// Sign writes a link as a path segment.
func (k LinkKey) Sign(l Link) string {
	body := strings.Join([]string{string(l.Act), string(l.Alert), strconv.FormatInt(int64(l.Destination), 36), string(l.Report)}, ".")
	return base64.RawURLEncoding.EncodeToString(append(k.seal(body), body...))
}

// Read checks and reads a path segment that Sign wrote; the error is ErrLink.
func (k LinkKey) Read(text string) (Link, error) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || base64.RawURLEncoding.EncodeToString(raw) != text { // one link, one text
		return Link{}, ErrLink
	}
	if len(raw) < sealed || !hmac.Equal(raw[:sealed], k.seal(string(raw[sealed:]))) {
		return Link{}, ErrLink
	}
	parts := strings.Split(string(raw[sealed:]), ".")
	if len(parts) != 4 {
		return Link{}, ErrLink
	}
	id, err := strconv.ParseInt(parts[2], 36, 64)
	if err != nil {
		return Link{}, ErrLink
	}
	return Link{Act(parts[0]), PublicID(parts[1]), DestinationID(id), PublicID(parts[3])}, nil
}

// seal is the HMAC of a link's text.
func (k LinkKey) seal(body string) []byte {
	mac := hmac.New(sha256.New, k)
	mac.Write([]byte(body))
	return mac.Sum(nil)[:sealed]
}
