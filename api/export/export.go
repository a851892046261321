// Package export answers programs that read stats the StatHat way: /x/TOKEN/…
// for dashboards and exports, /a1/… for the official command line (StatHat
// contract, sections 3 and 5).
//
// Field names, their order, and what stands in an empty bucket are what old
// clients were written against; nothing here is free to be nicer.
package export

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"chartd/stats"
)

// Access finds who a token belongs to; a catalog is one.
type Access interface {
	TokenByDigest(ctx context.Context, d stats.Digest) (stats.Token, error)
	Project(ctx context.Context, id stats.ProjectID) (stats.Project, error)
}

// Things are the stats and what is said of them; a catalog is one.
type Things interface {
	Find(ctx context.Context, by stats.Lookup) (stats.Stat, error)
	Named(ctx context.Context, p stats.ProjectID, names []string) ([]stats.Stat, error)
	List(ctx context.Context, p stats.ProjectID, f stats.Filter) ([]stats.Stat, error)
	Trash(ctx context.Context, id stats.StatID, now time.Time) error
	Comment(ctx context.Context, c stats.Comment) (stats.Comment, error)
}

// Face answers. Its fields are set before the first request.
type Face struct {
	Access    Access
	Things    Things
	Reader    stats.Reader // with merged stats as one: stats.Grouped
	Now       func() time.Time
	Log       *slog.Logger
	HTTPSOnly bool // tokens that come over plain HTTP are refused
}

// What is wrong with a request, in the contract's words where it has some.
var (
	errToken   = errors.New("invalid access token")
	errStat    = errors.New("stat not found.")
	errPath    = errors.New("nothing here: see the StatHat export API")
	errMethod  = errors.New("method not allowed")
	errHTTPS   = errors.New("this server takes access tokens over https alone")
	errReads   = errors.New("this token only reads")
	errStart   = errors.New("start: give UNIX seconds")
	errOffset  = errors.New("offset: give a whole number from 0 on")
	errSummary = errors.New("summary: give a number of days, such as 7d, 1w or 2M; at most 10000 days")
	errText    = errors.New("text: give 1 to 1000 characters")
	errAway    = errors.New("out of service for the moment, try again")
	errFault   = errors.New("a fault of chartd, not yours: it is in the log")
)

// statusOf is the one table from errors to statuses (contract, 3.6).
var statusOf = []struct {
	err    error
	status int
	public error
}{
	{errToken, http.StatusUnauthorized, errToken},
	{errStat, http.StatusNotFound, errStat},
	{stats.ErrNotFound, http.StatusNotFound, errStat},
	{errPath, http.StatusNotFound, errPath},
	{errMethod, http.StatusMethodNotAllowed, errMethod},
	{errHTTPS, http.StatusForbidden, errHTTPS},
	{errReads, http.StatusForbidden, errReads},
	{stats.ErrTimeframe, http.StatusBadRequest, stats.ErrTimeframe},
	{stats.ErrTooManyPoints, http.StatusBadRequest, stats.ErrTooManyPoints},
	{errStart, http.StatusBadRequest, errStart},
	{errOffset, http.StatusBadRequest, errOffset},
	{errSummary, http.StatusBadRequest, errSummary},
	{errText, http.StatusBadRequest, errText},
	{stats.ErrAway, http.StatusServiceUnavailable, errAway},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, errAway},
}

// message is the body of errors and of what is done.
type message struct {
	Msg string `json:"msg"`
}

// refuse answers a request that cannot be carried out.
func (f *Face) refuse(w http.ResponseWriter, err error) {
	for _, row := range statusOf {
		if !errors.Is(err, row.err) {
			continue
		}
		if row.status == http.StatusServiceUnavailable {
			w.Header().Set("Retry-After", "5")
		}
		write(w, row.status, message{row.public.Error()})
		return
	}
	if !errors.Is(err, context.Canceled) { // else the client has left
		f.Log.Error("export", "error", err)
	}
	write(w, http.StatusInternalServerError, message{errFault.Error()})
}

// write answers with JSON. Answers are one account's data: nobody keeps them.
func write(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // numbers and texts always have a JSON form
	}
	send(w, status, "application/json", body)
}

func send(w http.ResponseWriter, status int, media string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the only error is a client who left
}

// caller is who asks: a token and the project it opens.
type caller struct {
	token   stats.Token
	project stats.Project
}

// enter finds the caller of a token.
func (f *Face) enter(r *http.Request, token string) (caller, error) {
	if f.HTTPSOnly && r.TLS == nil && r.URL.Scheme != "https" {
		return caller{}, errHTTPS
	}
	t, err := f.Access.TokenByDigest(r.Context(), stats.AccessToken(token).Digest())
	if errors.Is(err, stats.ErrNotFound) {
		return caller{}, errToken
	}
	if err != nil {
		return caller{}, err
	}
	p, err := f.Access.Project(r.Context(), t.Project)
	return caller{t, p}, err
}

// Export answers everything below /x/.
func (f *Face) Export(w http.ResponseWriter, r *http.Request) {
	if err := f.export(w, r); err != nil {
		f.refuse(w, err)
	}
}

func (f *Face) export(w http.ResponseWriter, r *http.Request) error {
	rest, ok := strings.CutPrefix(r.URL.EscapedPath(), "/x/")
	if !ok {
		return errPath
	}
	parts := segments(rest)
	if len(parts) < 2 {
		return errPath
	}
	c, err := f.enter(r, parts[0])
	if err != nil {
		return err
	}
	reading := r.Method == http.MethodGet || r.Method == http.MethodHead
	switch what, ids := parts[1], parts[2:]; {
	case what == "stats" && len(ids) == 1 && r.Method == http.MethodDelete:
		return f.trash(w, r, c, ids[0])
	case what != "statlist" && what != "stat" && what != "data":
		return errPath
	case !reading:
		w.Header().Set("Allow", "GET, HEAD")
		return errMethod
	case what == "statlist":
		return f.list(w, r, c)
	case what == "stat":
		return f.byName(w, r, c)
	default:
		return f.data(w, r, c, ids)
	}
}

// segments are the parts of a path, decoded; empty ones, as of a slash at the
// end, are none.
func segments(path string) []string {
	var list []string
	for part := range strings.SplitSeq(path, "/") {
		if part == "" {
			continue
		}
		if plain, err := url.PathUnescape(part); err == nil {
			part = plain
		}
		list = append(list, part)
	}
	return list
}

// own finds a stat of the caller by its public id.
func (f *Face) own(ctx context.Context, c caller, id string) (stats.Stat, error) {
	s, err := f.Things.Find(ctx, stats.Lookup{Public: stats.PublicID(id)})
	if err != nil {
		return s, err
	}
	if s.Project != c.project.ID {
		return stats.Stat{}, errStat
	}
	return s, nil
}

func (f *Face) trash(w http.ResponseWriter, r *http.Request, c caller, id string) error {
	if c.token.Scope != stats.WriteScope {
		return errReads
	}
	s, err := f.own(r.Context(), c, id)
	if err != nil {
		return err
	}
	if err := f.Things.Trash(r.Context(), s.ID, f.Now()); err != nil {
		return err
	}
	write(w, http.StatusOK, message{"stat deleted."})
	return nil
}

// statItem is a stat in lists; every field is always there (contract, 3.1).
type statItem struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Public   bool   `json:"public"`
	Counter  bool   `json:"counter"`
	Unit     string `json:"unit"`
	Classic  string `json:"classic_key"`
	EmbedKey string `json:"embed_key"`
	Received int64  `json:"data_received_at"`
	Created  int64  `json:"created_at"`
}

// items describes stats, with the newest minute of each.
func (f *Face) items(ctx context.Context, list []stats.Stat) ([]statItem, error) {
	ids := make([]stats.StatID, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	newest, err := f.Reader.Latest(ctx, ids)
	if err != nil {
		return nil, err
	}
	items := make([]statItem, len(list))
	for i, s := range list {
		items[i] = statItem{
			ID: string(s.Public), Name: s.Name, Public: s.Open, Counter: s.Kind == stats.Counter, Unit: s.Unit,
			Classic: string(s.Classic), EmbedKey: string(s.EmbedKey), Created: s.Created.Unix(),
		}
		if newest[i].Bucket.N > 0 {
			items[i].Received = newest[i].At.Unix()
		}
	}
	return items, nil
}

// pageSize is how many stats one list has (contract, 3.1).
const pageSize = 10_000

func (f *Face) list(w http.ResponseWriter, r *http.Request, c caller) error {
	offset := 0
	if text := r.URL.Query().Get("offset"); text != "" {
		var err error
		if offset, err = strconv.Atoi(text); err != nil || offset < 0 {
			return errOffset
		}
	}
	list, err := f.Things.List(r.Context(), c.project.ID, stats.Filter{Page: stats.Page{Offset: offset, Limit: pageSize}})
	if err != nil {
		return err
	}
	items, err := f.items(r.Context(), list)
	if err != nil {
		return err
	}
	write(w, http.StatusOK, items)
	return nil
}

func (f *Face) byName(w http.ResponseWriter, r *http.Request, c caller) error {
	name, err := stats.ParseName(r.URL.Query().Get("name"))
	if err != nil {
		return errStat
	}
	found, err := f.Things.Named(r.Context(), c.project.ID, []string{name})
	if err != nil {
		return err
	}
	if found[0].ID == 0 {
		return errStat
	}
	items, err := f.items(r.Context(), found)
	if err != nil {
		return err
	}
	write(w, http.StatusOK, items[0])
	return nil
}
