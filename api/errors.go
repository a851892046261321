package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"chartd/embed"
	"chartd/render"
	"chartd/render/param"
	"chartd/stats"
)

// What the face itself refuses. What a chart or card refuses is a *param.Error.
var (
	errNotFound    = errors.New("nothing here: charts are at /a.svg and /a.png, everything about them is at /")
	errMethod      = errors.New("use GET, HEAD or POST")
	errReadOnly    = errors.New("use GET or HEAD")
	errURLTooLong  = errors.New("the URL is over 16 KB: send the same parameters as a form, by POST")
	errFormTooLong = errors.New("the form is over 1 MB")
	errFormCut     = errors.New("the form ended early")
	errNotAForm    = errors.New("send the parameters as application/x-www-form-urlencoded")
	errBusy        = errors.New("too many pictures are being drawn: try again in a second")
	errNoStats     = errors.New("k0: this server draws charts from URLs alone, without stats")
	errAway        = errors.New("the stats are out of reach for a moment: try again in a second")
	errFault       = errors.New("a fault of chartd, not yours: it is in the log")
)

// statusOf is the one table from errors to statuses. 499 is never sent: it
// counts readers who left before their picture was ready.
var statusOf = []struct {
	err    error
	status int
}{
	{errNotFound, http.StatusNotFound},
	{errMethod, http.StatusMethodNotAllowed},
	{errReadOnly, http.StatusMethodNotAllowed},
	{errURLTooLong, http.StatusRequestURITooLong},
	{errFormTooLong, http.StatusRequestEntityTooLarge},
	{errFormCut, http.StatusBadRequest},
	{errNotAForm, http.StatusUnsupportedMediaType},
	{errBusy, http.StatusServiceUnavailable},
	{errNoStats, http.StatusNotFound},
	{embed.ErrUnavailable, http.StatusNotFound},
	{embed.ErrUnsigned, http.StatusForbidden},
	{embed.ErrSignature, http.StatusForbidden},
	{embed.ErrExpired, http.StatusForbidden},
	{context.Canceled, 499},
	{context.DeadlineExceeded, 499},
}

// explain gives the status of an error and the error a stranger may read.
func explain(err error) (int, error) {
	if bad := (*param.Error)(nil); errors.As(err, &bad) {
		return http.StatusBadRequest, bad
	}
	if errors.Is(err, stats.ErrAway) {
		return http.StatusServiceUnavailable, errAway
	}
	for _, row := range statusOf {
		if errors.Is(err, row.err) {
			return row.status, row.err
		}
	}
	return http.StatusInternalServerError, errFault
}

// failure turns an error into its answer: a picture for an img, a line of
// text for curl, an object for scripts. It is never cached, because the cause
// may be gone a second later.
func (s *server) failure(j *job, r *http.Request, f render.Format, err error) answer {
	status, public := explain(err)
	if public == errFault {
		s.log.Error("picture", "error", err)
	}
	a := complaint(status, public)
	switch {
	case f == render.JSON:
		a.media, a.body = jsonType, errorObject(public)
	case f == render.Text, !wantsImage(r):
	default:
		s.illustrate(&a, j, r, f, public)
	}
	return a
}

// complaint is an error as a line of text.
func complaint(status int, public error) answer {
	return answer{
		status: status, media: textType, caching: noStore,
		problem: headerValue(public.Error()),
		retry:   status == http.StatusServiceUnavailable,
		body:    []byte(printable(public.Error()) + "\n"),
	}
}

// illustrate puts a picture of the error in place of its line, of the asked
// size where that can be read. A PNG needs a slot as any other; without a free
// one there is a small picture for "busy", kept ready, and else the line.
func (s *server) illustrate(a *answer, j *job, r *http.Request, f render.Format, public error) {
	if f == render.PNG {
		if public == errBusy {
			a.media, a.body = mediaTypes[f], s.busy()
			return
		}
		if !s.slots.tryAcquire() {
			return
		}
		defer s.slots.Release()
	}
	if j.query == "" {
		j.query = r.URL.RawQuery // the request was refused before its query was read
	}
	_ = j.sheet.Parse(j.query, render.URLLimits) // for the size alone
	j.out = j.sheet.AppendError(j.out[:0], f, public)
	a.media, a.body = mediaTypes[f], j.out
}

// busyPicture draws what readers see when too many pictures are being drawn.
func busyPicture() []byte {
	sheet := render.Borrow()
	defer sheet.Return()
	_ = sheet.Parse("", render.URLLimits) // no size is asked: the small one
	return sheet.AppendError(nil, render.PNG, errBusy)
}

func errorObject(public error) []byte {
	body, err := json.Marshal(map[string]string{"error": public.Error()})
	if err != nil {
		panic(err) // a map of strings always has a JSON form
	}
	return append(body, '\n')
}

// wantsImage reports whether the answer will be shown as an image: the test is
// the contract's (section 8).
func wantsImage(r *http.Request) bool {
	if r.Header.Get("Sec-Fetch-Dest") == "image" {
		return true
	}
	for _, accept := range r.Header["Accept"] {
		if strings.Contains(accept, "image/") {
			return true
		}
	}
	return false
}

// printable drops control characters and bounds the length to 300 bytes, so
// that a stranger's text does nothing to the terminal of a curl user.
func printable(text string) string {
	text = strings.ToValidUTF8(text, "?")
	text = strings.Map(func(c rune) rune {
		if c < ' ' || c >= 0x7F && c < 0xA0 {
			return -1
		}
		return c
	}, text)
	if len(text) > 300 {
		text = strings.ToValidUTF8(text[:300], "")
	}
	return text
}

// headerValue is text as one line of plain ASCII: anything else is a "?".
func headerValue(text string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c >= 0x7F {
			return '?'
		}
		return c
	}, printable(text))
}
