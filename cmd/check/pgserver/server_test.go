//go:build unix

package pgserver

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"chartd/cmd/check/loopback"
	"chartd/cmd/check/need"

	"github.com/jackc/pgx/v5"
)

// TestMain makes this program the owner of a server when a test wants one
// that can be killed.
func TestMain(m *testing.M) {
	if os.Getenv(ownerEnv) != "" {
		own(os.Getenv(ownerEnv))
		return
	}
	os.Exit(m.Run())
}

// ownerEnv makes this program an owner, of a server that runs or is frozen.
const ownerEnv = "PGSERVER_TEST_OWNER"

// own starts a server, says where it is, and stays until it is killed.
func own(how string) {
	s, err := New(context.Background(), "fsync=off")
	if err == nil {
		err = s.Start(context.Background())
	}
	if err == nil && how == "frozen" {
		err = s.Freeze()
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	ids, err := family(s.running.id)
	fmt.Println(s.dir)
	for _, p := range ids {
		fmt.Print(p.id, " ")
	}
	fmt.Println(err)
	io.Copy(io.Discard, os.Stdin)
}

// create is a server that runs and is closed with the test.
func create(t *testing.T, params ...string) *Server {
	t.Helper()
	if _, err := Find(); err != nil {
		need.Tool(t, "postgres")
	}
	s, err := New(t.Context(), params...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// query runs one statement on a connection of its own and returns its result.
func query(t *testing.T, s *Server, sql string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.DSN())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	rows, _ := conn.Query(ctx, sql) // the error comes with the rows
	got, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return strings.Join(got, "\n")
}

// members is the server's processes as they are now.
func members(t *testing.T, s *Server) []int {
	t.Helper()
	all, err := family(s.running.id)
	if err != nil {
		t.Fatal(err)
	}
	var ids []int
	for _, p := range all {
		ids = append(ids, p.id)
	}
	if len(ids) < 4 {
		t.Fatalf("the server has the processes %v, want its parent and several more", ids)
	}
	return ids
}

// wantGone waits until none of the processes is there.
func wantGone(t *testing.T, ids []int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if err := loopback.Poll(ctx, func() (bool, error) { return gone(ids) }); err != nil {
		t.Errorf("of the processes %v one still runs: %v", ids, err)
	}
}

func TestServerKeepsWhatWasCommitted(t *testing.T) {
	s := create(t)
	dsn := s.DSN()
	query(t, s, "CREATE TABLE kept (how text)")
	for _, row := range []struct {
		what string
		end  func() error
	}{
		{"stop", s.Stop},
		{"kill", s.Kill},
		{"freeze and kill", func() error { return errors.Join(s.Freeze(), s.Kill()) }},
		{"freeze and stop", func() error { return errors.Join(s.Freeze(), s.Stop()) }},
	} {
		query(t, s, "INSERT INTO kept VALUES ('"+row.what+"')")
		ids := members(t, s)
		if err := row.end(); err != nil {
			t.Fatalf("%s: %v", row.what, err)
		}
		wantGone(t, ids)
		if _, err := net.DialTimeout("tcp", s.address(), time.Second); err == nil {
			t.Errorf("after %s something listens", row.what)
		}
		if err := s.Start(t.Context()); err != nil {
			t.Fatalf("start after %s: %v", row.what, err)
		}
		if got := query(t, s, "SELECT how FROM kept WHERE how = '"+row.what+"'"); got != row.what {
			t.Errorf("after %s the row is %q", row.what, got)
		}
	}
	if s.DSN() != dsn {
		t.Errorf("the address went from %s to %s", dsn, s.DSN())
	}
	if got := query(t, s, "SHOW fsync"); got != "on" {
		t.Errorf("fsync is %q where nobody switched it off", got)
	}
}

func TestFrozenServerAnswersWhenItThaws(t *testing.T) {
	s := create(t, "fsync=off")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.DSN())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if err := s.Freeze(); err != nil {
		t.Fatal(err)
	}
	all, err := family(s.running.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if !p.stopped() && !p.dead() {
			t.Errorf("process %d is in state %c, want T", p.id, p.state)
		}
	}
	answered := make(chan error, 1)
	go func() {
		_, err := conn.Exec(ctx, "SELECT 1")
		answered <- err
	}()
	fresh, err := net.Dial("tcp", s.address())
	if err != nil {
		t.Fatalf("a frozen server's system takes connections, but: %v", err)
	}
	fresh.Close()
	select {
	case err := <-answered:
		t.Errorf("a frozen server answered: %v", err)
	default:
	}
	if err := s.Thaw(); err != nil {
		t.Fatal(err)
	}
	if err := <-answered; err != nil {
		t.Errorf("the question asked of a frozen server: %v", err)
	}
}

func TestServerIsItsOwn(t *testing.T) {
	t.Setenv("PGPORT", "1")
	t.Setenv("PGDATA", "elsewhere")
	s, other := create(t, "fsync=off", "work_mem=5MB"), create(t, "fsync=off")
	if s.port == other.port || s.dir == other.dir || s.password == other.password {
		t.Errorf("two servers share something: %+v, %+v", s, other)
	}
	for _, row := range []struct{ sql, want string }{
		{"SHOW work_mem", "5MB"},
		{"SHOW fsync", "off"},
		{"SHOW listen_addresses", host},
		{"SHOW unix_socket_directories", ""},
		{"SHOW timezone", "America/St_Johns"},
		{"SHOW server_encoding", "UTF8"},
		{"SELECT string_agg(w, '' ORDER BY w) FROM unnest('{b,B,a}'::text[]) w", "abB"},
	} {
		if got := query(t, s, row.sql); got != row.want {
			t.Errorf("%s is %q, want %q", row.sql, got, row.want)
		}
	}
	stranger := strings.Replace(s.DSN(), s.password, other.password, 1)
	if conn, err := pgx.Connect(t.Context(), stranger); err == nil {
		conn.Close(t.Context())
		t.Error("a wrong password is let in")
	}
	if err := s.Start(t.Context()); err == nil {
		t.Error("a second start of the same server is no error")
	}
}

func TestServerThatDoesNotRun(t *testing.T) {
	s := create(t, "fsync=off")
	send(signalQuit, s.running.id) // behind its owner's back
	<-s.running.ended
	for _, row := range []struct {
		what string
		call func() error
		ok   bool
	}{
		{"freeze", s.Freeze, false},
		{"thaw", s.Thaw, true},
		{"stop", s.Stop, true},
		{"kill", s.Kill, true},
	} {
		if err := row.call(); (err == nil) != row.ok {
			t.Errorf("%s gives the error %v", row.what, err)
		}
	}
	if err := s.Start(t.Context()); err != nil {
		t.Errorf("start after it ended by itself: %v", err)
	}
}

func TestStartThatDoesNotComeToItsEnd(t *testing.T) {
	s := create(t, "fsync=off")
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(enough)
	if err := s.Start(ctx); !errors.Is(err, enough) {
		t.Errorf("error %v, want %v", err, enough)
	}
	s.params = append(s.params, "no_such_parameter=1")
	if err := s.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "no_such_parameter") {
		t.Errorf("error %v, want the server's own words", err)
	}
	if s.running != nil {
		t.Error("a server that did not start counts as running")
	}
}

func TestCloseLeavesNothingOfAFrozenServer(t *testing.T) {
	s := create(t, "fsync=off")
	if err := s.Freeze(); err != nil {
		t.Fatal(err)
	}
	ids := append(members(t, s), s.guard.cmd.Process.Pid)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wantGone(t, ids)
	if _, err := os.Stat(s.dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there: %v", s.dir, err)
	}
}

// A kill cannot be caught: nothing of the owner runs after it.
func TestServerEndsWithAnOwnerThatIsKilled(t *testing.T) {
	if _, err := Find(); err != nil {
		need.Tool(t, "postgres")
	}
	for _, how := range []string{"running", "frozen"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), ownerEnv+"="+how)
			in, err := cmd.StdinPipe() // it ends with this test at the latest
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			read := bufio.NewReader(out)
			dir, _ := read.ReadString('\n')
			line, err := read.ReadString('\n')
			if err != nil {
				t.Fatalf("the owner says only %q: %v", dir, err)
			}
			t.Cleanup(func() { os.RemoveAll(strings.TrimSpace(dir)) })
			var ids []int
			for _, word := range strings.Fields(line) {
				if id, err := strconv.Atoi(word); err == nil {
					ids = append(ids, id)
				}
			}
			if len(ids) < 4 {
				t.Fatalf("the owner says %q, want several process numbers", line)
			}
			cmd.Process.Kill()
			cmd.Wait() // killed
			wantGone(t, ids)
		})
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	put := func(dir string, names ...string) {
		for _, name := range names {
			at := filepath.Join(root, dir, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.WriteFile(at, nil, 0o755)); err != nil {
				t.Fatal(err)
			}
		}
	}
	put("versions/9/bin", "initdb", "postgres")
	put("versions/15/bin", "initdb", "postgres")
	put("versions/16/bin", "initdb", "postgres")
	put("versions/17/bin", "psql")
	put("old/14/bin", "initdb", "postgres")
	put("elsewhere", "initdb", "postgres")
	put("links")
	if err := os.MkdirAll(filepath.Join(root, "links"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(root, "elsewhere", "postgres"), filepath.Join(root, "links", "postgres")); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ what, packages, path, want string }{
		{"the newest package with all programs", "versions", "elsewhere", "versions/16/bin"},
		{"PATH where there is no package", "none", "elsewhere", "elsewhere"},
		{"PATH where the package is too old", "old", "elsewhere", "elsewhere"},
		{"a link on PATH leads to its file", "none", "links", "elsewhere"},
		{"nothing", "none", "none", ""},
	} {
		t.Setenv("PATH", filepath.Join(root, row.path))
		got, err := find(filepath.Join(root, row.packages, "*", "bin"))
		if row.want == "" {
			if err == nil {
				t.Errorf("%s: found %q", row.what, got)
			}
			continue
		}
		if want := filepath.Join(root, row.want); got != want || err != nil {
			t.Errorf("%s: %q, %v, want %q", row.what, got, err, want)
		}
	}
}

func TestProcessesKnowThisOne(t *testing.T) {
	for _, row := range []struct {
		what string
		list func() ([]process, error)
		here bool
	}{
		{"the machine's way", processes, true},
		{"ps", fromPS, onPath("ps")},
	} {
		if !row.here {
			continue
		}
		all, err := row.list()
		at := slices.IndexFunc(all, func(p process) bool { return p.id == os.Getpid() })
		if err != nil || at < 0 {
			t.Errorf("%s does not list this process: %v", row.what, err)
			continue
		}
		if p := all[at]; p.parent != os.Getppid() || p.stopped() || p.dead() {
			t.Errorf("%s says %+v of this process, whose parent is %d", row.what, p, os.Getppid())
		}
	}
}

func onPath(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}

func TestFreePortIsFree(t *testing.T) {
	port, err := loopback.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", loopback.Address(port))
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
}
