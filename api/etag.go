package api

import (
	"encoding/base64"
	"strings"

	"chartd/render"
)

// etag is the strong tag of a picture: its canonical query, its format and
// the renderer's version, so a better renderer gives new tags.
func etag(key [16]byte, f render.Format) string {
	var b [64]byte
	tag := append(b[:0], '"')
	tag = base64.RawURLEncoding.AppendEncode(tag, key[:])
	tag = append(tag, '-', f.String()[0])
	tag = append(tag, render.Version...)
	return string(append(tag, '"'))
}

// zippedTag is the tag of the same picture as gzip: other bytes, so another
// strong tag.
func zippedTag(tag string) string { return tag[:len(tag)-1] + `-gz"` }

// held returns which of the picture's tags a reader who sends this
// If-None-Match holds, or "". The gzip form counts only for a reader who takes
// gzip now. The comparison is the weak one (RFC 9110, 13.1.2): caches on the
// way put W/ before tags when they compress.
func held(header []string, tag string, zip bool) string {
	for _, list := range header {
		for list != "" {
			var item string
			item, list = cutTag(list)
			switch {
			case item == "*", item == tag:
				return tag
			case zip && item == zippedTag(tag):
				return item
			}
		}
	}
	return ""
}

// cutTag takes the first element off a list of tags: a quoted tag without its
// W/, or whatever stands before the next comma.
func cutTag(list string) (tag, rest string) {
	list = strings.TrimLeft(list, " \t,")
	list = strings.TrimPrefix(list, "W/")
	if strings.HasPrefix(list, `"`) {
		if end := strings.IndexByte(list[1:], '"'); end >= 0 {
			return list[:end+2], list[end+2:]
		}
	}
	tag, rest, _ = strings.Cut(list, ",")
	return strings.TrimSpace(tag), rest
}
