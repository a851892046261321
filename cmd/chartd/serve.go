package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"syscall"
	"time"

	"chartd/api"
	"chartd/static"
)

//   browsers, mail readers ─► http ─► api ─┬─► render  (no state)
//   StatHat clients                        ├─► static  (the page at /)
//                                          ├─► access log ─► file
//                                          └─► engine ─┬─► stores
//   commands ─► control.sock ──────────────────────────┤
//   alerting ─► mail servers, chats, webhooks ◄────────┘
//
//   start: port, engine, access log, then http
//   stop:  http drained, then the access log, which writes what it holds, and
//          the engine, which commits and stores what it holds

type serveCmd struct {
	settings `embed:""`
	Demo     bool `help:"Serve made-up stats of the last 90 days from a temporary folder, to look around. Nothing is kept."`
}

func (serveCmd) Help() string {
	return "Example: chartd serve --listen :8080 --base-url https://charts.example.com"
}

func (c *serveCmd) Run(ctx context.Context, world console) error {
	if c.Demo {
		return serveDemo(ctx, c.settings, world)
	}
	return serve(ctx, c.settings, world, nil)
}

// preparation is what is done with an engine before the first request. What uses
// the engine later is started as one of users.
type preparation func(ctx context.Context, e *engine, users *group) error

// serve answers requests until ctx ends, then lets those in flight finish. Any
// number may run in one process. prepare may be nil.
func serve(ctx context.Context, cfg settings, world console, prepare preparation) (err error) {
	log := cfg.logger(world)
	site, err := static.New(static.Options{Base: cfg.BaseURL, Stats: !cfg.ChartsOnly})
	if err != nil {
		return err
	}
	encryption, err := cfg.encryption()
	if err != nil {
		return err
	}
	port, err := listen(cfg.Listen)
	if err != nil {
		return err
	}
	defer port.Close() // again after Serve, which is no harm

	// The parts outlive the signal: they end after the last request.
	parts := newGroup(context.WithoutCancel(ctx))
	defer func() { err = errors.Join(err, parts.stop()) }()
	deps := api.Deps{
		Log: log, Pages: site, BasePath: cfg.basePath(), Proxies: cfg.proxies(),
		PNGs: api.DefaultSlots(), PNGCache: int(cfg.PNGCache), Version: version(),
	}
	if cfg.AccessLog != "" {
		lines, err := openAccessLog(cfg.AccessLog, world, log)
		if err != nil {
			return err
		}
		parts.start("access log", lines.run)
		deps.Access = lines
	}
	if !cfg.ChartsOnly {
		e, err := openEngine(ctx, cfg.storeSettings, world.clock, log)
		if err != nil {
			return err
		}
		e.home = e.address(cmp.Or(cfg.BaseURL, home(port.Addr(), cfg)))
		alive, stop, err := e.work(context.WithoutCancel(ctx), &deps, site, cfg, world, prepare)
		defer func() { err = errors.Join(err, stop()) }()
		if err != nil {
			return err
		}
		var cut context.CancelFunc
		ctx, cut = context.WithCancel(ctx)
		defer cut()
		context.AfterFunc(alive, cut)
	}
	face := api.New(deps)
	// Making the page takes megabytes once; they go back to the system.
	debug.FreeOSMemory()
	greet(world.out, port.Addr(), cfg)
	srv := newServer(face, cfg, log)
	srv.TLSConfig = encryption
	return serveHTTP(ctx, srv, port, cfg.Grace)
}

// work starts the engine and all that uses it, and hands the face what it
// answers with. alive ends when a part of the engine has failed. stop ends users
// before the engine and gives everything back; it is never nil.
func (e *engine) work(ctx context.Context, deps *api.Deps, site *static.Site, cfg settings, world console, prepare preparation) (alive context.Context, stop func() error, err error) {
	alive, rest := e.start(ctx)
	users := newGroup(ctx)
	stop = func() error { return errors.Join(users.stop(), rest(), e.close()) }
	if err := e.welcome(ctx, world.out, e.home); err != nil {
		return alive, stop, err
	}
	if prepare != nil {
		if err := prepare(ctx, e, users); err != nil {
			return alive, stop, err
		}
	}
	told := newAlerting(e, cfg, deps.Log)
	if err := e.faces(deps, site, cfg, told, deps.Log); err != nil {
		return alive, stop, err
	}
	told.start(users)
	users.start("janitor", newJanitor(e, cfg.KeepMinutes, deps.Log).run)
	door, err := e.openControl(cfg.Data, deps.Log)
	if err != nil {
		return alive, stop, err
	}
	users.start("control", door.run)
	return alive, stop, nil
}

// encryption is what HTTPS needs, nil without a certificate.
func (c *settings) encryption() (*tls.Config, error) {
	if c.TLSCert == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return nil, fmt.Errorf("--tls-cert %s: %w", c.TLSCert, err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

// maxHeader bounds a request's header in bytes. It is four times the longest
// URL, so that a URL that is too long is told so (414) and is not just an
// unreadable header (431).
const maxHeader = 64 << 10

func newServer(face http.Handler, cfg settings, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           face,
		ReadHeaderTimeout: cfg.HeaderTimeout,
		ReadTimeout:       cfg.ReadTimeout,
		WriteTimeout:      cfg.WriteTimeout,
		IdleTimeout:       cfg.IdleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// serveHTTP serves until ctx ends, then waits up to grace for the requests in
// flight; what is not done by then is cut off.
func serveHTTP(ctx context.Context, srv *http.Server, port net.Listener, grace time.Duration) error {
	ended := make(chan error, 1)
	go func() {
		if srv.TLSConfig != nil {
			ended <- srv.ServeTLS(port, "", "")
			return
		}
		ended <- srv.Serve(port)
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if srv.Shutdown(last) != nil {
		srv.ErrorLog.Printf("requests still ran after %s and were cut off", grace)
		_ = srv.Close() // the program ends; nobody is left to tell
	}
	<-ended
	return nil
}

// listen opens the port, and says what to do when it cannot.
func listen(address string) (net.Listener, error) {
	port, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("another program listens on %s: stop it, or choose another port, for example --listen 127.0.0.1:8081", address)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("this user may not listen on %s: choose a port above 1023, for example --listen 127.0.0.1:8080", address)
	case err != nil:
		return nil, fmt.Errorf("--listen %s: give a host and a port of this machine, for example 127.0.0.1:8080: %w", address, err)
	}
	return port, nil
}

// greet says where the program listens and gives a URL to try.
func greet(to io.Writer, at net.Addr, cfg settings) {
	at0 := home(at, cfg)
	fmt.Fprintf(to, "chartd listens on %s/ - try %s/a.svg?v0=3,1,4,1,5,9,2,6&t=Hello\n", at0, at0)
}

// home is the address of the server on this machine, without the last slash.
func home(at net.Addr, cfg settings) string {
	scheme := "http://"
	if cfg.TLSCert != "" {
		scheme = "https://"
	}
	return scheme + reachable(at.String()) + cfg.basePath()
}

// reachable turns an address to listen on into one to ask: all interfaces are
// reached by the loopback one.
func reachable(address string) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}
