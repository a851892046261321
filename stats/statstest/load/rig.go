package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"chartd/cmd/check/target"
	"chartd/stats"
	"chartd/stats/sqlite"
)

// rig is what all rows have in common: chartd as a file, a bare server, and a
// folder for data.
type rig struct {
	settings
	progress io.Writer
	dir      string
	bare     *target.Server
	sites    int
}

func newRig(ctx context.Context, s settings, progress io.Writer) (*rig, error) {
	dir, err := os.MkdirTemp(s.folder, "chartd-load-*")
	if err != nil {
		return nil, err
	}
	r := &rig{settings: s, progress: progress, dir: dir}
	if err := r.prepare(ctx); err != nil {
		r.close()
		return nil, err
	}
	return r, nil
}

func (r *rig) prepare(ctx context.Context) (err error) {
	if r.program == "" {
		fmt.Fprintln(r.progress, "building chartd")
		if r.program, err = target.Build(ctx, r.dir); err != nil {
			return err
		}
	}
	r.bare, err = target.StartBare(ctx)
	return err
}

func (r *rig) close() {
	if r.bare != nil {
		_ = r.bare.Stop() // it has nothing to lose
	}
	_ = os.RemoveAll(r.dir) // else it is in the system's folder for such things
}

// say tells how far a row is.
func (r *rig) say(format string, args ...any) { fmt.Fprintf(r.progress, "    "+format+"\n", args...) }

// pick is one figure for a short run and another for a whole one.
func pick[T any](r *rig, short, whole T) T {
	if r.short {
		return short
	}
	return whole
}

// ezkey is the key of every site's project.
const ezkey = "load@example.com"

// site is a data folder with a project and its stats, to serve from.
type site struct {
	dir   string
	names []string
	ids   []stats.StatID
}

// site makes one with n counters.
func (r *rig) site(ctx context.Context, n int) (s *site, err error) {
	r.sites++
	s = &site{dir: filepath.Join(r.dir, fmt.Sprintf("data-%d", r.sites))}
	if err := os.Mkdir(s.dir, 0o700); err != nil {
		return nil, err
	}
	db, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	catalog, now := db.Catalog(), time.Now()
	project := stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "load", EZKey: ezkey, UKey: stats.NewUKey(), EZOn: true,
		Zone: "UTC", MaxStats: n + 1000, MaxNew: n + 1000, Created: now,
	}
	owner := stats.Account{ID: stats.AccountID(stats.NewID()), Email: "load@localhost", Created: now}
	if err := catalog.CreateAccount(ctx, owner, project); err != nil {
		return nil, err
	}
	const atOnce = 10_000
	for len(s.ids) < n {
		wanted := make([]stats.NewStat, min(atOnce, n-len(s.ids)))
		for i := range wanted {
			wanted[i] = stats.NewStat{Project: project.ID, Name: fmt.Sprintf("requests of page %06d", len(s.ids)+i), Kind: stats.Counter, Created: now}
			s.names = append(s.names, wanted[i].Name)
		}
		made, err := catalog.Create(ctx, project.ID, wanted)
		if err != nil {
			return nil, err
		}
		for _, one := range made {
			s.ids = append(s.ids, one.ID)
		}
	}
	return s, nil
}

func (s *site) file() string { return filepath.Join(s.dir, "chartd.db") }

func (s *site) open(ctx context.Context) (*sqlite.DB, error) {
	return sqlite.Open(ctx, s.file(), sqlite.Options{})
}

// serve starts chartd on a site.
func (r *rig) serve(ctx context.Context, s *site, flags ...string) (*target.Server, error) {
	args := append([]string{"serve", "--listen", "127.0.0.1:0", "--data", s.dir}, flags...)
	return target.Start(ctx, r.program, append(args, r.flags...)...)
}

// serving starts chartd on a site for as long as work takes.
func serving[T any](ctx context.Context, r *rig, s *site, work func(*target.Server) (T, error), flags ...string) (got T, err error) {
	server, err := r.serve(ctx, s, flags...)
	if err != nil {
		return got, err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	return work(server)
}

// onSite does the same on a new site with n counters.
func onSite[T any](ctx context.Context, r *rig, n int, work func(*site, *target.Server) (T, error), flags ...string) (got T, err error) {
	s, err := r.site(ctx, n)
	if err != nil {
		return got, err
	}
	return serving(ctx, r, s, func(server *target.Server) (T, error) { return work(s, server) }, flags...)
}
