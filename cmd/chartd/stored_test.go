package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"chartd/alerts"
	"chartd/api"
	"chartd/stats"
)

// add commits one point.
func (e *engine) add(t *testing.T, p stats.Project, id stats.StatID, key string, at stats.Minute, v float64) {
	t.Helper()
	err := e.ingest.Add(t.Context(), []stats.Entry{{Project: p.ID, ID: key, Points: []stats.Point{{Stat: id, At: at, Value: v}}}})
	if err != nil {
		t.Fatal(err)
	}
}

// Imports write rows of their own: the log's tell by their revision which of
// its commits are stored.
func TestImportsWriteUnderTheirOwnID(t *testing.T) {
	e, project := openTest(t, "")
	id, at := e.newStat(t, project, "a"), stats.MinuteAt(importBegin)
	for range 9 {
		e.add(t, project, id, "", at, 1)
	}
	w, _ := world(nil)
	w.in = strings.NewReader(importLine(1) + importLine(2))
	if err := (&importCmd{}).take(t.Context(), w, e, "f"); err != nil {
		t.Fatal(err)
	}
	e.add(t, project, id, "", at, 1)
	if err := e.keeper.CheckpointAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	rows := map[stats.WriterID]float64{}
	err := e.chunks.Walk(t.Context(), func(w stats.WriterID, c stats.Chunk, bad error) error {
		for _, b := range c.Minutes {
			rows[w] += b.Total()
		}
		return bad
	})
	if own := e.log.Writer(); err != nil || len(rows) != 2 || rows[own] != 10 || rows[-own] != 2 {
		t.Errorf("the writers' points are %v, %v, want 10 of %d and 2 of its opposite", rows, err, own)
	}
	if got := e.total(t, id, at, 60); got != 12 {
		t.Errorf("%v in all, want 12", got)
	}
}

// An export has what was posted a moment ago.
func TestExportHasTheLastPost(t *testing.T) {
	e, project := openTest(t, "")
	e.add(t, project, e.newStat(t, project, "a"), "", stats.MinuteAt(importBegin), 7)
	w, out := world(nil)
	w.engine = e
	if err := (&exportCmd{}).Run(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"minutes":[[0,1,7,7,7]]`) {
		t.Errorf("the export is %s", out)
	}
}

// What --keep-minutes says holds from the start of serve on.
func TestKeepMinutesOfServe(t *testing.T) {
	data := t.TempDir()
	s := start(t, "--data", data, "--durability", "process")
	o := newOwner(t, "keep@example.com", "--data", data)
	for name, at := range map[string]time.Time{"old": time.Now().AddDate(0, -4, 0), "young": time.Now().AddDate(0, 0, -1)} {
		if err := post(o, s, name, "count", 3, at.Truncate(time.Hour).Unix()+13*60); err != nil {
			t.Fatal(err)
		}
	}
	s.end(t)
	if strings.Contains(s.out.String(), "minutes were removed") {
		t.Error("minutes are removed without --keep-minutes")
	}
	s = start(t, "--data", data, "--durability", "process", "--keep-minutes", "30d")
	until(t, "minutes are removed", func() bool { return strings.Contains(s.out.String(), "minutes were removed") })
	s.end(t)
	if got := said(t, "export", "--data", data); strings.Count(got, `"minutes":`) != 1 || strings.Count(got, `"minutes":[[13,1,3,3,3]]`) != 1 {
		t.Errorf("the export has other minutes than the young one: %s", got)
	}
}

// brokenLog is a log that cannot be written.
type brokenLog struct{ stats.Log }

var errNoSpace = errors.New("no space left on device")

func (brokenLog) Append(context.Context, []stats.Entry) (stats.Seq, error) { return 0, errNoSpace }
func (brokenLog) Reopen(context.Context) error                             { return errNoSpace }

// brokenChunks is a store that cannot be written.
type brokenChunks struct{ chunkStore }

func (brokenChunks) Put(context.Context, stats.WriterID, []stats.Chunk) error { return stats.ErrAway }

// openBroken opens an engine of which a part is changed before it runs.
func openBroken(t *testing.T, broken func(*engine)) *engine {
	t.Helper()
	cfg := storeSettings{Data: t.TempDir(), Durability: "process", HeadBytes: 1, LogMaxBytes: 1 << 20, MaxIDs: 10}
	e, err := openEngine(t.Context(), cfg, alerts.Clock{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	broken(e)
	_, stop := e.start(context.Background())
	t.Cleanup(func() { _ = errors.Join(stop(), e.close()) }) // what is broken may say so
	return e
}

// ready is what /readyz answers.
func (e *engine) ready(query string) string {
	w := httptest.NewRecorder()
	api.New(api.Deps{Ready: e.readiness}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/readyz"+query, nil))
	return fmt.Sprint(w.Code, " ", w.Body)
}

// While its log cannot be written a node says that it takes no posts.
func TestReadinessWhileTheLogFails(t *testing.T) {
	e := openBroken(t, func(e *engine) { e.ingest.Log = brokenLog{e.log} })
	if got := e.ready(""); got != "200 ok\n" {
		t.Errorf("before: %q", got)
	}
	err := e.ingest.Add(t.Context(), []stats.Entry{{Points: []stats.Point{{Stat: 1, At: 5, Value: 1}}}})
	if !errors.Is(err, stats.ErrAway) {
		t.Errorf("a post: %v, want ErrAway", err)
	}
	for _, query := range []string{"", "?for=reads"} {
		if got := e.ready(query); got != "503 posts are refused: the log cannot be written\n" {
			t.Errorf("/readyz%s: %q", query, got)
		}
	}
}

// figure is the sum of a figure that /metrics shows.
func (e *engine) figure(t *testing.T, name string) (value float64) {
	t.Helper()
	registry := prometheus.NewRegistry()
	registry.MustRegister(e.measures.all...)
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			if f.GetName() == name {
				value += m.GetCounter().GetValue() + m.GetGauge().GetValue()
			}
		}
	}
	return value
}

// Checkpoints that fail are counted, and for how long they have.
func TestMetricsOfAStoreThatFails(t *testing.T) {
	e := openBroken(t, func(e *engine) { e.keeper.Chunks = brokenChunks{e.chunks} })
	if got, lag := e.figure(t, "chartd_store_errors_total"), e.figure(t, "chartd_checkpoint_lag_seconds"); got != 0 || lag != 0 {
		t.Errorf("before: %v errors, a lag of %v s", got, lag)
	}
	if err := e.ingest.Add(t.Context(), []stats.Entry{{Points: []stats.Point{{Stat: 1, At: 5, Value: 1}}}}); err != nil {
		t.Fatal(err)
	}
	until(t, "an error is counted", func() bool { return e.figure(t, "chartd_store_errors_total") > 0 })
	until(t, "there is a lag", func() bool { return e.figure(t, "chartd_checkpoint_lag_seconds") > 0 })
}

// Ids that had to be forgotten before their day was over are counted.
func TestMetricsOfForgottenIDs(t *testing.T) {
	e, project := openTest(t, "") // which remembers ten
	id := e.newStat(t, project, "a")
	for n := range 14 {
		e.add(t, project, id, fmt.Sprint(n), stats.MinuteAt(time.Now().Unix()), 1)
	}
	if err := e.keeper.CheckpointAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := e.figure(t, "chartd_ids_cut_total"); got != 4 {
		t.Errorf("%v ids were cut, want 4", got)
	}
}

// damaged is a data folder with two hours, to which something was done.
func damaged(t *testing.T, statements ...string) (data string) {
	t.Helper()
	data = t.TempDir()
	s := start(t, "--data", data, "--durability", "process")
	o := newOwner(t, "damaged@example.com", "--data", data)
	for hour := range int64(2) {
		if err := post(o, s, "a", "count", 3, importBegin+3600*hour); err != nil {
			t.Fatal(err)
		}
	}
	s.end(t)
	db, err := sql.Open("sqlite", filepath.Join(data, storeFile))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		done, err := db.Exec(statement)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			t.Fatalf("%s changed %d rows, %v", statement, n, err)
		}
	}
	return data
}

// verify tells each thing that cannot be true, and fails.
func TestVerifyTellsDamage(t *testing.T) {
	const broken = `UPDATE chunk SET minutes = x'FFFFFF' WHERE hour = (SELECT MIN(hour) FROM chunk)`
	for _, row := range []struct{ what, statement, line, err string }{
		{"an hour that cannot be read", broken, `(?m)^stat \d+: hour 472223: `, `problems? in 2 hours: restore a backup`},
		{"an hour that is gone", `DELETE FROM chunk WHERE hour = (SELECT MIN(hour) FROM chunk)`, `(?m)^stat \d+: `, `1 problem in 1 hour: restore a backup`},
		{"a month that is gone", `DELETE FROM month`, `(?m)^stat \d+: `, `problems? in 2 hours: restore a backup`},
	} {
		w, out := world(nil)
		err := run(t.Context(), []string{"verify", "--data", damaged(t, row.statement)}, w)
		if err == nil || !regexp.MustCompile(row.err).MatchString(err.Error()) {
			t.Errorf("%s: %v, want %s", row.what, err, row.err)
		}
		if !regexp.MustCompile(row.line).MatchString(out.String()) || strings.Contains(out.String(), "all as it should be") {
			t.Errorf("%s: said %q", row.what, out)
		}
	}
	if got := said(t, "verify", "--data", damaged(t)); got != "2 hours checked, all as it should be\n" {
		t.Errorf("nothing is wrong: %q", got)
	}
}

// A backup that is damaged is not restored, and leaves the folder free for a
// good one.
func TestRestoreRefusesDamage(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole.db")
	said(t, "backup", whole, "--data", damaged(t))
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(t.TempDir(), "data")
	const page = 4096
	damages := map[string][]byte{"half a file": data[:len(data)/2/page*page], "no database": []byte(strings.Repeat("text ", 2000))}
	for n := 1; n < len(data)/page; n += 20 { // some pages, most of which a start does not read
		torn := bytes.Clone(data)
		copy(torn[n*page:], bytes.Repeat([]byte{0xAA}, page))
		damages[fmt.Sprintf("page %d torn", n+1)] = torn
	}
	for what, content := range damages {
		bad := filepath.Join(t.TempDir(), "bad.db")
		if err := os.WriteFile(bad, content, 0o600); err != nil {
			t.Fatal(err)
		}
		w, out := world(nil)
		if err := run(t.Context(), []string{"restore", bad, "--data", target}, w); err == nil || !strings.HasPrefix(err.Error(), bad+": ") {
			t.Errorf("%s: %v, said %q", what, err, out)
		}
		if left, err := filepath.Glob(filepath.Join(target, "*.db*")); err != nil || len(left) > 0 {
			t.Errorf("%s: left %v, %v", what, left, err)
		}
	}
	said(t, "restore", whole, "--data", target)
	if got := said(t, "verify", "--data", target); !strings.HasPrefix(got, "2 hours checked") {
		t.Errorf("the good one: %q", got)
	}
}

// A socket that a killed server left keeps neither commands nor the next server
// away.
func TestAStaleControlSocket(t *testing.T) {
	data := t.TempDir()
	stale := func() {
		t.Helper()
		port, err := net.Listen("unix", filepath.Join(data, socketName))
		if err != nil {
			t.Fatal(err)
		}
		port.(*net.UnixListener).SetUnlinkOnClose(false)
		if err := port.Close(); err != nil {
			t.Fatal(err)
		}
	}
	stale()
	newOwner(t, "stale@example.com", "--data", data) // in its own process
	s := start(t, "--data", data)
	newOwner(t, "fresh@example.com", "--data", data) // in the server
	if info, err := os.Stat(filepath.Join(data, socketName)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket's mode is %v, %v", info.Mode(), err)
	}
	s.end(t)
	if got := said(t, "account", "list", "--data", data); !strings.Contains(got, "stale@example.com") || !strings.Contains(got, "fresh@example.com") {
		t.Errorf("accounts: %s", got)
	}
}

// With --require-signature neither pictures of keys in a query nor what a stat's
// own key shows elsewhere go out unsigned; a key that is held to a timeframe
// still works.
func TestRequireSignatureHoldsForEveryKey(t *testing.T) {
	data := t.TempDir()
	o := newOwner(t, "signed@example.com", "--data", data)
	for _, signed := range []bool{false, true} {
		flags := []string{"--data", data}
		if signed {
			flags = append(flags, "--require-signature")
		}
		s := start(t, flags...)
		if err := post(o, s, "secret figure", "count", 3, importBegin); err != nil {
			t.Fatal(err)
		}
		var stat struct {
			Key string `json:"embed_key"`
		}
		if err := get("http://"+s.address+"/x/"+o.Token+"/stat?name=secret+figure", "", &stat); err != nil || stat.Key == "" {
			t.Fatalf("the stat: %v", err)
		}
		held := strings.TrimSpace(said(t, "embed", "create", "secret figure", "--project", "signed@example.com", "--tf", "1d1h", "--label", fmt.Sprint(signed), "--data", data))
		held = regexp.MustCompile(`[0-9A-Za-z]{32}`).FindString(held)
		for path, open := range map[string]bool{"/a.txt?k0=" + stat.Key: !signed, "/s/" + stat.Key: !signed, "/s/" + held: true} {
			answer, err := http.Get("http://" + s.address + path)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(answer.Body)
			if err := errors.Join(err, answer.Body.Close()); err != nil {
				t.Fatal(err)
			}
			// A page says that there is nothing to show, with 200.
			if got := answer.StatusCode == http.StatusOK && strings.Contains(string(body), "secret figure"); got != open {
				t.Errorf("signatures wanted: %v: %s: %s", signed, strings.NewReplacer(stat.Key, "KEY", held, "HELD").Replace(path), answer.Status)
			}
		}
		s.end(t)
	}
}

// What comes after the answer to a delete is of a fresh stat.
func TestAPostAfterADelete(t *testing.T) {
	t.Parallel()
	for name, store := range databases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			flags := store(t)
			o := newOwner(t, "ada@example.com", flags...)
			s := start(t, flags...)
			now := time.Now().Unix()
			for range 5 {
				if err := post(o, s, "orders", "count", 1, now); err != nil {
					t.Fatal(err)
				}
				before, err := o.stat(s.address, "orders")
				if err != nil {
					t.Fatal(err)
				}
				o.call(t, s, "DELETE", "/api/v1/stats/"+before.ID, "")
				if err := post(o, s, "orders", "count", 5, now); err != nil {
					t.Fatal(err)
				}
				after, err := o.stat(s.address, "orders")
				if err != nil || after.ID == before.ID {
					t.Fatalf("after the delete the name means %+v, error %v", after, err)
				}
				if got := o.held(s.address, "orders"); got != "count 5 in 1 posts" {
					t.Errorf("the fresh stat holds %s", got)
				}
				o.call(t, s, "DELETE", "/api/v1/stats/"+after.ID, "")
			}
			s.end(t)
		})
	}
}
