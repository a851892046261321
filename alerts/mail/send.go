package mail

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
)

// defaultTimeout bounds one conversation: most servers look up the sender before
// they answer, and some make strangers wait.
const defaultTimeout = time.Minute

// Options are what a Sender needs to know.
type Options struct {
	// URL names the server: smtp://host (port 25, or 587 with a user), with
	// STARTTLS where it is offered; smtp://user:password@host:587, with STARTTLS
	// or not at all; smtps:// for TLS from the first byte (port 465).
	URL     string
	From    string // the sender's address, as "chartd <alerts@example.com>"
	Places  message.Places
	Timeout time.Duration  // of one try to send; a minute when 0
	Roots   *x509.CertPool // who may sign the server's certificate; nil is whom the system trusts
}

// Sender implements alerts.Sender for alerts.Email. Each message has a
// connection of its own, so that one that breaks takes no other with it.
type Sender struct {
	Composer
	relay   relay
	timeout time.Duration
}

var _ alerts.Sender = (*Sender)(nil)

// relay is a server that takes mail.
type relay struct {
	host, port     string
	direct         bool // TLS from the first byte
	user, password string
	hello          string // what this machine calls itself
	roots          *x509.CertPool
}

// New checks the options. Errors name the setting, smtp-url or mail-from, and do
// not repeat a password.
func New(o Options) (*Sender, error) {
	c, err := NewComposer(o.From, o.Places)
	if err != nil {
		return nil, err
	}
	r, err := parseRelay(o.URL)
	if err != nil {
		return nil, fmt.Errorf("smtp-url %w", err)
	}
	r.roots = o.Roots
	return &Sender{c, r, cmp.Or(o.Timeout, defaultTimeout)}, nil
}

// parseRelay reads the URL of a server. The package's own errors of a URL repeat
// it, password and all, and are not shown.
func parseRelay(text string) (relay, error) {
	u, err := url.Parse(text)
	if err != nil {
		return relay{}, errors.New("is no URL such as smtp://user:password@host:587")
	}
	r := relay{host: u.Hostname(), port: u.Port(), direct: u.Scheme == "smtps", user: u.User.Username()}
	r.password, _ = u.User.Password()
	switch {
	case u.Scheme != "smtp" && u.Scheme != "smtps":
		return relay{}, errors.New("begins with smtp:// or smtps://")
	case r.host == "":
		return relay{}, errors.New("names no host")
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
		return relay{}, errors.New("has nothing behind host and port; a / ? # or % of a password is written as %2F %3F %23 %25")
	case (r.user == "") != (r.password == ""):
		return relay{}, errors.New("has a user and a password, or neither")
	}
	if r.port == "" {
		r.port = r.defaultPort()
	}
	if n, err := strconv.Atoi(r.port); err != nil || n < 1 || n > 65535 {
		return relay{}, errors.New("has a port from 1 to 65535")
	}
	if r.hello, err = os.Hostname(); err != nil || r.hello == "" {
		r.hello = "localhost"
	}
	return r, nil
}

func (r relay) defaultPort() string {
	switch {
	case r.direct:
		return "465"
	case r.user != "":
		return "587"
	}
	return "25"
}

func (r relay) address() string { return net.JoinHostPort(r.host, r.port) }

// tls is how certificates are looked at. Where there is nothing to keep secret
// from the server itself, a certificate that nobody vouches for is better than
// none: relays of the same machine have such ones (RFC 7435).
func (r relay) tls() *tls.Config {
	return &tls.Config{
		ServerName: r.host, RootCAs: r.roots, MinVersion: tls.VersionTLS12,
		InsecureSkipVerify: r.user == "" && !r.direct,
	}
}

// String is the server, without its password.
func (s *Sender) String() string { return s.relay.address() }

// GoString hides the password too.
func (s *Sender) GoString() string { return s.relay.address() }

// Send implements alerts.Sender; the package comment says what answers mean.
func (s *Sender) Send(ctx context.Context, to alerts.Destination, m alerts.Message) (string, error) {
	letter, err := s.Compose(to, m)
	if err != nil {
		return "", fmt.Errorf("%w: %w", alerts.ErrRefused, err)
	}
	raw, err := letter.Bytes()
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	answer, err := s.relay.deliver(ctx, letter, raw)
	if err != nil && ctx.Err() != nil {
		err = fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	if err != nil {
		return "", oneLine{fmt.Errorf("mail server %s: %w", s, err)}
	}
	return answer, nil
}

// oneLine is an error that repeats what a server said, on a line of its own.
type oneLine struct{ error }

func (e oneLine) Error() string { return plain(e.error.Error()) }

func (e oneLine) Unwrap() error { return e.error }
