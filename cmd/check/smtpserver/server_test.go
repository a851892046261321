package smtpserver_test

import (
	"bytes"
	"net/smtp"
	"strings"
	"testing"

	"chartd/cmd/check/need"
	"chartd/cmd/check/smtpserver"
)

func TestServerKeepsWhatItIsGivenThroughAStop(t *testing.T) {
	need.Tool(t, smtpserver.Programs...)
	need.Root(t)
	s, err := smtpserver.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	send := func(word string) error {
		return smtp.SendMail(strings.TrimPrefix(s.URL(), "smtp://"), nil, "a@example.com", []string{"anybody@example.org"}, []byte("Subject: "+word+"\r\n\r\n"+word+"\r\n"))
	}
	for _, word := range []string{"first", "second"} {
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := s.Start(t.Context()); err == nil {
			t.Error("it starts twice")
		}
		if err := send(word); err != nil {
			t.Fatal(err)
		}
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
		if err := send("lost"); err == nil {
			t.Error("a stopped server takes mail")
		}
	}
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, err := s.Await(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	all := string(bytes.Join(got, nil))
	if len(got) != 2 || strings.Count(all, "Subject: first") != 1 || strings.Count(all, "Subject: second") != 1 {
		t.Errorf("it delivered\n%s", all)
	}
}
