package transfer

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// Most bytes of one line, and of one element of an array: a year of minutes.
const (
	maxLine    = 1 << 20
	maxElement = 32 << 20
)

var (
	errLine    = bad("longer than %d bytes", maxLine)
	errElement = bad("an element is longer than %d bytes", maxElement)
	errCut     = errors.New("the file ends inside an element: it was cut off")
	errBehind  = errors.New("there is something else behind the array")
)

// input is a file being read, and how far.
type input struct {
	*bufio.Reader
	line int    // the number of the line that is read next
	buf  []byte // of the line or element
}

// skipSpace reads over white space, and returns the byte behind it, which is
// not taken; 0 at the end of the file.
func (in *input) skipSpace() (byte, error) {
	for {
		c, err := in.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			return 0, nil
		case err != nil:
			return 0, err
		case c == '\n':
			in.line++
		case c != ' ' && c != '\t' && c != '\r':
			return c, in.UnreadByte()
		}
	}
}

// next is the next line without its end, and its number; io.EOF behind the
// last. It is valid until the next call. Of a line that is too long the error
// is about a row, and the line behind it is next.
func (in *input) next() (text []byte, line int, err error) {
	in.buf = in.buf[:0]
	long := false
	for {
		part, err := in.ReadSlice('\n')
		long = long || len(in.buf)+len(part) > maxLine
		if !long {
			in.buf = append(in.buf, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && (!errors.Is(err, io.EOF) || len(in.buf) == 0 && !long) {
			return nil, in.line, err
		}
		in.line++
		if long {
			return nil, in.line - 1, errLine
		}
		return bytes.TrimRight(in.buf, "\r\n"), in.line - 1, nil
	}
}

// element is the next element of the array that in stands inside of, and the
// line on which it begins; io.EOF behind the last. It is valid until the next
// call, and looked at no further than for where it ends. Of one that is too
// long the error is about a row, and the element behind it is next.
func (in *input) element() (text []byte, line int, err error) {
	in.buf = in.buf[:0]
	c, err := in.skipSpace()
	for err == nil && c == ',' {
		_, _ = in.ReadByte() // it is there
		c, err = in.skipSpace()
	}
	switch {
	case err != nil:
		return nil, in.line, err
	case c == 0:
		return nil, in.line, errCut
	case c == ']':
		_, _ = in.ReadByte()
		return nil, in.line, io.EOF
	}
	line = in.line
	var depth nesting
	long := false
	for {
		c, err := in.ReadByte()
		if errors.Is(err, io.EOF) {
			err = errCut
		}
		if err != nil {
			return nil, line, err
		}
		if depth.ends(c) {
			if err := in.UnreadByte(); err != nil || !long {
				return in.buf, line, err
			}
			return nil, line, errElement
		}
		if c == '\n' {
			in.line++
		}
		if long = long || len(in.buf) == maxElement; !long {
			in.buf = append(in.buf, c)
		}
	}
}

// nesting is how deep in JSON a byte stands.
type nesting struct {
	depth           int
	quoted, escaped bool
}

// ends takes one byte in, and reports whether it is the one behind the value.
func (n *nesting) ends(c byte) bool {
	switch {
	case n.escaped:
		n.escaped = false
	case n.quoted:
		n.quoted, n.escaped = c != '"', c == '\\'
	case n.depth == 0 && (c == ',' || c == ']'):
		return true
	case c == '"':
		n.quoted = true
	case c == '{' || c == '[':
		n.depth++
	case c == '}' || c == ']':
		n.depth = max(n.depth-1, 0)
	}
	return false
}
