package crash

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// host is the program under test, started again and again on the same data.
type host struct {
	program, data, key string
	flags              []string
	token              string
	out                io.Writer

	address string
	client  *http.Client
	cmd     *exec.Cmd
	said    *tail
	ended   chan error
}

// createAccount makes the account on the empty store, and keeps its token.
func (h *host) createAccount(ctx context.Context) error {
	args := append([]string{"account", "create", "crash@localhost", "--ezkey", h.key, "--json", "--data", h.data}, storeFlags(h.flags)...)
	cmd := exec.CommandContext(ctx, h.program, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("account create: %w: %s", err, errs.String())
	}
	var made struct {
		Token string `json:"access_token"`
	}
	if err := json.Unmarshal(out.Bytes(), &made); err != nil {
		return fmt.Errorf("account create: %w", err)
	}
	h.token = made.Token
	return nil
}

// storeFlags are those flags of serve that other commands take too.
func storeFlags(flags []string) []string {
	var list []string
	for _, f := range flags {
		if strings.HasPrefix(f, "--database-url=") || strings.HasPrefix(f, "--durability=") {
			list = append(list, f)
		}
	}
	return list
}

// start runs serve until it is ready for posts and reads.
func (h *host) start(ctx context.Context) error {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	h.address = free.Addr().String()
	if err := free.Close(); err != nil {
		return err
	}
	h.said = &tail{}
	h.cmd = exec.Command(h.program, append([]string{"serve", "--listen", h.address, "--data", h.data}, h.flags...)...)
	h.cmd.Stdout, h.cmd.Stderr = h.said, h.said
	if err := h.cmd.Start(); err != nil {
		return err
	}
	h.ended = make(chan error, 1)
	go func(cmd *exec.Cmd, ended chan error) { ended <- cmd.Wait() }(h.cmd, h.ended)
	h.client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}, Timeout: 20 * time.Second}
	for end := time.Now().Add(readyWithin); time.Now().Before(end); {
		answer, err := h.client.Get("http://" + h.address + "/readyz?for=reads")
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case err := <-h.ended:
			return fmt.Errorf("serve ended at once: %w: %s", err, h.said)
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	return fmt.Errorf("serve is not ready after %s: %s", readyWithin, h.said)
}

// kill ends the program as a power switch would, without a word.
func (h *host) kill() {
	if h.cmd == nil {
		return
	}
	_ = h.cmd.Process.Kill() // it may have ended by itself
	<-h.ended
	h.cmd = nil
	h.client.CloseIdleConnections()
}

// stop asks the program to end and waits for it.
func (h *host) stop() error {
	if err := h.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	err := <-h.ended
	h.cmd = nil
	if err != nil {
		return fmt.Errorf("serve: %w: %s", err, h.said)
	}
	return nil
}

// post sends a body and returns the status; 0 is no answer.
func (h *host) post(ctx context.Context, media string, body []byte) (status int, answer []byte) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+h.address+"/ez", bytes.NewReader(body))
	if err != nil {
		return 0, nil
	}
	ask.Header.Set("Content-Type", media)
	got, err := h.client.Do(ask)
	if err != nil {
		return 0, nil
	}
	defer got.Body.Close()
	answer, err = io.ReadAll(got.Body)
	if err != nil {
		return 0, nil
	}
	return got.StatusCode, answer
}

// read fetches a path of the CLI's API into v. It asks again for a while where
// the answer is 503: a database that was away is on its way back.
func (h *host) read(ctx context.Context, path string, query url.Values, v any) error {
	var last error
	for end := time.Now().Add(readyWithin); time.Now().Before(end); {
		ask, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+h.address+path+"?"+query.Encode(), nil)
		if err != nil {
			return err
		}
		ask.SetBasicAuth(h.token, "")
		got, err := h.client.Do(ask)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(got.Body)
		got.Body.Close()
		switch {
		case err != nil:
			return err
		case got.StatusCode == http.StatusOK:
			return json.Unmarshal(body, v)
		}
		last = fmt.Errorf("%s: %s: %s", path, got.Status, body)
		if got.StatusCode != http.StatusServiceUnavailable {
			return last
		}
		if err := sleep(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	return errors.Join(last, os.ErrDeadlineExceeded)
}

// tail keeps the end of what the program says, for an error.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	t.text = t.text[max(0, len(t.text)-4096):]
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
