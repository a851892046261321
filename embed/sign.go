package embed

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"chartd/render"
	"chartd/stats"
)

// What is wrong with a signed query, or with one that should be.
var (
	ErrUnsigned  = errors.New("live pictures of this server need a signature: chartd sign URL makes one")
	ErrSignature = errors.New("sig: the signature is not one of this query")
	ErrExpired   = errors.New("exp: the signature has expired")
)

// Sign returns the query with exp (unless until is zero) and sig behind it:
// the signature of a project over everything that the picture shows.
func Sign(key stats.UKey, query string, until time.Time) string {
	if !until.IsZero() {
		query = without(query, "exp") + "&exp=" + strconv.FormatInt(until.Unix(), 10)
	}
	query = without(query, "sig")
	return query + "&sig=" + base64.RawURLEncoding.EncodeToString(seal(key, query))
}

// verify checks the signature of a query. It is ErrUnsigned where sig is empty,
// ErrSignature or ErrExpired.
func verify(key stats.UKey, query, sig, exp string, now time.Time) error {
	if sig == "" {
		return ErrUnsigned
	}
	got, err := base64.RawURLEncoding.DecodeString(sig)
	if err != nil || !hmac.Equal(got, seal(key, query)) {
		return ErrSignature
	}
	if exp == "" {
		return nil
	}
	until, err := strconv.ParseInt(exp, 10, 64)
	if err != nil || now.Unix() > until {
		return ErrExpired
	}
	return nil
}

// seal is the HMAC over the canonical query.
func seal(key stats.UKey, query string) []byte {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write(render.CanonicalQuery(query))
	return mac.Sum(nil)
}

// without takes a parameter out of a raw query, every time it stands there.
func without(query, name string) string {
	kept := make([]string, 0, strings.Count(query, "&")+1)
	for part := range strings.SplitSeq(query, "&") {
		given, _, _ := strings.Cut(part, "=")
		if plain, err := url.QueryUnescape(given); err == nil {
			given = plain
		}
		if given != name && part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}
