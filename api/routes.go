// Package api is the HTTP face of chartd: routes, decoding, encoding, and
// errors to statuses. It draws nothing and decides nothing about charts: a
// request's raw query goes to render as it came, bytes come back.
//
// A picture takes this way, and each step is one file:
//
//	routes.go   front door: base path, the exact paths of charts and posts, then mux
//	chart.go    query → Sheet → ETag → drawing
//	card.go     the same for number cards and badges
//	shown.go    the same for what embed keys show
//	cache.go    finished PNGs by canonical query
//	limits.go   how many PNGs are drawn at once, and who waits
//	answer.go   headers and bytes, plain or gzip
//	errors.go   what went wrong → status, sentence, picture
package api

import (
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"github.com/gorilla/mux"
	"github.com/prometheus/client_golang/prometheus"

	"chartd/api/embeds"
	"chartd/api/export"
	"chartd/api/ingest"
	web "chartd/api/pages"
	"chartd/api/relay"
	"chartd/embed"
	"chartd/render"
	"chartd/static"
)

// Deps are the values a face is built from. The zero value of a field is
// usable; its comment says what it means.
type Deps struct {
	Log      *slog.Logger           // faults of the program; nil drops them
	Access   io.Writer              // gets one line a request in one Write; nil: none
	BasePath string                 // also answer below this path ("/charts"); "" is the root only
	Proxies  Proxies                // whose X-Forwarded-For is believed; nil: nobody's
	PNGs     *Slots                 // who may draw a PNG; nil: NewSlots with DefaultSlots' figures
	PNGCache int                    // bytes of finished PNGs to keep; 0 keeps none
	Pages    Pages                  // "/" and "/static/…"; nil: neither is served
	Live     *embed.Live            // what k0…k4 show; nil: charts with their own data only
	Ingest   *ingest.Face           // /ez, /c and /v; nil: neither is served
	Embeds   *embeds.Face           // what other pages show; nil: none of it is served
	Export   *export.Face           // /x/… and /a1/…; nil: neither is served
	Relay    *relay.Face            // /relay/v1/…; nil: it is not served
	V1       http.Handler           // /api/v1/…; nil: it is not served
	Web      *web.Pages             // sign-in, stats, settings; nil: none of these pages is served
	Ready    func() Readiness       // what /readyz says; nil: ready as long as it answers
	Version  string                 // of the program, shown by /metrics
	Figures  []prometheus.Collector // shown by /metrics beside those of pictures
}

// New returns the face: every route of the table, at the root and below the
// base path.
func New(d Deps) http.Handler {
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.PNGs == nil {
		d.PNGs = DefaultSlots()
	}
	s := &server{
		proxies: d.Proxies, live: d.Live, ingest: d.Ingest, embeds: d.Embeds, export: d.Export, relay: d.Relay, v1: d.V1, web: d.Web, ready: d.Ready,
		log: d.Log, access: d.Access, pages: d.Pages, slots: d.PNGs,
		base:  strings.TrimSuffix(d.BasePath, "/"),
		cache: newPNGCache(d.PNGCache),
		large: largeSlots(),
		few:   fewSlots(d.PNGs),
		forms: formSlots(),
	}
	s.metrics = newMetrics(d.Version, s.slots, s.large)
	s.metrics.registry.MustRegister(d.Figures...)
	s.jobs.New = func() any { return new(job) }
	s.writers.New = newGzipWriter
	s.busy = sync.OnceValue(busyPicture)
	for f := range s.quick {
		s.quick[f] = allow(drawing, s.chart(render.Format(f)))
	}
	routes := muxRouter{mux.NewRouter().SkipClean(true)}
	register(s, routes)
	s.routes = routes
	return s
}

// server is the face with all it holds; one process may have many.
type server struct {
	log     *slog.Logger
	access  io.Writer
	base    string
	pages   Pages
	proxies Proxies
	live    *embed.Live
	ingest  *ingest.Face
	embeds  *embeds.Face
	export  *export.Face
	relay   *relay.Face
	v1      http.Handler
	web     *web.Pages
	ready   func() Readiness
	slots   *Slots
	large   *Slots // of large PNGs, which need one of slots too
	few     *Slots // of PNGs while posts wait, which need one of slots too
	forms   *Slots // of large forms being read
	cache   *pngCache
	metrics *metrics
	jobs    sync.Pool // of *job
	writers sync.Pool // of *gzip.Writer
	busy    func() []byte
	quick   [nFormats]http.HandlerFunc // charts by format, behind the front door
	routes  http.Handler
}

// route is a line of the table. A path that ends in "/…" stands for all paths
// below it, any other only for itself.
type route struct {
	path    string
	methods string // as the Allow header lists them
	serve   http.HandlerFunc
}

const (
	reading = "GET, HEAD"
	drawing = "GET, HEAD, POST"
	own     = "" // the handler looks at the method itself
)

// table lists everything that is served, in reading order.
func (s *server) table() []route {
	routes := []route{
		{"/a.svg", drawing, s.chart(render.SVG)},
		{"/a.png", drawing, s.chart(render.PNG)},
		{"/a.txt", drawing, s.chart(render.Text)},
		{"/a.json", drawing, s.chart(render.JSON)},
		{"/card.svg", drawing, s.picture(render.SVG, newCard)},
		{"/card.png", drawing, s.picture(render.PNG, newCard)},
		{"/badge.svg", drawing, s.picture(render.SVG, newBadge)},
		{"/healthz", reading, s.alive},
		{"/readyz", reading, s.readiness},
		{"/metrics", reading, s.metrics.page()},
	}
	if s.ingest != nil {
		routes = append(routes,
			route{"/ez", own, s.ingest.EZ},
			route{"/api/ez", own, s.ingest.EZ},
			route{"/c", own, s.ingest.Count},
			route{"/v", own, s.ingest.Value})
	}
	if s.export != nil {
		routes = append(routes,
			route{"/x/…", own, s.export.Export},
			route{"/a1/…", own, s.export.CLI})
	}
	if s.embeds != nil {
		for _, path := range s.embeds.Paths() {
			routes = append(routes, route{path, reading, s.shown()})
		}
	}
	if s.relay != nil {
		routes = append(routes,
			route{relay.ClaimPath, own, s.relay.Claim},
			route{relay.SettlePath, own, s.relay.Settle})
	}
	if s.v1 != nil {
		routes = append(routes, route{"/api/v1/…", own, s.v1.ServeHTTP})
	}
	if s.web != nil {
		for _, path := range s.web.Paths() {
			routes = append(routes, route{path, own, s.packed(s.web.ServeHTTP)})
		}
	}
	if s.pages != nil {
		routes = append(routes,
			route{"/", reading, s.page},
			route{"/static/…", reading, s.page})
		for _, path := range static.SharedRoutes() {
			routes = append(routes, route{path, reading, s.page})
		}
	}
	return routes
}

// router is all that the table needs of a router, so that changing it is a
// change of one small type.
type router interface {
	http.Handler
	add(path string, h http.Handler)
	missing(h http.Handler)
}

// register adds the table to any router.
func register(s *server, to router) {
	for _, r := range s.table() {
		serve := http.Handler(r.serve)
		if r.methods != own {
			serve = allow(r.methods, r.serve)
		}
		to.add(r.path, serve)
	}
	to.missing(http.HandlerFunc(notFound))
}

type muxRouter struct{ *mux.Router }

func (m muxRouter) add(path string, h http.Handler) {
	if prefix, ok := strings.CutSuffix(path, "…"); ok {
		m.PathPrefix(prefix).Handler(h)
		return
	}
	m.Handle(path, h)
}

func (m muxRouter) missing(h http.Handler) { m.NotFoundHandler = h }

// ServeHTTP is the front door. The paths of charts and posts are matched
// here: a router costs more than the query of a small chart.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.proxies != nil {
		r = s.proxies.unproxied(r)
	}
	if s.access != nil {
		logged := s.record(w, r)
		defer logged.finish()
		w = logged
	}
	defer s.rescue(w, r)
	if s.base != "" {
		r = s.local(w, r)
		if r == nil {
			return
		}
	}
	if r.URL.Path == "" { // GET http://host, as proxies are asked
		r.URL.Path = "/"
	}
	serve := s.routes.ServeHTTP
	if s.ingest != nil {
		switch r.URL.Path {
		case "/ez":
			serve = s.ingest.EZ
		case "/c":
			serve = s.ingest.Count
		case "/v":
			serve = s.ingest.Value
		}
	}
	switch r.URL.Path {
	case "/a.svg":
		serve = s.quick[render.SVG]
	case "/a.png":
		serve = s.quick[render.PNG]
	case "/a.txt":
		serve = s.quick[render.Text]
	case "/a.json":
		serve = s.quick[render.JSON]
	}
	serve(w, r)
}

// local takes the base path off a request that has it. It answers the bare
// base path itself, by sending the reader to its slash, and returns nil then.
func (s *server) local(w http.ResponseWriter, r *http.Request) *http.Request {
	rest, ok := strings.CutPrefix(r.URL.Path, s.base)
	if ok && rest == "" {
		http.Redirect(w, r, s.base+"/", http.StatusMovedPermanently)
		return nil
	}
	if !ok || rest[0] != '/' {
		return r
	}
	local, at := *r, *r.URL
	at.Path, at.RawPath = rest, ""
	local.URL = &at
	return &local
}

// alive says that the process answers.
func (s *server) alive(w http.ResponseWriter, r *http.Request) {
	answer{media: textType, caching: noStore, body: []byte("ok\n")}.write(w)
}

// readiness says whether posts are acknowledged and, asked for reads, whether
// they are answered. Charts need no store: without one, being alive is being
// ready. A store that only reads miss is told in words, so that a balancer does
// not take every node away at once.
func (s *server) readiness(w http.ResponseWriter, r *http.Request) {
	if s.ready == nil {
		s.alive(w, r)
		return
	}
	state := s.ready()
	status := http.StatusOK
	if !state.Posts || r.URL.Query().Get("for") == "reads" && !state.Reads {
		status = http.StatusServiceUnavailable
	}
	answer{status: status, media: textType, caching: noStore, body: []byte(state.Line + "\n")}.write(w)
}

// Readiness is what a node can do right now.
type Readiness struct {
	Posts, Reads bool
	Line         string // in words, such as "degraded: reads, database away since 12:04"
}
