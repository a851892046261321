// Package ingest answers StatHat clients that post numbers: /ez, /c and /v,
// as forms and as JSON (StatHat contract, section 2).
//
// A post is read (wire), its key and names become a project and stats
// (Directory), its points are kept (Sink), and only then it is answered. The
// package keeps nothing and decides nothing about stats.
package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"chartd/api/wire"
	"chartd/stats"
)

// Directory tells whose a key is and which stat a name means; stats.Directory
// is one.
type Directory interface {
	Project(ctx context.Context, key string) (stats.Project, stats.KeyKind, error)
	Resolve(ctx context.Context, p stats.Project, names []string, kinds []stats.Kind, ids []stats.StatID, errs []error)
	Classic(ctx context.Context, p stats.Project, key stats.ClassicKey) (stats.Stat, error)
}

// Sink keeps points and returns once they are on disk; stats.Ingester is one.
// What it was given is not looked at after that.
type Sink interface {
	Add(ctx context.Context, entries []stats.Entry) error
}

// Face answers posts. Its fields are set before the first one.
type Face struct {
	Directory Directory
	Sink      Sink
	Now       func() time.Time
	Log       *slog.Logger
	Legacy    bool // errors are HTTP 200 with status 500 inside, as StatHat's were
	Verbose   bool // everybody gets the body that vb=1 asks for
	// Answered is told of every post: points kept, and the status it would have
	// without Legacy. nil is nobody.
	Answered func(points, status int)

	posts   sync.Pool // of *post
	waiting atomic.Int64
}

// Busy reports whether a post waits for its answer.
func (f *Face) Busy() bool { return f.waiting.Load() > 0 }

// maxBody is the longest body, in bytes: a thousand points with the longest
// names.
const maxBody = 4 << 20

// EZ answers /ez.
func (f *Face) EZ(w http.ResponseWriter, r *http.Request) { f.serve(w, r, wire.EZ) }

// Count answers /c.
func (f *Face) Count(w http.ResponseWriter, r *http.Request) { f.serve(w, r, wire.ClassicCount) }

// Value answers /v.
func (f *Face) Value(w http.ResponseWriter, r *http.Request) { f.serve(w, r, wire.ClassicValue) }

func (f *Face) serve(w http.ResponseWriter, r *http.Request, at wire.Endpoint) {
	crossOrigin(w, r)
	switch r.Method {
	case http.MethodGet, http.MethodPost:
	case http.MethodHead:
		w.WriteHeader(http.StatusOK) // stores nothing (contract, 2.6)
		return
	case http.MethodOptions:
		preflight(w)
		return
	default:
		w.Header().Set("Allow", methods)
		f.refuse(w, r, errMethod)
		return
	}
	f.waiting.Add(1)
	defer f.waiting.Add(-1)
	p, _ := f.posts.Get().(*post)
	if p == nil {
		p = new(post)
	}
	err := f.answer(w, r, p, at)
	if err != nil {
		f.refuse(w, r, err)
	}
	f.posts.Put(p.emptied())
}

// answer reads, keeps and answers one post that nothing is wrong with.
func (f *Face) answer(w http.ResponseWriter, r *http.Request, p *post, at wire.Endpoint) error {
	if err := p.read(w, r); err != nil {
		return err
	}
	now := f.Now().Unix()
	if at == wire.EZ && wire.IsJSON(r.Header.Get("Content-Type"), p.body.Bytes()) {
		return f.upload(w, r, p, now)
	}
	p.fields.Read(r.URL.RawQuery, p.body.Bytes())
	if err := f.single(r.Context(), p, at, now); err != nil {
		return err
	}
	f.tell(len(p.points), http.StatusOK)
	if f.Verbose || p.fields.Verbose() {
		reply(w, http.StatusOK, okBody)
		return nil
	}
	w.Header()["Date"] = nil // a bare 204 is all that millions of posts need (contract, 2.6)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// single keeps the one number of a form.
func (f *Face) single(ctx context.Context, p *post, at wire.Endpoint, now int64) error {
	point, err := p.fields.Point(at, now)
	if err != nil {
		return err
	}
	key := p.fields.EZKey.Value
	if at != wire.EZ {
		key = p.fields.UKey.Value
	}
	project, kind, err := f.Directory.Project(ctx, key)
	if err != nil {
		return err
	}
	if at != wire.EZ {
		if done, err := f.classic(ctx, p, project, point); done || err != nil {
			return err
		}
	}
	if err := admit(project, kind, at); err != nil {
		return err
	}
	if err := p.name(point); err != nil {
		return err
	}
	p.resolve(ctx, f.Directory, project)
	for _, err := range p.errs {
		if err != nil {
			return err
		}
	}
	p.enter(project.ID, 0, len(p.names), point)
	return f.Sink.Add(ctx, p.entries)
}

// classic keeps the number of a post whose key is a stat's classic key; done
// is false when it is none. What looks like a classic key and is none must not
// become a stat's name (contract, 2.7).
func (f *Face) classic(ctx context.Context, p *post, project stats.Project, point wire.Point) (done bool, err error) {
	stat, err := f.Directory.Classic(ctx, project, stats.ClassicKey(point.Stat))
	switch {
	case errors.Is(err, stats.ErrNotFound):
		if looksClassic(point.Stat) {
			return false, stats.ErrKeys
		}
		return false, nil
	case err == nil:
		err = stat.Kind.Takes(point.Kind)
	}
	if err != nil {
		return false, err
	}
	p.names = append(p.names, point.Stat)
	p.grow()
	p.ids[0] = stat.ID
	p.enter(project.ID, 0, 1, point)
	return true, f.Sink.Add(ctx, p.entries)
}

// looksClassic reports whether a text has the form of a classic key: 28
// URL-safe characters or 32 hex digits.
func looksClassic(text string) bool {
	if len(text) != 28 && len(text) != 32 {
		return false
	}
	for _, c := range []byte(text) {
		hex := '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
		safe := hex || 'g' <= c && c <= 'z' || 'G' <= c && c <= 'Z' || c == '-' || c == '_'
		if !hex && (len(text) == 32 || !safe) {
			return false
		}
	}
	return true
}

// admit reports whether a key may post by name.
func admit(p stats.Project, kind stats.KeyKind, at wire.Endpoint) error {
	switch {
	case kind == stats.UKind && at == wire.EZ:
		return stats.ErrKeys // an ukey is no ezkey
	case kind != stats.UKind && !p.EZOn:
		return stats.ErrEZOff
	}
	return nil
}

// post is the memory of one request, used again by later ones.
type post struct {
	body    bytes.Buffer
	fields  wire.Fields
	names   []string
	kinds   []stats.Kind
	ids     []stats.StatID
	errs    []error
	points  []stats.Point
	entries []stats.Entry
}

// keepUpTo is how much body memory is kept for the next post, in bytes: more
// than any single post takes.
const keepUpTo = 16 << 10

func (p *post) emptied() *post {
	p.body.Reset()
	if p.body.Cap() > keepUpTo {
		p.body = bytes.Buffer{}
	}
	clear(p.names)
	clear(p.entries)
	p.names, p.kinds, p.ids, p.errs = p.names[:0], p.kinds[:0], p.ids[:0], p.errs[:0]
	p.points, p.entries = p.points[:0], p.entries[:0]
	return p
}

// read takes the body, if there is one.
func (p *post) read(w http.ResponseWriter, r *http.Request) error {
	if r.ContentLength == 0 || r.Method == http.MethodGet {
		return nil
	}
	if r.ContentLength > maxBody {
		return errTooLarge
	}
	err := p.readAll(w, r)
	if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
		return errTooLarge
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errCut
	}
	return err
}

// readAll reads a short body of known length at once, and any other as it comes:
// who promises a long one may send nothing.
func (p *post) readAll(w http.ResponseWriter, r *http.Request) error {
	if n := int(r.ContentLength); 0 < n && n <= keepUpTo {
		p.body.Grow(n)
		room := p.body.AvailableBuffer()[:n]
		if _, err := io.ReadFull(r.Body, room); err != nil {
			return err
		}
		_, err := p.body.Write(room) // which is where it lies already
		return err
	}
	_, err := p.body.ReadFrom(http.MaxBytesReader(w, r.Body, maxBody))
	return err
}

// name adds the stats that a point is for.
func (p *post) name(point wire.Point) error {
	from := len(p.names)
	var err error
	if p.names, err = stats.AppendNames(p.names, point.Stat); err != nil {
		return err
	}
	for range p.names[from:] {
		p.kinds = append(p.kinds, point.Kind)
	}
	return nil
}

// grow makes room for an id and an error a name.
func (p *post) grow() {
	for len(p.ids) < len(p.names) {
		p.ids, p.errs = append(p.ids, 0), append(p.errs, nil)
	}
}

func (p *post) resolve(ctx context.Context, d Directory, project stats.Project) {
	p.grow()
	d.Resolve(ctx, project, p.names, p.kinds, p.ids, p.errs)
}

// enter makes an entry of a point for the stats in [from, to).
func (p *post) enter(project stats.ProjectID, from, to int, point wire.Point) {
	start := len(p.points)
	at := stats.MinuteAt(point.Time)
	for _, id := range p.ids[from:to] {
		p.points = append(p.points, stats.Point{Stat: id, At: at, Value: point.Number})
	}
	end := len(p.points)
	p.entries = append(p.entries, stats.Entry{Project: project, ID: point.ID, Points: p.points[start:end:end]})
}

func (f *Face) tell(points, status int) {
	if f.Answered != nil {
		f.Answered(points, status)
	}
}

// refuse answers a post of which nothing was kept.
func (f *Face) refuse(w http.ResponseWriter, r *http.Request, err error) {
	status, message := explain(err)
	if status == http.StatusInternalServerError {
		f.Log.Error("post", "error", err)
	}
	f.tell(0, status)
	if status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "5")
	}
	if status == http.StatusBadRequest && r.Method == http.MethodPost {
		w.Header().Set("Connection", "close") // what follows may be the rest of a body cut short (contract, 2.3)
	}
	said := status
	if f.legacy(r) {
		said, status = http.StatusInternalServerError, http.StatusOK
	}
	reply(w, status, append(appendVerdict([]byte{'{'}, said, message), '}'))
}

// legacy reports whether errors are to look as StatHat's did.
func (f *Face) legacy(r *http.Request) bool {
	return f.Legacy || r.Header.Get("X-EzStat-Strict") == "0"
}
