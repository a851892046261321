package mail_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/mail"

	"github.com/emersion/go-smtp"
)

// sender sends to a server.
func sender(t *testing.T, o mail.Options) *mail.Sender {
	t.Helper()
	o.From, o.Places = "chartd <alerts@example.com>", composer(t).Places
	s, err := mail.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// refusal is an answer of a server; enhanced may be none.
func refusal(code int, enhanced smtp.EnhancedCode, words string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: words}
}

func always(err error) func(string) error { return func(string) error { return err } }

func atTheEnd(err error) func(*smtp.Conn, io.Reader) error {
	return func(_ *smtp.Conn, r io.Reader) error {
		io.Copy(io.Discard, r)
		return err
	}
}

func TestWhatAnswersMean(t *testing.T) {
	t.Parallel()
	unknown := refusal(550, smtp.EnhancedCode{5, 1, 1}, "no such user\nask postmaster")
	for _, row := range []struct {
		fact          string
		do            script
		refused, gone bool
		says          string
	}{
		{"no such mailbox", script{rcpt: always(unknown)}, false, true, "550 no such user 5.1.1 ask postmaster"},
		{"it has moved", script{rcpt: always(refusal(551, smtp.EnhancedCode{5, 1, 6}, "moved"))}, false, true, "ops@example.com"},
		{"its domain takes no mail", script{rcpt: always(refusal(556, smtp.EnhancedCode{5, 1, 10}, "null MX"))}, false, true, "null MX"},
		{"a 550 that does not say why", script{rcpt: always(refusal(550, smtp.NoEnhancedCode, "no"))}, true, false, "550 no"},
		{"a recipient is refused", script{rcpt: always(refusal(550, smtp.EnhancedCode{5, 7, 1}, "blocked"))}, true, false, "5.7.1"},
		{"an enhanced code that only begins alike", script{rcpt: always(refusal(550, smtp.EnhancedCode{5, 1, 11}, "no"))}, true, false, "5.1.11"},
		{"a recipient later", script{rcpt: always(refusal(450, smtp.EnhancedCode{4, 2, 1}, "greylisted"))}, false, false, "450 4.2.1 greylisted"},
		{"a password is wanted", script{rcpt: always(refusal(530, smtp.EnhancedCode{5, 7, 0}, "sign in first"))}, false, false, "530"},
		{"the sender is refused", script{mail: always(refusal(550, smtp.EnhancedCode{5, 7, 1}, "not you"))}, false, false, "sender alerts@example.com"},
		{"the data are refused", script{data: atTheEnd(refusal(554, smtp.EnhancedCode{5, 6, 0}, "spam"))}, true, false, "554 5.6.0 spam"},
		{"the data say that the mailbox is gone", script{data: atTheEnd(unknown)}, false, true, "5.1.1"},
		{"the data later", script{data: atTheEnd(refusal(452, smtp.EnhancedCode{4, 3, 1}, "disk full"))}, false, false, "452"},
	} {
		t.Run(row.fact, func(t *testing.T) {
			t.Parallel()
			s := serve(t, row.do)
			answer, err := sender(t, mail.Options{URL: s.url(false)}).Send(t.Context(), mailbox(t, "ops@example.com"), messageOf(fired()))
			if err == nil {
				t.Fatalf("answer %q, want an error", answer)
			}
			if errors.Is(err, alerts.ErrRefused) != row.refused || errors.Is(err, alerts.ErrGone) != row.gone {
				t.Errorf("%v: refused %v, gone %v", err, errors.Is(err, alerts.ErrRefused), errors.Is(err, alerts.ErrGone))
			}
			if text := err.Error(); !strings.Contains(text, row.says) || strings.Contains(text, "\n") {
				t.Errorf("%q does not say %q on one line", text, row.says)
			}
			if len(s.mails()) > 0 {
				t.Error("the mail was taken")
			}
		})
	}
}

func TestAMailArrivesAsItWasComposed(t *testing.T) {
	t.Parallel()
	s := serve(t, script{})
	to, m := mailbox(t, "o'connor+alerts@example.com"), messageOf(fired())
	answer, err := sender(t, mail.Options{URL: s.url(false)}).Send(t.Context(), to, m)
	if err != nil || !strings.HasPrefix(answer, "250 ") {
		t.Fatalf("answer %q, error %v", answer, err)
	}
	letter, err := composer(t).Compose(to, m)
	if err != nil {
		t.Fatal(err)
	}
	want, err := letter.Bytes()
	if got := s.mails(); err != nil || len(got) != 1 || !bytes.Equal(got[0], want) {
		t.Errorf("%d mails, error %v, or other bytes than Compose made", len(got), err)
	}
	for _, line := range []string{"MAIL FROM:<alerts@example.com>", "RCPT TO:<o'connor+alerts@example.com>", "QUIT"} {
		if !strings.Contains(s.talk(), line) {
			t.Errorf("it did not say %s", line)
		}
	}
}

func TestADroppedConnectionMayBeTriedAgain(t *testing.T) {
	t.Parallel()
	var heard [][]byte
	for _, row := range []struct {
		fact string
		do   func(c *smtp.Conn, r io.Reader) error
		says string
	}{
		{"in the middle of the data", func(c *smtp.Conn, r io.Reader) error {
			io.ReadFull(r, make([]byte, 1000))
			return c.Conn().Close()
		}, "data"},
		{"after the final dot", func(c *smtp.Conn, r io.Reader) error {
			raw, _ := io.ReadAll(r)
			heard = append(heard, raw)
			return c.Conn().Close()
		}, "may have arrived"},
	} {
		t.Run(row.fact, func(t *testing.T) {
			s := serve(t, script{data: row.do})
			for range 2 {
				_, err := sender(t, mail.Options{URL: s.url(false)}).Send(t.Context(), mailbox(t, "ops@example.com"), messageOf(fired(), fired(delta), fired(silent), fired(automatic)))
				if err == nil || errors.Is(err, alerts.ErrRefused) || errors.Is(err, alerts.ErrGone) {
					t.Errorf("error %v, want one that may go away", err)
				} else if !strings.Contains(err.Error(), row.says) {
					t.Errorf("%v does not say %q", err, row.says)
				}
			}
		})
	}
	if len(heard) != 2 || !bytes.Equal(heard[0], heard[1]) {
		t.Errorf("%d mails, not the same twice", len(heard))
	}
}

func TestPasswordsGoOverTLSAlone(t *testing.T) {
	t.Parallel()
	both := []string{"PLAIN", "LOGIN"}
	for _, row := range []struct {
		fact   string
		do     script
		signIn bool
		trust  bool   // the certificate is one that is trusted
		says   string // of the error; "" is that it arrives
	}{
		{"in the clear without a password", script{}, false, false, ""},
		{"a password, and no TLS", script{ways: both}, true, true, "STARTTLS"},
		{"STARTTLS and PLAIN", script{secure: "starttls", ways: both}, true, true, ""},
		{"STARTTLS and LOGIN", script{secure: "starttls", ways: []string{"LOGIN"}}, true, true, ""},
		{"TLS and PLAIN", script{secure: "tls", ways: both}, true, true, ""},
		{"STARTTLS with a certificate of nobody", script{secure: "starttls", ways: both}, true, false, "certificate"},
		{"TLS with a certificate of nobody", script{secure: "tls", ways: both}, true, false, "certificate"},
		{"TLS with a certificate of nobody, without a password", script{secure: "tls"}, false, false, "certificate"},
		{"STARTTLS with a certificate of nobody, without a password", script{secure: "starttls"}, false, false, ""},
		{"no way to sign in", script{secure: "starttls", ways: []string{"GSSAPI"}}, true, true, "PLAIN or LOGIN"},
	} {
		t.Run(row.fact, func(t *testing.T) {
			t.Parallel()
			s := serve(t, row.do)
			o := mail.Options{URL: s.url(row.signIn)}
			if row.trust {
				o.Roots = s.roots
			}
			_, err := sender(t, o).Send(t.Context(), mailbox(t, "ops@example.com"), messageOf(fired()))
			if row.says == "" && (err != nil || len(s.mails()) != 1) {
				t.Fatalf("%d mails, error %v", len(s.mails()), err)
			}
			if row.says == "" {
				return
			}
			if err == nil || !strings.Contains(err.Error(), row.says) || errors.Is(err, alerts.ErrRefused) || errors.Is(err, alerts.ErrGone) {
				t.Errorf("error %v, want one of %s that may go away", err, row.says)
			}
			if talk := s.talk(); strings.Contains(talk, "\nAUTH") || strings.Contains(talk, "MAIL FROM") {
				t.Errorf("it went on:\n%s", talk)
			}
		})
	}
}

func TestAWrongPasswordIsNotRepeated(t *testing.T) {
	t.Parallel()
	s := serve(t, script{secure: "starttls", ways: []string{"PLAIN"}})
	const wrong = "w0rng"
	o := mail.Options{URL: strings.Replace(s.url(true), "s3cret%2Fword", wrong, 1), Roots: s.roots}
	carrier := sender(t, o)
	_, err := carrier.Send(t.Context(), mailbox(t, "ops@example.com"), messageOf(fired()))
	if err == nil || errors.Is(err, alerts.ErrRefused) || !strings.Contains(err.Error(), "smtp-url") || !strings.Contains(err.Error(), "535") {
		t.Errorf("error %v, want one of smtp-url that may go away", err)
	}
	for _, text := range []string{fmt.Sprint(err), fmt.Sprintf("%v %+v %#v %s", carrier, carrier, carrier, carrier)} {
		if strings.Contains(text, wrong) {
			t.Errorf("%q has the password", text)
		}
	}
}

// hang listens and says nothing; heard tells of each that connects.
func hang(t *testing.T) (address string, heard chan struct{}) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	heard, over := make(chan struct{}, 10), make(chan struct{})
	go func() {
		defer close(over)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			defer c.Close()
			heard <- struct{}{}
		}
	}()
	t.Cleanup(func() {
		l.Close()
		<-over
	})
	return l.Addr().String(), heard
}

func TestAServerThatHangsIsLeft(t *testing.T) {
	t.Parallel()
	t.Run("when the context ends", func(t *testing.T) {
		address, heard := hang(t)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			<-heard
			cancel()
		}()
		_, err := sender(t, mail.Options{URL: "smtp://" + address}).Send(ctx, mailbox(t, "ops@example.com"), messageOf(fired()))
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want %v", err, context.Canceled)
		}
	})
	t.Run("in the data, when the context ends", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := serve(t, script{data: func(c *smtp.Conn, r io.Reader) error {
			io.Copy(io.Discard, r)
			cancel()
			_, err := c.Conn().Read(make([]byte, 1)) // the client hangs up
			return err
		}})
		_, err := sender(t, mail.Options{URL: s.url(false)}).Send(ctx, mailbox(t, "ops@example.com"), messageOf(fired()))
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want %v", err, context.Canceled)
		}
	})
	t.Run("after the timeout", func(t *testing.T) {
		for _, scheme := range []string{"smtp://", "smtps://"} {
			address, _ := hang(t)
			_, err := sender(t, mail.Options{URL: scheme + address, Timeout: 20 * time.Millisecond}).Send(t.Context(), mailbox(t, "ops@example.com"), messageOf(fired()))
			if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, alerts.ErrRefused) {
				t.Errorf("%s: error %v, want %v", scheme, err, context.DeadlineExceeded)
			}
		}
	})
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	_, err = sender(t, mail.Options{URL: "smtp://" + l.Addr().String()}).Send(t.Context(), mailbox(t, "ops@example.com"), messageOf(fired()))
	if err == nil || errors.Is(err, alerts.ErrRefused) || errors.Is(err, alerts.ErrGone) || !strings.Contains(err.Error(), l.Addr().String()) {
		t.Errorf("error %v, want one that names the server and may go away", err)
	}
}

func TestADestinationWithoutAnAddress(t *testing.T) {
	t.Parallel()
	_, err := sender(t, mail.Options{URL: "smtp://127.0.0.1:1"}).Send(t.Context(), alerts.Destination{ID: 3, Channel: alerts.Email}, messageOf(fired()))
	if !errors.Is(err, alerts.ErrRefused) {
		t.Errorf("error %v, want %v", err, alerts.ErrRefused)
	}
}

// settings are URLs of servers, and what an error about them says; "" is none.
var settings = []struct{ url, says string }{
	{"smtp://localhost", ""},
	{"smtp://[::1]:2525/", ""},
	{"smtps://mx.example.com", ""},
	{"smtp://me%40example.com:pa%2Fss@mx.example.com", ""},
	{"", "smtp://"},
	{"mx.example.com:25", "smtp"},
	{"http://mx.example.com", "smtp://"},
	{"smtp://", "host"},
	{"smtp://me:hunter2/x@mx.example.com", "smtp-url"},
	{"smtp://me:hunter2@mx.example.com:0", "port"},
	{"smtp://me:hunter2@mx.example.com:99999", "port"},
	{"smtp://me:hunter2@mx.example.com/x", "nothing behind"},
	{"smtp://me:hunter2@mx.example.com?x", "nothing behind"},
	{"smtp://me@mx.example.com", "user and a password"},
	{"smtp://:hunter2@mx.example.com", "user and a password"},
}

func TestSettingsAreNamedAndPasswordsAreNot(t *testing.T) {
	t.Parallel()
	for _, row := range settings {
		_, err := mail.New(mail.Options{URL: row.url, From: "alerts@example.com"})
		if (err == nil) != (row.says == "") {
			t.Errorf("%s: error %v", row.url, err)
		}
		if err != nil && (!strings.Contains(err.Error(), "smtp-url") || !strings.Contains(err.Error(), row.says) || strings.Contains(err.Error(), "hunter2")) {
			t.Errorf("%s: %v", row.url, err)
		}
	}
	for _, from := range []string{"", "chartd", "a@b\r\nBcc: c@d", "a@b, c@d"} {
		if _, err := mail.New(mail.Options{URL: "smtp://localhost", From: from}); err == nil || !strings.Contains(err.Error(), "mail-from") {
			t.Errorf("sender %q: error %v", from, err)
		}
	}
}

func FuzzSettings(f *testing.F) {
	for _, row := range settings {
		f.Add(row.url)
	}
	f.Fuzz(func(t *testing.T, address string) {
		s, err := mail.New(mail.Options{URL: address, From: "alerts@example.com"})
		if (s == nil) == (err == nil) {
			t.Errorf("sender %v, error %v", s, err)
		}
		if err != nil && len(address) > 60 && strings.Contains(err.Error(), address) {
			t.Errorf("%v repeats the setting", err)
		}
	})
}
