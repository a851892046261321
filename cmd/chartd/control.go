package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// A command that works on stored data runs where the data is open: in the
// server, if one runs, else in its own process. The server is reached by a
// socket in the data folder, which only the folder's owner can open. A command
// goes there with its words and its standard input, and its output comes back
// in frames.

const (
	socketName = "control.sock"
	wordsName  = "X-Chartd-Words" // header: the command line, as JSON in base64
	maxFrame   = 1 << 20
)

// Frames carry a kind, a length and bytes.
const (
	frameOut byte = iota + 1
	frameErr
	frameEnd // how it failed and the error's text; nothing: the command succeeded
)

// How a command failed, where its caller makes a difference. The bytes are those
// of frameEnd.
const (
	failed byte = iota + 1
	failedRows
)

// ending is what frameEnd says of an error, or of none.
func ending(err error) []byte {
	how := failed
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errBadRows):
		how = failedRows
	}
	return append([]byte{how}, err.Error()...)
}

// ended is the error of which ending made a frame.
func ended(frame []byte) error {
	switch {
	case len(frame) == 0:
		return nil
	case frame[0] == failedRows:
		return errBadRows
	}
	return errors.New(string(frame[1:]))
}

// words is a command line on its way.
type words struct {
	Args     []string
	Terminal bool
}

// on runs work on the engine of the data folder, wherever that is open. A folder
// without stats is most likely a mistyped one.
func (world console) on(ctx context.Context, cfg storeSettings, work func(*engine) error) error {
	if world.engine == nil && cfg.DatabaseURL == "" && !holdsStats(cfg.Data) {
		return fmt.Errorf("--data %s: no stats are kept there: give the folder of the server; chartd serve or chartd account create begins one", cfg.Data)
	}
	return world.begin(ctx, cfg, work)
}

// begin is on for commands that may be the first in a folder.
func (world console) begin(ctx context.Context, cfg storeSettings, work func(*engine) error) error {
	if world.engine != nil {
		return work(world.engine)
	}
	if there, err := world.forward(ctx, cfg.Data); there {
		return err
	}
	log := slog.New(slog.NewTextHandler(world.err, nil))
	e, err := openEngine(ctx, cfg, world.clock, log)
	if err != nil {
		return err
	}
	_, stop := e.start(context.WithoutCancel(ctx))
	err = work(e)
	closing := errors.Join(stop(), e.close())
	if err != nil && closing != nil {
		return fmt.Errorf("%w\n%v", closing, err) // whatever work said, it is more than that
	}
	return cmp.Or(err, closing)
}

// forward sends the command to the server of a data folder; there is false when
// none runs.
func (world console) forward(ctx context.Context, data string) (there bool, err error) {
	line, err := net.Dial("unix", filepath.Join(data, socketName))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED) {
		return false, nil
	}
	if err != nil {
		return true, fmt.Errorf("the server of %s: %w", data, err)
	}
	defer line.Close()
	defer context.AfterFunc(ctx, func() { line.Close() })()
	text, err := json.Marshal(words{world.args, world.terminal})
	if err != nil {
		return true, err
	}
	var body io.Reader = http.NoBody
	if world.piped {
		body = world.in
	}
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://control/run", body)
	if err != nil {
		return true, err
	}
	ask.Header.Set(wordsName, base64.StdEncoding.EncodeToString(text))
	client := &http.Client{Transport: &http.Transport{
		DialContext: func(context.Context, string, string) (net.Conn, error) { return line, nil },
	}}
	answer, err := client.Do(ask)
	if err != nil {
		return true, fmt.Errorf("the server of %s: %w", data, err)
	}
	defer answer.Body.Close()
	return true, world.unframe(answer.Body)
}

// unframe writes what a command wrote elsewhere, and returns its error.
func (world console) unframe(from io.Reader) error {
	in := bufio.NewReader(from)
	for {
		var head [5]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return fmt.Errorf("the server ended before the command did: %w", err)
		}
		n := binary.LittleEndian.Uint32(head[1:])
		if n > maxFrame {
			return errors.New("the server sent something else than a command's output")
		}
		body := make([]byte, n)
		if _, err := io.ReadFull(in, body); err != nil {
			return fmt.Errorf("the server ended before the command did: %w", err)
		}
		var err error
		switch head[0] {
		case frameOut:
			_, err = world.out.Write(body)
		case frameErr:
			_, err = world.err.Write(body)
		case frameEnd:
			return ended(body)
		}
		if err != nil {
			return err
		}
	}
}

// control is the server's side.
type control struct {
	engine  *engine
	port    net.Listener
	log     *slog.Logger
	running sync.WaitGroup
}

// openControl listens on the socket of the data folder. A socket that is there
// already is left from a process that was killed: the lock is ours.
func (e *engine) openControl(data string, log *slog.Logger) (*control, error) {
	path := filepath.Join(data, socketName)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	port, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("--data %s: %w (a socket's path may have 100 characters)", data, err)
	}
	return &control{engine: e, port: port, log: log}, os.Chmod(path, 0o600)
}

// run answers commands until ctx ends; those that run are cut off, and have
// ended when it returns: they use what is closed after it.
func (c *control) run(ctx context.Context) error {
	srv := &http.Server{
		Handler:     http.HandlerFunc(c.serve),
		BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog:    slog.NewLogLogger(c.log.Handler(), slog.LevelWarn),
	}
	defer c.running.Wait()
	defer context.AfterFunc(ctx, func() { srv.Close() })()
	if err := srv.Serve(c.port); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// serve runs one command.
func (c *control) serve(w http.ResponseWriter, r *http.Request) {
	c.running.Add(1)
	defer c.running.Done()
	if r.Context().Err() != nil { // nobody waits for what begins now
		return
	}
	var line words
	text, err := base64.StdEncoding.DecodeString(r.Header.Get(wordsName))
	if err == nil {
		err = json.Unmarshal(text, &line)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	// A command that reads late would otherwise find its input closed by its own
	// first output.
	_ = http.NewResponseController(w).EnableFullDuplex()
	out := &framer{to: w}
	world := console{
		env: func(string) (string, bool) { return "", false },
		in:  r.Body, out: out.kind(frameOut), err: out.kind(frameErr),
		terminal: line.Terminal, engine: c.engine,
	}
	end := ending(run(r.Context(), line.Args, world))
	// A command that ended early leaves input behind, which the connection must
	// not find.
	_, _ = io.Copy(io.Discard, r.Body)
	_ = out.write(frameEnd, end) // the client may have left
}

// framer writes the frames of a command.
type framer struct {
	mu sync.Mutex
	to http.ResponseWriter
}

// framed writes frames of one kind.
type framed struct {
	*framer
	as byte
}

func (f *framer) kind(as byte) io.Writer { return framed{f, as} }

func (f framed) Write(p []byte) (int, error) {
	for n := 0; n < len(p); n += maxFrame {
		if err := f.write(f.as, p[n:min(len(p), n+maxFrame)]); err != nil {
			return n, err
		}
	}
	return len(p), nil
}

func (f *framer) write(kind byte, p []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	head := append([]byte{kind}, binary.LittleEndian.AppendUint32(nil, uint32(len(p)))...)
	if _, err := f.to.Write(append(head, p...)); err != nil {
		return err
	}
	return http.NewResponseController(f.to).Flush()
}
