package powercut

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// deed is what an op does.
type deed uint8

const (
	write    deed = iota // data at a place of a file
	truncate             // the file's length becomes at
	syncFile             // what was written to a file before is on disk
	syncDir              // the folder's names are on disk
	create               // a file appears
	unlink               // a name goes
	ack                  // a post's answer goes out
)

// op is one step of a recorded run. Steps are ordered by line, the place in
// the trace where they may begin to show: a write and an answer where the call
// begins, a sync where it ends.
type op struct {
	deed   deed
	line   int
	begun  int    // of a sync: the line where the call began
	file   string // its name in the data folder
	at     int64
	data   []byte
	failed bool    // of a sync
	posts  []int64 // of an ack: the minutes of the points, UNIX seconds
}

// call is one system call, its two halves joined.
type call struct {
	name       string
	args       string
	result     string
	begun, end int
}

// calls joins the halves of calls that other threads interrupted.
func calls(trace io.Reader) ([]call, error) {
	var list []call
	open := map[string]int{} // by thread
	lines := bufio.NewReaderSize(trace, 1<<20)
	for n := 0; ; n++ {
		text, err := lines.ReadString('\n')
		if err == io.EOF && text == "" {
			return list, nil
		}
		if err != nil && err != io.EOF {
			return nil, err
		}
		thread, text, _ := strings.Cut(strings.TrimSuffix(text, "\n"), " ")
		text = strings.TrimLeft(text, " ")
		if rest, ok := strings.CutPrefix(text, "<... "); ok {
			_, rest, _ = strings.Cut(rest, " resumed>")
			if at, ok := open[thread]; ok {
				c := &list[at]
				args, result := halves(rest)
				c.args, c.result, c.end = c.args+args, result, n
				delete(open, thread)
			}
			continue
		}
		name, rest, ok := strings.Cut(text, "(")
		if !ok || strings.HasPrefix(text, "+++") || strings.HasPrefix(text, "---") {
			continue
		}
		c := call{name: name, begun: n, end: n}
		if before, ok := strings.CutSuffix(rest, " <unfinished ...>"); ok {
			c.args = before
			c.result = "?"
			open[thread] = len(list)
		} else {
			c.args, c.result = halves(rest)
		}
		list = append(list, c)
	}
}

// halves parts a call's arguments from its result.
func halves(text string) (args, result string) {
	at := strings.LastIndex(text, " = ")
	if at < 0 {
		return text, "?"
	}
	args = strings.TrimRight(text[:at], " ")
	return strings.TrimSuffix(args, ")"), text[at+3:]
}

// failed reports whether the call did nothing. One that never came back may
// have done all.
func (c call) failed() bool { return strings.HasPrefix(c.result, "-1") }

// Arguments in the trace: a file by number and path, a text in hex.
var (
	handle = regexp.MustCompile(`^(\d+)<([^>]*)>`)
	quoted = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"`)
	minute = regexp.MustCompile(`(?:"t":|&t=)(\d+)`)
)

func unhex(text string) []byte {
	data, err := hex.DecodeString(strings.ReplaceAll(text, `\x`, ""))
	if err != nil {
		return []byte(text) // a text without an escape
	}
	return data
}

// path is the path behind a call's first argument, a number.
func (c call) path() string {
	m := handle.FindStringSubmatch(c.args)
	if m == nil {
		return ""
	}
	return string(unhex(m[2]))
}

// text is a call's text argument, and what comes after it.
func (c call) text() (data []byte, rest string) {
	at := quoted.FindStringSubmatchIndex(c.args)
	if at == nil {
		return nil, ""
	}
	return unhex(c.args[at[2]:at[3]]), strings.TrimLeft(c.args[at[1]:], "., ") // dots: the text was cut
}

// recorder makes steps of calls.
type recorder struct {
	dir   string
	asked map[string][]byte // what was read from each connection since its last answer
	names map[string]bool   // files seen
	ops   []op
}

// steps reads a trace: what was done to the files of a folder, whose names at
// the start are given, and when answers went out.
func steps(trace io.Reader, dir string, names []string) ([]op, error) {
	list, err := calls(trace)
	if err != nil {
		return nil, err
	}
	// Reads count where they end, all else where it begins: an answer's call
	// begins after the read of its question has ended.
	slices.SortStableFunc(list, func(a, b call) int { return cmp.Compare(a.place(), b.place()) })
	r := &recorder{dir: dir, asked: map[string][]byte{}, names: map[string]bool{}}
	for _, name := range names {
		r.names[name] = true
	}
	for _, c := range list {
		if err := r.take(c); err != nil {
			return nil, fmt.Errorf("trace, line %d: %w", c.begun+1, err)
		}
	}
	return r.ops, nil
}

func (c call) place() int {
	switch c.name {
	case "read", "fsync", "fdatasync":
		return c.end
	}
	return c.begun
}

// take makes a step of a call, if it is one.
func (r *recorder) take(c call) error {
	path := c.path()
	switch c.name {
	case "read":
		if strings.HasPrefix(path, "socket:") && !c.failed() {
			data, _ := c.text()
			r.asked[path] = append(r.asked[path], data...)
		}
		return nil
	case "write":
		if strings.HasPrefix(path, "socket:") {
			r.answer(c, path)
			return nil
		}
	case "open", "openat", "unlink", "unlinkat":
		return r.name(c)
	}
	if path == r.dir && (c.name == "fsync" || c.name == "fdatasync") {
		r.add(op{deed: syncDir, begun: c.begun, line: c.end, failed: c.result[0] != '0'})
		return nil
	}
	file, ok := r.inside(path)
	if !ok {
		return nil
	}
	return r.change(c, file)
}

// change takes a call on an open file of the folder.
func (r *recorder) change(c call, file string) error {
	switch c.name {
	case "fsync", "fdatasync":
		r.add(op{deed: syncFile, file: file, begun: c.begun, line: c.end, failed: c.result[0] != '0'})
	case "pwrite64":
		if c.failed() {
			return nil
		}
		data, rest := c.text()
		_, place, _ := strings.Cut(rest, ", ")
		at, err := strconv.ParseInt(place, 10, 64)
		if err != nil {
			return err
		}
		if n, err := strconv.Atoi(strings.Fields(c.result)[0]); err == nil {
			if n > len(data) {
				return fmt.Errorf("wrote %d bytes, the trace has %d", n, len(data))
			}
			data = data[:n]
		}
		r.add(op{deed: write, file: file, at: at, data: data, line: c.begun})
	case "ftruncate":
		if c.failed() {
			return nil
		}
		_, size, _ := strings.Cut(c.args, ", ")
		at, err := strconv.ParseInt(size, 10, 64)
		if err != nil {
			return err
		}
		r.add(op{deed: truncate, file: file, at: at, line: c.begun})
	case "read", "close":
	default:
		return fmt.Errorf("%s on %s, which the replay does not know", c.name, file)
	}
	return nil
}

// name takes a call that makes or removes a name.
func (r *recorder) name(c call) error {
	text, rest := c.text()
	file, ok := r.inside(string(text))
	if !ok || c.failed() {
		return nil
	}
	switch {
	case strings.HasPrefix(c.name, "unlink"):
		delete(r.names, file)
		r.add(op{deed: unlink, file: file, line: c.begun})
	case strings.Contains(rest, "O_TRUNC"):
		return fmt.Errorf("%s is opened with O_TRUNC, which the replay does not know", file)
	case strings.Contains(rest, "O_CREAT") && !r.names[file]:
		r.names[file] = true
		r.add(op{deed: create, file: file, line: c.begun})
	}
	return nil
}

// inside gives the name of a file of the folder that a cut can hurt. What maps
// the log for readers is made anew at each start; sockets and locks hold
// nothing.
func (r *recorder) inside(path string) (string, bool) {
	name, err := filepath.Rel(r.dir, path)
	if err != nil || strings.Contains(name, "/") || !strings.Contains(name, ".db") || strings.HasSuffix(name, "-shm") {
		return "", false
	}
	return name, true
}

// answer takes what goes out on a connection: a success acknowledges the posts
// of the question before it.
func (r *recorder) answer(c call, conn string) {
	question := r.asked[conn]
	delete(r.asked, conn)
	text, _ := c.text()
	var posts []int64
	for _, m := range minute.FindAllSubmatch(question, -1) {
		if at, err := strconv.ParseInt(string(m[1]), 10, 64); err == nil {
			posts = append(posts, at)
		}
	}
	switch {
	case len(posts) == 0:
	case bytes.HasPrefix(text, []byte("HTTP/1.1 204")),
		bytes.HasPrefix(text, []byte("HTTP/1.1 200")) && bytes.Count(text, []byte(`"status":200`)) == len(posts)+1:
		r.add(op{deed: ack, line: c.begun, posts: posts})
	}
}

func (r *recorder) add(o op) { r.ops = append(r.ops, o) }
