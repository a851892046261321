package target

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync"
	"time"
)

// Client is one keep-alive connection. It reads only as much HTTP as servers
// write that know the length of what they send.
type Client struct {
	conn net.Conn
	in   *bufio.Reader
	body []byte
}

// dialPatience is how long a connection may take to be made.
const dialPatience = 5 * time.Second

func dial(address string) (*Client, error) {
	conn, err := net.DialTimeout("tcp", address, dialPatience)
	if err != nil {
		return nil, err
	}
	return &Client{conn: conn, in: bufio.NewReaderSize(conn, 32<<10)}, nil
}

// Get is a GET request as bytes; gzip asks for a packed answer.
func Get(path string, gzip bool) []byte {
	head := "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
	if gzip {
		head += "Accept-Encoding: gzip\r\n"
	}
	return []byte(head + "\r\n")
}

// Post is a POST request as bytes.
func Post(path, media, body string) []byte {
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s",
		path, media, len(body), body)
}

// Until sets the moment from which asking is an error.
func (c *Client) Until(end time.Time) error { return c.conn.SetDeadline(end) }

// Ask sends a request and reads the answer: its status, and its body, which is
// valid until the next.
func (c *Client) Ask(request []byte) (status int, body []byte, err error) {
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
func (c *Client) header() (length int, err error) {
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

// Crowd is a number of open connections to one server.
type Crowd []*Client

// Gather opens n connections. The caller closes them.
func Gather(address string, n int) (Crowd, error) {
	var all Crowd
	for range n {
		c, err := dial(address)
		if err != nil {
			return nil, errors.Join(err, all.Close())
		}
		all = append(all, c)
	}
	return all, nil
}

// Close closes all connections.
func (all Crowd) Close() error {
	var faults []error
	for _, c := range all {
		faults = append(faults, c.conn.Close())
	}
	return errors.Join(faults...)
}

// Each runs work on every connection at once, with the connection's number, and
// returns when all are done.
func (all Crowd) Each(work func(n int, c *Client) error) error {
	var wait sync.WaitGroup
	faults := make([]error, len(all))
	for i, c := range all {
		wait.Go(func() { faults[i] = work(i, c) })
	}
	wait.Wait()
	return errors.Join(faults...)
}
