package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// client is one keep-alive connection. It reads only as much HTTP as the two
// servers here write, because net/http's client would cost more than what is
// measured.
type client struct {
	conn net.Conn
	in   *bufio.Reader
	body []byte
}

func dial(address string) (*client, error) {
	conn, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, in: bufio.NewReaderSize(conn, 32<<10)}, nil
}

// request is the head of a GET request.
func request(path string, gzip bool) []byte {
	head := "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
	if gzip {
		head += "Accept-Encoding: gzip\r\n"
	}
	return []byte(head + "\r\n")
}

// patience is how long an answer may take before the run is given up.
const patience = 30 * time.Second

// get sends a request and reads the answer: its status, and its body, which is
// valid until the next.
func (c *client) get(request []byte) (status int, body []byte, err error) {
	if _, err := c.conn.Write(request); err != nil {
		return 0, nil, err
	}
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return 0, nil, err
	}
	if len(line) < len("HTTP/1.1 200") {
		return 0, nil, fmt.Errorf("the answer begins with %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, nil, fmt.Errorf("the answer begins with %q", line)
	}
	length, err := c.header()
	if err != nil {
		return 0, nil, err
	}
	if length < 0 && status != 204 {
		return 0, nil, errors.New("an answer without Content-Length")
	}
	length = max(length, 0)
	if cap(c.body) < length {
		c.body = make([]byte, length)
	}
	c.body = c.body[:length]
	_, err = io.ReadFull(c.in, c.body)
	return status, c.body, err
}

// header reads up to the empty line and returns Content-Length, -1 where there
// is none.
func (c *client) header() (length int, err error) {
	name := []byte("Content-Length: ")
	for length = -1; ; {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			return length, nil
		}
		if value, ok := bytes.CutPrefix(line, name); ok {
			if length, err = strconv.Atoi(string(value)); err != nil || length < 0 {
				return 0, fmt.Errorf("Content-Length %q", value)
			}
		}
	}
}

// crowd is a number of open connections to one server.
type crowd []*client

// gather opens n connections. The caller closes them.
func gather(address string, n int) (crowd, error) {
	var all crowd
	for range n {
		c, err := dial(address)
		if err != nil {
			return nil, errors.Join(err, all.close())
		}
		all = append(all, c)
	}
	return all, nil
}

func (all crowd) close() error {
	var faults []error
	for _, c := range all {
		faults = append(faults, c.conn.Close())
	}
	return errors.Join(faults...)
}

// each runs work on every connection at once, and returns when all are done.
func (all crowd) each(work func(*client) error) error {
	var wait sync.WaitGroup
	faults := make([]error, len(all))
	for i, c := range all {
		wait.Go(func() { faults[i] = work(c) })
	}
	wait.Wait()
	return errors.Join(faults...)
}

// spend sends the same request n times in all and returns how long that took.
// Every answer must have the status and begin with the given bytes.
func (all crowd) spend(n int, request []byte, status int, begin string) (time.Duration, error) {
	var sent atomic.Int64
	start := time.Now()
	err := all.each(func(c *client) error {
		if err := c.conn.SetDeadline(time.Now().Add(patience + time.Minute)); err != nil {
			return err
		}
		for sent.Add(1) <= int64(n) {
			got, body, err := c.get(request)
			if err != nil {
				return err
			}
			if got != status || !bytes.HasPrefix(body, []byte(begin)) {
				return fmt.Errorf("status %d and %d bytes, want status %d and %q", got, len(body), status, begin)
			}
		}
		return nil
	})
	return time.Since(start), err
}
