package powercut

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// The load. Every point has a minute of its own, so that one that is lost or
// counted twice is seen as itself.
const (
	ezkey   = "power-cut-key"
	stats   = 3
	clients = 4
	// upload is how many points an upload has; one post of uploadEvery is one.
	upload      = 3
	uploadEvery = 5
	// longer is how many times as long as asked a load may become while its fault
	// has not happened often enough.
	longer = 10
)

// Bounds of a run.
const (
	readyWithin = 30 * time.Second
	takenWithin = 30 * time.Second
	endsWithin  = 30 * time.Second
	retryEvery  = 50 * time.Millisecond
)

// traced are the calls that change files or carry posts and answers. A call
// that changes a file in a way the replay does not know fails the test.
const traced = "open,openat,read,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,unlink,unlinkat,rename,renameat,renameat2"

// point is one point of the load.
type point struct {
	stat  int
	at    int64 // UNIX seconds
	value int64
}

// name is a stat's name.
func name(stat int) string { return fmt.Sprintf("power cut %d", stat) }

func names(files map[string][]byte) iter.Seq[string] { return maps.Keys(files) }

// host is the program under test and its trace.
type host struct {
	test        *Test
	data, trace string
	address     string
	first       int64 // the oldest minute of the load
	client      *http.Client
	refused     atomic.Int64
	mended      atomic.Int64 // how often posts were taken again after some were refused

	mu    sync.Mutex
	acked map[int64]point
	away  bool // the last answer refused
	fault error
}

// prepare makes the account that the load posts to, and returns the files as
// they are then: all on the disk.
func (h *host) prepare(ctx context.Context) (map[string][]byte, error) {
	cmd := exec.CommandContext(ctx, h.test.Program, "account", "create", "cut@localhost", "--ezkey", ezkey, "--json", "--data", h.data)
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("account create: %w: %s", err, out)
	}
	return load(h.data)
}

// record serves under strace, posts, and stops in order. It returns what was
// acknowledged.
func (h *host) record(ctx context.Context) (map[int64]point, error) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h.address = free.Addr().String()
	if err := free.Close(); err != nil {
		return nil, err
	}
	args := []string{"-f", "-y", "-xx", "-s", "1048576", "-q", "-e", "signal=none", "-o", h.trace, "-e", "trace=" + traced}
	if h.test.Fault != "" {
		args = append(args, "-e", "inject="+h.test.Fault)
	}
	args = append(args, h.test.Program, "serve", "--listen", h.address, "--data", h.data)
	cmd := exec.Command(h.test.Strace, append(args, h.test.Flags...)...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	err = h.load(ctx, ended)
	if end := h.stop(cmd, ended); end != nil {
		err = errors.Join(err, end)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, said.String())
	}
	return h.acked, nil
}

// stop asks the program, which strace waits for, to end. strace itself would
// let it run on.
func (h *host) stop(cmd *exec.Cmd, ended chan error) error {
	faults := []error{h.signal(syscall.SIGTERM)}
	select {
	case err := <-ended:
		if exit := (*exec.ExitError)(nil); h.test.Fault != "" && errors.As(err, &exit) && exit.ExitCode() == 1 {
			err = nil // the file could not be closed: what was acknowledged is in it all the same
		}
		return errors.Join(append(faults, err)...)
	case <-time.After(endsWithin):
		faults = append(faults, fmt.Errorf("serve did not end within %s", endsWithin), h.signal(syscall.SIGKILL), cmd.Process.Kill())
		<-ended
		return errors.Join(faults...)
	}
}

// signal reaches the program by the number it wrote into its lock.
func (h *host) signal(s syscall.Signal) error {
	text, err := os.ReadFile(filepath.Join(h.data, "lock"))
	if err != nil {
		return err
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return fmt.Errorf("lock: %w", err)
	}
	process, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	return process.Signal(s)
}

// load waits until the program is ready and sends all posts, from several
// clients.
func (h *host) load(ctx context.Context, ended chan error) error {
	h.client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}, Timeout: 20 * time.Second}
	defer h.client.CloseIdleConnections()
	if err := h.ready(ctx, ended); err != nil {
		return err
	}
	now := time.Now().Unix()
	h.first = now - now%60 - int64(longer*h.test.Posts*upload+60)*60
	h.acked = map[int64]point{}
	var next atomic.Int64
	var all sync.WaitGroup
	for range clients {
		all.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if h.enough(n) || !h.send(ctx, n) {
					return
				}
			}
		})
	}
	all.Wait()
	return h.fault
}

// enough reports whether post n need not be sent any more. strace counts calls
// by thread, so nobody knows which post meets a fault.
func (h *host) enough(n int) bool {
	return n >= h.test.Posts && (int(h.mended.Load()) >= h.test.Mended || n >= longer*h.test.Posts)
}

// ready waits until the program takes posts.
func (h *host) ready(ctx context.Context, ended chan error) error {
	for end := time.Now().Add(readyWithin); time.Now().Before(end); {
		answer, err := h.client.Get("http://" + h.address + "/readyz")
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case err := <-ended:
			ended <- err
			return fmt.Errorf("serve ended at once: %w", err)
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(retryEvery):
		}
	}
	return fmt.Errorf("serve is not ready after %s", readyWithin)
}

// send sends post n until it is acknowledged, and remembers it. Without a fault
// the first answer must do so.
func (h *host) send(ctx context.Context, n int) bool {
	points := make([]point, 1)
	if n%uploadEvery == 0 {
		points = make([]point, upload)
	}
	for i := range points {
		k := n*upload + i
		points[i] = point{stat: k % stats, at: h.first + int64(k)*60, value: int64(1 + k%1000)}
	}
	for end := time.Now().Add(takenWithin); ; {
		status, answer, err := h.post(ctx, n, points)
		taken := err == nil && (status == http.StatusNoContent ||
			status == http.StatusOK && bytes.Count(answer, []byte(`"status":200`)) == len(points)+1)
		h.mu.Lock()
		if taken {
			for _, p := range points {
				h.acked[p.at] = p
			}
			if h.away {
				h.mended.Add(1)
			}
		} else {
			h.refused.Add(1)
			if h.test.Fault == "" || ctx.Err() != nil || time.Now().After(end) || status != http.StatusServiceUnavailable {
				h.fault = fmt.Errorf("post %d: status %d: %s %w", n, status, answer, err)
			}
		}
		h.away = !taken
		broken := h.fault != nil
		h.mu.Unlock()
		if taken || broken {
			return taken
		}
		time.Sleep(retryEvery)
	}
}

// post sends some points once. Half of the single ones have no id, unless they
// may have to be sent again.
func (h *host) post(ctx context.Context, n int, points []point) (status int, answer []byte, err error) {
	media, body := "application/x-www-form-urlencoded", ""
	if len(points) == 1 {
		p := points[0]
		form := url.Values{"ezkey": {ezkey}, "stat": {name(p.stat)}, "count": {fmt.Sprint(p.value)}, "t": {fmt.Sprint(p.at)}}
		if h.test.Fault != "" || n%2 == 0 {
			form.Set("id", fmt.Sprint(p.at))
		}
		body = form.Encode()
	} else {
		var items []string
		for _, p := range points {
			items = append(items, fmt.Sprintf(`{"stat":%q,"count":%d,"t":%d,"id":"%d"}`, name(p.stat), p.value, p.at, p.at))
		}
		media, body = "application/json", fmt.Sprintf(`{"ezkey":%q,"data":[%s]}`, ezkey, strings.Join(items, ","))
	}
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+h.address+"/ez", strings.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	ask.Header.Set("Content-Type", media)
	got, err := h.client.Do(ask)
	if err != nil {
		return 0, nil, err
	}
	defer got.Body.Close()
	answer, err = io.ReadAll(got.Body)
	return got.StatusCode, answer, err
}

// steps reads the trace.
func (h *host) steps(names []string) ([]op, error) {
	trace, err := os.Open(h.trace)
	if err != nil {
		return nil, err
	}
	defer trace.Close()
	dir, err := filepath.Abs(h.data)
	if err != nil {
		return nil, err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, err
	}
	return steps(trace, dir, names)
}
