package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image/png"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"chartd/cmd/check/need"
	"chartd/cmd/check/smtpserver"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestStories are conversations as those of TestScripts, with a mail server and
// a clock that runs. Beside the commands of scripts there are
//
//	mailserver              starts OpenSMTPD; $SMTP is its URL
//	clock ZONE HH:MM N      chartd's clock begins there, two days ago, and runs N times as fast: what
//	                        goes by the machine's clock instead is seen, at every hour of a day;
//	                        $YESTERDAY is noon of the day before, in UNIX seconds, and
//	                        $EIGHT the hour, in UTC, in which it is eight there
//	mail SUBJECT TEXT       waits for a mail with the text in it: headers, text and pictures as stdout
func TestStories(t *testing.T) {
	need.Root(t)
	need.Tool(t, "smtpd")
	params := scriptParams("../../testdata/stories")
	params.Cmds["mailserver"] = mailserver
	params.Cmds["clock"] = clock
	params.Cmds["mail"] = awaitMail
	testscript.Run(t, params)
}

// serverOf finds the mail server of a script.
type serverOf struct{}

func mailserver(ts *testscript.TestScript, neg bool, args []string) {
	ctx := context.Background()
	s, err := smtpserver.New(ctx)
	ts.Check(err)
	ts.Defer(func() { ts.Check(s.Close()) })
	ts.Check(s.Start(ctx))
	ts.Setenv("SMTP", s.URL())
	ts.Value(serverOf{}).(*held).server = s
}

// held is what a script has got.
type held struct{ server *smtpserver.Server }

func clock(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: clock ZONE HH:MM SPEED")
	}
	zone, err := time.LoadLocation(args[0])
	ts.Check(err)
	now := time.Now()
	day := now.In(zone).AddDate(0, 0, -2)
	at, err := time.ParseInLocation("2006-01-02 15:04", day.Format("2006-01-02 ")+args[1], zone)
	ts.Check(err)
	ts.Setenv(clockName, fmt.Sprintf("%s %s %d", at.Format(time.RFC3339), args[2], now.UnixMilli()))
	noon := time.Date(at.Year(), at.Month(), at.Day()-1, 12, 0, 0, 0, zone)
	ts.Setenv("YESTERDAY", fmt.Sprint(noon.Unix()))
	eight := time.Date(at.Year(), at.Month(), at.Day(), 8, 0, 0, 0, zone)
	ts.Setenv("EIGHT", eight.UTC().Format("15"))
}

// mailPatience is how long a story waits for a mail: several times the ten
// minutes of a story's clock.
const mailPatience = time.Minute

func awaitMail(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mail SUBJECT TEXT")
	}
	s := ts.Value(serverOf{}).(*held).server
	var seen []string
	for end := time.Now().Add(mailPatience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		list, err := s.Mails()
		ts.Check(err)
		seen = seen[:0]
		for _, raw := range list {
			text, err := legible(raw)
			ts.Check(err)
			if strings.Contains(text, "\nSubject: "+args[0]+"\n") && strings.Contains(text, args[1]) {
				fmt.Fprint(ts.Stdout(), text)
				return
			}
			seen = append(seen, text)
		}
	}
	ts.Fatalf("no mail about %q with %q came, but %d others:\n%s", args[0], args[1], len(seen), strings.Join(seen, "\n----\n"))
}

// legible is a mail's headers, its plain text and a line for each picture. A
// picture that the HTML shows and that is not there is an error.
func legible(raw []byte) (string, error) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString("\n")
	names := make([]string, 0, len(m.Header))
	for name := range m.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range m.Header[name] {
			if plain, err := new(mime.WordDecoder).DecodeHeader(value); err == nil {
				value = plain
			}
			fmt.Fprintf(&out, "%s: %s\n", name, value)
		}
	}
	parts := map[string][]byte{} // by type, pictures by id
	if err := split(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), "", m.Body, parts); err != nil {
		return "", err
	}
	fmt.Fprintf(&out, "\n%s\n", bytes.ReplaceAll(parts["text/plain"], []byte("\r\n"), []byte("\n")))
	for _, shown := range imageTag.FindAllStringSubmatch(string(parts["text/html"]), -1) {
		picture, ok := parts["cid:"+shown[1]]
		if !ok {
			return "", fmt.Errorf("the picture %s is not in the mail", shown[1])
		}
		size, err := png.DecodeConfig(bytes.NewReader(picture))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "picture %dx%d, png, shown at %s\n", size.Width, size.Height, sizeOf(shown[0]))
	}
	return out.String(), nil
}

var (
	imageTag  = regexp.MustCompile(`<img[^>]*src="cid:([^"]+)"[^>]*>`)
	attribute = regexp.MustCompile(`(width|height|alt)="([^"]*)"`)
)

// sizeOf is "580x180: what its alt says".
func sizeOf(tag string) string {
	found := map[string]string{}
	for _, a := range attribute.FindAllStringSubmatch(tag, -1) {
		found[a[1]] = a[2]
	}
	return found["width"] + "x" + found["height"] + ": " + found["alt"]
}

// split puts the parts of a body, and of bodies in it, into a map.
func split(kind, coding, id string, body io.Reader, into map[string][]byte) error {
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(media, "multipart/") {
		switch strings.ToLower(coding) {
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		}
		if id != "" {
			media = "cid:" + strings.Trim(id, "<>")
		}
		into[media], err = io.ReadAll(body)
		return err
	}
	for r := multipart.NewReader(body, params["boundary"]); ; {
		part, err := r.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := split(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part.Header.Get("Content-ID"), part, into); err != nil {
			return err
		}
	}
}
