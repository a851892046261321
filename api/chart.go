package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"chartd/embed"
	"chartd/render"
	"chartd/render/param"
)

// Limits of what is read (contract, section 3). Points are counted by render.
const (
	maxURL  = 16 << 10
	maxForm = 1 << 20
	// smallForm is the size up to which any number of forms is read at once.
	smallForm = 64 << 10
)

// subject is what a picture is of: a chart (*render.Sheet), a card, a badge.
type subject interface {
	Parse(query string, limits render.Limits) error
	Key() [16]byte
	Pixels() int // of its PNG
	// Live is what a live picture asks for; ok is false for one that has its data
	// in its query.
	Live() (ask param.Ask, ok bool)
	// Fill looks up what that is.
	Fill(ctx context.Context, from *embed.Live, ask param.Ask, query string) (embed.Tag, error)
	Append(dst []byte, f render.Format) []byte
}

// job is the memory of one request for a picture, used again by later ones.
type job struct {
	sheet       *render.Sheet // draws charts, and errors of everything
	subject     subject
	query       string // of the URL, or of the form and then the URL
	limits      render.Limits
	show        show
	tag         embed.Tag // of the data of a live picture
	live        bool
	frozen      bool // and its window has ended
	fewer       bool // it holds one of the few slots too
	form        []byte
	out, zipped []byte
}

// show is what is shown, and how.
type show struct {
	// on makes a subject, which may be the sheet it is given: that is its own for
	// as long as the request.
	on      func(*render.Sheet) subject
	live    *embed.Live // what the keys of live pictures show; nil: there are no stats
	caching []string    // nil: forever, and soon for live pictures
}

// chart answers charts in one format.
func (s *server) chart(f render.Format) http.HandlerFunc {
	return s.picture(f, newSheet)
}

// picture answers pictures of one kind in one format.
func (s *server) picture(f render.Format, on func(*render.Sheet) subject) http.HandlerFunc {
	what := show{on: on, live: s.live}
	return func(w http.ResponseWriter, r *http.Request) {
		s.answerPicture(w, r, f, what, s.draw)
	}
}

// answerPicture answers with what draw makes, or with its error.
func (s *server) answerPicture(w http.ResponseWriter, r *http.Request, f render.Format, what show,
	draw func(*job, http.ResponseWriter, *http.Request, render.Format) (answer, error)) {
	start := time.Now()
	j := s.jobs.Get().(*job)
	j.show = what
	j.takeSheet()
	a, err := draw(j, w, r, f)
	if err != nil {
		a = s.failure(j, r, f, err)
	}
	a.write(w)
	s.metrics.picture(f, a.status, len(a.body), start)
	// Not deferred: what a panic leaves behind is not used again.
	j.sheet.Return()
	s.jobs.Put(j.trimmed())
}

// draw is the way of a picture that nothing is wrong with.
func (s *server) draw(j *job, w http.ResponseWriter, r *http.Request, f render.Format) (answer, error) {
	if err := s.read(j, w, r); err != nil {
		return answer{}, err
	}
	if err := s.parse(j, r); err != nil {
		return answer{}, err
	}
	zip := f != render.PNG && acceptsGzip(r.Header["Accept-Encoding"])
	a := answer{status: http.StatusOK, media: mediaTypes[f], caching: forever, varies: f != render.PNG}
	switch {
	case j.frozen:
		a.caching = long
	case j.live:
		a.caching = soon
	}
	if j.show.caching != nil {
		a.caching = j.show.caching
	}
	if r.Method == http.MethodPost {
		a.caching = noStore // a form has no URL that could be cached
	} else {
		a.tag = etag(j.key(), f)
		if tag := held(r.Header["If-None-Match"], a.tag, zip); tag != "" {
			a.status, a.tag = http.StatusNotModified, tag
			return a, nil
		}
	}
	var err error
	if a.body, err = s.paint(j, r, f); err != nil {
		return answer{}, err
	}
	if a.tag != "" && j.live {
		a.tag = etag(j.key(), f) // while it waited for a slot, points may have come
	}
	if zip && len(a.body) > gzipAbove {
		j.zipped = s.zip(j.zipped[:0], a.body)
		a.body, a.zipped = j.zipped, true
		if a.tag != "" {
			a.tag = zippedTag(a.tag)
		}
	}
	return a, nil
}

// parse reads the query, and what a live picture shows.
func (s *server) parse(j *job, r *http.Request) (err error) {
	if err := j.subject.Parse(j.query, j.limits); err != nil {
		return err
	}
	ask, live := j.subject.Live()
	if j.live = live; !live {
		return nil
	}
	if j.show.live == nil {
		return errNoStats
	}
	j.frozen = j.show.live.Frozen(ask)
	j.tag, err = j.subject.Fill(r.Context(), j.show.live, ask, j.query)
	return err
}

// key names the picture: its query, and the data of a live one.
func (j *job) key() [16]byte {
	key := j.subject.Key()
	for i := range key {
		key[i] ^= j.tag[i] // zero for all others; both are digests
	}
	return key
}

// mediaTypes are header values by format.
var mediaTypes = [...][]string{
	render.SVG:  {render.SVG.MediaType()},
	render.PNG:  {render.PNG.MediaType()},
	render.Text: {render.Text.MediaType()},
	render.JSON: {render.JSON.MediaType()},
}

// paint returns the bytes of the parsed chart. They are the job's: valid until
// it ends.
func (s *server) paint(j *job, r *http.Request, f render.Format) ([]byte, error) {
	if f != render.PNG {
		j.out = j.subject.Append(j.out[:0], f)
		return j.out, nil
	}
	key := pngKey(j.key())
	var kept bool
	if j.out, kept = s.cache.find(j.out[:0], key); kept {
		s.metrics.hits.Inc()
		return j.out, nil
	}
	s.metrics.misses.Inc()
	if j.subject.Pixels() > largePixels {
		if err := s.large.Acquire(r.Context()); err != nil {
			return nil, err
		}
		defer func() {
			debug.FreeOSMemory() // hundreds of megabytes, before the next one takes as many
			s.large.Release()
		}()
	}
	if err := s.seat(j, r); err != nil {
		return nil, err
	}
	defer s.leave(j)
	j.out = j.subject.Append(j.out[:0], f)
	s.cache.keep(pngKey(j.key()), j.out) // seat may have read newer data
	return j.out, nil
}

// seat waits for a slot, and while posts wait, for one of the few that leave
// them processors. A request that has to wait holds no sheet meanwhile and reads
// its query again afterwards: that costs microseconds, while the memory for a
// PNG, held by everyone in the queue, costs megabytes.
func (s *server) seat(j *job, r *http.Request) error {
	j.fewer = s.ingest != nil && s.ingest.Busy()
	if !j.fewer && s.slots.tryAcquire() {
		return nil
	}
	j.sheet.Return()
	err := s.sit(j, r.Context())
	j.takeSheet()
	if err != nil {
		return err
	}
	return s.parse(j, r)
}

func (s *server) sit(j *job, ctx context.Context) error {
	if j.fewer {
		if err := s.few.Acquire(ctx); err != nil {
			return err
		}
	}
	err := s.slots.Acquire(ctx)
	if err != nil && j.fewer {
		s.few.Release()
	}
	return err
}

// leave gives back what seat took.
func (s *server) leave(j *job) {
	s.slots.Release()
	if j.fewer {
		s.few.Release()
	}
}

func (j *job) takeSheet() {
	j.sheet = render.Borrow()
	j.subject = j.show.on(j.sheet)
}

// read takes the query from the request as it came: render alone knows how to
// read it. A form's fields stand before the URL's, and the first of a name
// wins.
func (s *server) read(j *job, w http.ResponseWriter, r *http.Request) error {
	if len(r.URL.Path)+len("?")+len(r.URL.RawQuery) > maxURL {
		return errURLTooLong
	}
	j.query, j.limits = r.URL.RawQuery, render.URLLimits
	if r.Method != http.MethodPost {
		return nil
	}
	if r.ContentLength < 0 || r.ContentLength > smallForm {
		if err := s.forms.Acquire(r.Context()); err != nil {
			return err
		}
		defer s.forms.Release()
	}
	if err := j.readForm(w, r); err != nil {
		return err
	}
	j.limits = render.FormLimits
	if len(j.form) > 0 {
		j.query = string(j.form) + "&" + j.query
	}
	return nil
}

// readForm fills j.form with the body of a POST. Plain text is what a form
// without encoding sends: one field a line.
func (j *job) readForm(w http.ResponseWriter, r *http.Request) error {
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if media != "" && media != "application/x-www-form-urlencoded" && media != "text/plain" {
		return errNotAForm
	}
	if r.ContentLength > maxForm {
		return errFormTooLong
	}
	var err error
	j.form, err = readAll(j.form[:0], http.MaxBytesReader(w, r.Body, maxForm))
	if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
		return errFormTooLong
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errFormCut, err)
	}
	if media == "text/plain" {
		lines := strings.NewReplacer("\r\n", "&", "\n", "&")
		j.form = append(j.form[:0], lines.Replace(string(j.form))...)
	}
	return nil
}

// readAll is io.ReadAll into memory that is there.
func readAll(dst []byte, r io.Reader) ([]byte, error) {
	for {
		if len(dst) == cap(dst) {
			dst = append(dst, 0)[:len(dst)]
		}
		n, err := r.Read(dst[len(dst):cap(dst)])
		dst = dst[:len(dst)+n]
		if err == io.EOF {
			return dst, nil
		}
		if err != nil {
			return dst, err
		}
	}
}

// keepUpTo is how much memory of a buffer is kept for the next request, in
// bytes: more than all but rare pictures take.
const keepUpTo = 128 << 10

// trimmed lets go of what only a rare request needs.
func (j *job) trimmed() *job {
	j.sheet, j.subject, j.query, j.show = nil, nil, "", show{}
	j.tag, j.live, j.frozen = embed.Tag{}, false, false
	for _, b := range []*[]byte{&j.form, &j.out, &j.zipped} {
		if cap(*b) > keepUpTo {
			*b = nil
		}
	}
	return j
}
