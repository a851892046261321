package pages

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"chartd/alerts"
	"chartd/render/scale"
	"chartd/static"
	"chartd/stats"
)

//go:embed *.html *.css *.js
var sources embed.FS

// policy lets pages load what this server has, and nothing inline.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// load reads templates and files.
func (p *Pages) load() error {
	if p.Site == nil {
		site, err := static.New(static.Options{Base: p.Base, Stats: true})
		if err != nil {
			return err
		}
		p.Site = site
	}
	p.links = map[string]string{}
	for _, route := range p.Site.Routes() {
		stem, _, _ := strings.Cut(path.Base(route), ".")
		if strings.HasPrefix(route, "/static/") {
			p.links[stem+path.Ext(route)] = strings.TrimPrefix(route, "/")
		}
	}
	p.files = map[string]static.File{}
	const script = "text/javascript; charset=utf-8"
	for name, kind := range map[string]string{"pages.css": "text/css; charset=utf-8", "pages.js": script, "old.js": script} {
		body, err := sources.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		link := "pages/" + strings.Replace(name, ".", "."+hex.EncodeToString(sum[:5])+".", 1)
		p.links[name] = link
		p.files["/"+link] = static.File{Body: body, Type: kind}
	}
	var err error
	p.templates, err = template.New("").Funcs(template.FuncMap{
		"file": p.link, "num": number, "exact": exact, "when": when, "stamp": stamp, "sentence": sentence,
		"rows":   func(page frame, list any, named bool) rows { return rows{page, list, named} },
		"chosen": func(list []alerts.Span, now string) chosen { return chosen{list, now} },
	}).ParseFS(sources, "*.html")
	return err
}

// link is the path of a file, without its first slash.
func (p *Pages) link(name string) (string, error) {
	link, ok := p.links[name]
	if !ok {
		return "", fmt.Errorf("no file %s", name)
	}
	return link, nil
}

// file answers with a style or a script, under a name that changes with it.
func (p *Pages) file(w http.ResponseWriter, r *http.Request) {
	f, ok := p.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.Type)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(f.Body) // the only error is a reader who left
}

// frame is what every template sees: the page's own view, and what surrounds it.
type frame struct {
	View           any
	Title, Here    string // Here is the name of the template
	Head           template.HTML
	Root, Base     string
	SignedIn       bool
	Member, Admin  bool
	Alerts         bool // there are pages of alerts
	Email, Project string
	Zone           *time.Location
	Said           string // what the form before did
}

// rows is what a template of a table sees: the page that it is on, too.
type rows struct {
	Page  frame
	Rows  any
	Named bool // a column that not all pages need is there
}

// chosen is a list of lengths to choose from.
type chosen struct {
	List []alerts.Span
	Now  string
}

// show answers with a page. It is made whole before its first byte is sent.
func (p *Pages) show(q *request, status int, name, title string, view any) error {
	project := q.who.project()
	f := frame{
		View: view, Title: title, Here: name, Head: q.head, Root: q.root(), Base: p.address(q),
		SignedIn: q.who.signedIn(), Member: q.who.may(stats.Member), Admin: q.who.may(stats.Admin),
		Alerts: p.Alerts != nil, Email: q.who.account.Email, Project: project.Name, Zone: q.zone(),
	}
	if f.SignedIn {
		f.Said = p.sessions.PopString(q.Context(), sessionSaid)
	}
	var out bytes.Buffer
	if err := p.templates.ExecuteTemplate(&out, name+".html", f); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	allowed := policy
	if q.frames {
		allowed += "; frame-src 'self'"
	}
	q.answer(status, allowed, out.Bytes())
	return nil
}

// answer sends a page, of which nobody keeps a copy.
func (q *request) answer(status int, policy string, page []byte) {
	h := q.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("Referrer-Policy", "no-referrer") // a sign-in link must not travel
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(page)))
	q.w.WriteHeader(status)
	if q.Method != http.MethodHead {
		_, _ = q.w.Write(page) // the only error is a reader who left
	}
}

// refusal is an error that its visitor can mend.
type refusal struct {
	status int
	text   string
}

// Error is the sentence to show.
func (r *refusal) Error() string { return r.text }

var (
	errForm      = &refusal{http.StatusBadRequest, "the form could not be read, or has more than 64 KiB"}
	errRole      = &refusal{http.StatusForbidden, "your role in this project does not allow this"}
	errNoProject = &refusal{http.StatusForbidden, "your account belongs to no project"}
	errCross     = &refusal{http.StatusForbidden, "this form was sent from another site; open the page here and try again"}
)

// problem is what is wrong with a field of a form that was sent; the zero value
// is of a page that nothing was sent to.
type problem struct {
	Field, Text string
	form        url.Values // as it was sent
}

// Or is the text of a field: as it was sent, or what is stored.
func (p problem) Or(field string, stored any) string {
	if p.form.Has(field) {
		return p.form.Get(field)
	}
	return fmt.Sprint(stored)
}

// On reports whether a box is ticked: as it was sent, where the form that it is
// in was. That form has the field beside, since an empty box is not sent.
func (p problem) On(box, beside string, stored bool) bool {
	if p.form.Has(beside) {
		return p.form.Has(box)
	}
	return stored
}

// complain answers with a page that says what went wrong.
func (p *Pages) complain(q *request, err error) {
	status, text := http.StatusInternalServerError, "a fault of this program, which is in its log"
	var known *refusal
	switch {
	case errors.As(err, &known):
		status, text = known.status, known.text
	case errors.Is(err, stats.ErrNotFound):
		status, text = http.StatusNotFound, "there is no such page, or it is not yours to see"
	case errors.Is(err, stats.ErrAway):
		status, text = http.StatusServiceUnavailable, stats.ErrAway.Error()
		q.w.Header().Set("Retry-After", "5")
	default:
		p.Log.Error("page", "route", q.Pattern, "fault", err)
	}
	if err := p.show(q, status, "error", http.StatusText(status), text); err != nil {
		p.Log.Error("page", "route", q.Pattern, "fault", err)
		http.Error(q.w, text, status)
	}
}

func (p *Pages) refuseCrossOrigin(w http.ResponseWriter, r *http.Request) {
	p.complain(&request{Request: r, w: w}, errCross)
}

// sentence makes one of an error's text.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 || strings.HasSuffix(text, ".") {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:] + "."
}

// number is a figure as people read it at a glance.
func number(v float64) string { return string(scale.AppendDisplay(nil, v)) }

// exact is a figure for who wants to know.
func exact(v float64) string { return string(scale.AppendExact(nil, v)) }

// when is a moment for people, with its zone.
func when(t time.Time, at *time.Location) string {
	if t.IsZero() {
		return "never"
	}
	return t.In(at).Format("2006-01-02 15:04 MST")
}

// stamp is a moment for programs.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
