package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/textproto"
	"regexp"
	"slices"
	"strings"
	"time"

	"chartd/alerts"

	"github.com/wneessen/go-mail/smtp"
)

// farewell is how long a server may take to say goodbye, after the mail was taken.
const farewell = 2 * time.Second

// deliver hands a mail to the server and returns what it answered.
func (r relay) deliver(ctx context.Context, m Mail, raw []byte) (answer string, err error) {
	conn, err := r.dial(ctx)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })() // ends whatever is read or written
	client, err := smtp.NewClient(conn, r.host)
	if err != nil {
		return "", fmt.Errorf("greeting: %w", said(err))
	}
	if err := r.open(client); err != nil {
		return "", err
	}
	if err := client.Mail(envelope(m.From)); err != nil {
		return "", fmt.Errorf("sender %s: %w", m.From.Address, said(err))
	}
	answer, err = hand(client, m, raw)
	if err != nil {
		return "", err
	}
	if conn.SetDeadline(time.Now().Add(farewell)) == nil {
		client.Quit() // the mail is the server's already
	}
	return answer, nil
}

// dial connects, and for smtps:// begins TLS.
func (r relay) dial(ctx context.Context) (net.Conn, error) {
	if r.direct {
		d := tls.Dialer{Config: r.tls()}
		return d.DialContext(ctx, "tcp", r.address())
	}
	var d net.Dialer
	return d.DialContext(ctx, "tcp", r.address())
}

// open greets the server, begins TLS and signs in, in this order: a user and a
// password never go where others can read them.
func (r relay) open(client *smtp.Client) error {
	if err := client.Hello(r.hello); err != nil {
		return fmt.Errorf("greeting: %w", said(err))
	}
	offered, _ := client.Extension("STARTTLS")
	if !r.direct && !offered && r.user != "" {
		return errors.New("it offers no STARTTLS, and smtp-url has a password, which goes over TLS alone")
	}
	if !r.direct && offered {
		if err := client.StartTLS(r.tls()); err != nil {
			return fmt.Errorf("STARTTLS: %w", said(err))
		}
	}
	if r.user == "" {
		return nil
	}
	return r.signIn(client)
}

// signIn uses the first way of these that the server has.
func (r relay) signIn(client *smtp.Client) error {
	_, offered := client.Extension("AUTH")
	var auth smtp.Auth
	switch ways := strings.Fields(strings.ToUpper(offered)); {
	case slices.Contains(ways, "PLAIN"):
		auth = smtp.PlainAuth("", r.user, r.password, r.host, false)
	case slices.Contains(ways, "LOGIN"):
		auth = smtp.LoginAuth(r.user, r.password, r.host, false)
	default:
		return errors.New("smtp-url has a user, and the server has no way to sign in that is known here: PLAIN or LOGIN")
	}
	if err := client.Auth(auth); err != nil {
		return fmt.Errorf("sign in with the user of smtp-url: %s", strings.ReplaceAll(said(err).Error(), r.password, "(hidden)"))
	}
	return nil
}

// hand names the recipient and sends the mail: what is refused from here on is
// about this message.
func hand(client *smtp.Client, m Mail, raw []byte) (answer string, err error) {
	if err := client.Rcpt(envelope(m.To)); err != nil {
		return "", fmt.Errorf("recipient %s: %w", m.To.Address, final(err))
	}
	w, err := client.Data()
	if err != nil {
		return "", fmt.Errorf("data: %w", final(err))
	}
	if _, err := w.Write(raw); err != nil {
		return "", fmt.Errorf("data: %w", err)
	}
	if err := w.Close(); err != nil {
		var reply *textproto.Error
		if !errors.As(err, &reply) {
			err = fmt.Errorf("no answer to the mail, which may have arrived: %w", err)
		}
		return "", fmt.Errorf("data: %w", final(err))
	}
	taken, ok := w.(*smtp.DataCloser)
	if !ok {
		return "250", nil
	}
	return "250 " + plain(taken.ServerResponse()), nil
}

// envelope is an address as SMTP has it.
func envelope(a netmail.Address) string { return (&netmail.Address{Address: a.Address}).String() }

// noMailbox begins a line of an answer that says that there is no such mailbox, and no
// other: it does not exist, has moved away, or its domain takes no mail.
var noMailbox = regexp.MustCompile(`(?m)^5\.1\.(1|6|10)\b`)

// wantsPassword is the answer of a server that lets nobody in without one: the
// settings are wrong, not the message.
const wantsPassword = 530

// final adds to a server's answer whether it is the last word.
func final(err error) error {
	var reply *textproto.Error
	switch {
	case !errors.As(err, &reply) || reply.Code < 500 || reply.Code == wantsPassword:
		return said(err)
	case noMailbox.MatchString(reply.Msg):
		return fmt.Errorf("%w: %w", alerts.ErrGone, said(err))
	}
	return fmt.Errorf("%w: %w", alerts.ErrRefused, said(err))
}

// said is a server's answer as it gave it; the library's error puts it in quotes.
func said(err error) error {
	var reply *textproto.Error
	if !errors.As(err, &reply) {
		return err
	}
	return fmt.Errorf("%d %s", reply.Code, reply.Msg)
}
