package mail_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// script is what a server does at each step of a conversation; what is nil is
// done as it should be.
type script struct {
	mail   func(from string) error
	rcpt   func(to string) error
	data   func(c *smtp.Conn, r io.Reader) error
	secure string // "" speaks in the clear, "starttls" offers TLS, "tls" begins with it
	ways   []string
}

// mailServer is an SMTP server on the loopback address that keeps what it takes.
type mailServer struct {
	script
	address string
	roots   *x509.CertPool // who vouches for its certificate
	mu      sync.Mutex
	taken   [][]byte
	said    bytes.Buffer // both sides of all conversations that were in the clear or not
}

const user, password = "chartd", "s3cret/word"

// serve starts a server that ends with the test.
func serve(t testing.TB, do script) *mailServer {
	t.Helper()
	s := &mailServer{script: do, roots: x509.NewCertPool()}
	srv := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{s, c}, nil }))
	srv.Domain, srv.MaxMessageBytes, srv.Debug = "mx.example.com", 10<<20, writer{s}
	srv.ErrorLog = quiet{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = l.Addr().String()
	if do.secure != "" {
		cert := certificate(t, s.roots)
		srv.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}}
	}
	if do.secure == "tls" {
		l = tls.NewListener(l, srv.TLSConfig)
	}
	var wg sync.WaitGroup
	wg.Go(func() { srv.Serve(l) })
	t.Cleanup(func() {
		srv.Close()
		wg.Wait()
	})
	return s
}

// certificate is one for 127.0.0.1 that nobody but roots vouches for: the one
// that httptest brings.
func certificate(t testing.TB, roots *x509.CertPool) tls.Certificate {
	t.Helper()
	web := httptest.NewTLSServer(nil)
	defer web.Close()
	roots.AddCert(web.Certificate())
	return web.TLS.Certificates[0]
}

// url is the server's address as a setting, with or without a password.
func (s *mailServer) url(signIn bool) string {
	u := url.URL{Scheme: "smtp", Host: s.address}
	if s.secure == "tls" {
		u.Scheme = "smtps"
	}
	if signIn {
		u.User = url.UserPassword(user, password)
	}
	return u.String()
}

// mails are those that it took.
func (s *mailServer) mails() [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.taken
}

// talk is what was said so far.
func (s *mailServer) talk() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.said.String()
}

type writer struct{ *mailServer }

func (w writer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.said.Write(p)
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

// session is one conversation.
type session struct {
	*mailServer
	conn *smtp.Conn
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.mail == nil {
		return nil
	}
	return s.mail(from)
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.rcpt == nil {
		return nil
	}
	return s.rcpt(to)
}

func (s *session) Data(r io.Reader) error {
	if s.data != nil {
		return s.data(s.conn, r)
	}
	raw, err := io.ReadAll(r)
	if err == nil {
		s.mu.Lock()
		s.taken = append(s.taken, raw)
		s.mu.Unlock()
	}
	return err
}

func (s *session) AuthMechanisms() []string { return s.ways }

func (s *session) Auth(way string) (sasl.Server, error) {
	check := func(_, name, secret string) error {
		if name != user || secret != password {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "wrong: " + secret}
		}
		return nil
	}
	switch way {
	case sasl.Plain:
		return sasl.NewPlainServer(check), nil
	case sasl.Login:
		return &login{check: check}, nil
	}
	return nil, errors.New("unknown")
}

// login asks for a name and a password, one after the other.
type login struct {
	check func(_, name, secret string) error
	name  string
	step  int
}

func (l *login) Next(answer []byte) (challenge []byte, done bool, err error) {
	switch l.step++; l.step {
	case 1:
		return []byte("Username:"), false, nil
	case 2:
		l.name = string(answer)
		return []byte("Password:"), false, nil
	}
	return nil, true, l.check("", l.name, string(answer))
}
