package channel

import (
	"context"
	"net/http"
	"strings"
)

// matrixEvent is the content of an m.room.message
// (spec.matrix.org/latest/client-server-api).
type matrixEvent struct {
	Kind     string      `json:"msgtype"`
	Body     string      `json:"body"`
	Format   string      `json:"format,omitempty"`
	HTML     string      `json:"formatted_body,omitempty"`
	URL      string      `json:"url,omitempty"`
	Info     *matrixInfo `json:"info,omitempty"`
	Mentions struct{}    `json:"m.mentions"` // empty: nobody is called by a name
}

type matrixInfo struct {
	Type string `json:"mimetype"`
	Size int    `json:"size"`
}

// matrixText is how many bytes of text a message has: an event with its HTML and
// links is at most 64 KB.
const matrixText = 5000

// matrix sends the text, and then the chart of the worst notice as an image,
// which only a file of the homeserver can be. Both carry a transaction id of the
// message: the homeserver knows a repeat.
func (s *Sender) matrix(ctx context.Context, l letter) (answer, error) {
	room, said, err := s.matrixRoom(ctx, l)
	if err != nil {
		return said, err
	}
	image, err := s.matrixImage(ctx, l)
	if err != nil && !final(err) {
		return answer{}, err
	}
	text := matrixEvent{
		Kind: "m.text", Body: lines(l.cards, matrixText), Format: "org.matrix.custom.html",
		HTML: rich(l.cards, matrixText, "<br>", forHTML),
	}
	said, err = s.matrixSend(ctx, l, room, "text", text)
	if err != nil || image == nil {
		return said, err
	}
	if said, err := s.matrixSend(ctx, l, room, "chart", *image); !final(err) {
		return said, err
	}
	return said, nil // the text arrived
}

// matrixRoom is the id of the room, which is asked for where it has a name as
// #ops:example.org.
func (s *Sender) matrixRoom(ctx context.Context, l letter) (id string, said answer, err error) {
	room := l.to.Get("room")
	if !strings.HasPrefix(room, "#") {
		return room, said, nil
	}
	said, err = s.matrixCall(ctx, l, call{method: http.MethodGet, url: matrixURL(l, "client", "v3", "directory", "room", room)})
	if err != nil {
		return "", said, err
	}
	var reply struct {
		ID string `json:"room_id"`
	}
	if said.read(&reply); reply.ID == "" {
		return "", said, fault(nil, "the room's name has no room_id")
	}
	return reply.ID, said, nil
}

// matrixURL is an address on the homeserver.
func matrixURL(l letter, segments ...string) string {
	return join(join(l.to.Get("url"), "_matrix"), segments...)
}

// matrixImage uploads the chart and returns the event that shows it; nil without
// any.
func (s *Sender) matrixImage(ctx context.Context, l letter) (*matrixEvent, error) {
	p, ok := l.cards[0].drawn()
	if !ok {
		return nil, nil
	}
	said, err := s.matrixCall(ctx, l, call{url: matrixURL(l, "media", "v3", "upload") + "?filename=chart.png", kind: pngKind, body: p.png})
	if err != nil {
		return nil, err
	}
	var reply struct {
		URI string `json:"content_uri"`
	}
	said.read(&reply)
	if !strings.HasPrefix(reply.URI, "mxc://") {
		return nil, fault(errRefused, "the upload has no content_uri")
	}
	return &matrixEvent{Kind: "m.image", Body: clean(p.alt), URL: reply.URI, Info: &matrixInfo{pngKind, len(p.png)}}, nil
}

// matrixSend puts an event into the room.
func (s *Sender) matrixSend(ctx context.Context, l letter, room, part string, e matrixEvent) (answer, error) {
	c, err := inJSON(matrixURL(l, "client", "v3", "rooms", room, "send", "m.room.message", l.m.Key+"."+part), e)
	if err != nil {
		return answer{}, err
	}
	c.method = http.MethodPut
	return s.matrixCall(ctx, l, c)
}

// matrixCall asks with the token. Only an answer in Matrix's own form can say that
// something is gone: a proxy before a homeserver that is away has its own 404.
func (s *Sender) matrixCall(ctx context.Context, l letter, c call) (answer, error) {
	c.header = bearer(l.to.Get("token"))
	said, err := s.post(ctx, c)
	var reply struct {
		Code string `json:"errcode"`
	}
	said.read(&reply)
	switch {
	case !final(err):
		return said, err
	case reply.Code == "":
		return said, fault(nil, said)
	}
	switch reply.Code {
	case "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_FORBIDDEN", "M_NOT_FOUND", "M_USER_DEACTIVATED", "M_USER_LOCKED", "M_USER_SUSPENDED":
		return said, fault(errGone, said)
	case "M_LIMIT_EXCEEDED":
		return said, fault(nil, said)
	}
	return said, err
}
