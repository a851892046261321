package channel

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"chartd/alerts"
)

func TestCheckRefusesAddressesThatAreNotPublic(t *testing.T) {
	for _, row := range []struct {
		what, address string
		allowed       bool
	}{
		{"public", "93.184.216.34", true},
		{"public, IPv6", "2606:2800:220:1:248:1893:25c8:1946", true},
		{"public, mapped", "::ffff:93.184.216.34", true},
		{"public, by NAT64", "64:ff9b::5db8:d822", true},
		{"unspecified", "0.0.0.0", false},
		{"this network", "0.1.2.3", false},
		{"unspecified, IPv6", "::", false},
		{"loopback", "127.0.0.1", false},
		{"the end of loopback", "127.255.255.255", false},
		{"loopback, IPv6", "::1", false},
		{"loopback, mapped", "::ffff:127.0.0.1", false},
		{"loopback, compatible", "::7f00:1", false},
		{"loopback, by NAT64", "64:ff9b::7f00:1", false},
		{"loopback, translated", "::ffff:0:127.0.0.1", false},
		{"private 10", "10.1.2.3", false},
		{"private 172", "172.31.255.255", false},
		{"after private 172", "172.32.0.0", true},
		{"private 192", "192.168.0.1", false},
		{"private, mapped", "::ffff:10.0.0.1", false},
		{"private, by NAT64", "64:ff9b::10.0.0.1", false},
		{"NAT64 of one's own", "64:ff9b:1::93.184.216.34", false},
		{"private, by 6to4", "2002:0a00:0001::1", false},
		{"public, by 6to4", "2002:5db8:d822::1", false},
		{"Teredo", "2001:0:53aa:64c:0:fbff:f5ff:fffe", false},
		{"unique local", "fd12:3456::1", false},
		{"unique local, the other half", "fc00::1", false},
		{"link-local", "169.254.1.1", false},
		{"link-local, IPv6", "fe80::1", false},
		{"link-local with a zone", "fe80::1%eth0", false},
		{"public with a zone", "2606:2800:220:1::1%eth0", true},
		{"site-local", "fec0::1", false},
		{"metadata", "169.254.169.254", false},
		{"metadata, IPv6", "fd00:ec2::254", false},
		{"metadata, shared address", "100.100.100.200", false},
		{"metadata, Oracle", "192.0.0.192", false},
		{"Azure's host agent", "168.63.129.16", false},
		{"carrier-grade NAT", "100.64.0.1", false},
		{"after carrier-grade NAT", "100.128.0.1", true},
		{"multicast", "224.0.0.1", false},
		{"multicast, IPv6", "ff02::1", false},
		{"broadcast", "255.255.255.255", false},
		{"reserved", "240.0.0.1", false},
		{"documentation", "203.0.113.5", false},
		{"documentation, IPv6", "2001:db8::1", false},
		{"benchmarks", "198.19.0.1", false},
		{"discard only", "100::1", false},
		{"none", "", false},
	} {
		t.Run(row.what, func(t *testing.T) {
			address, _ := netip.ParseAddr(row.address)
			if err := (Guard{}).Check(address); (err == nil) != row.allowed {
				t.Errorf("%s: got %v, want allowed %v", row.address, err, row.allowed)
			}
		})
	}
}

func TestCheckAllowsNamedNetworks(t *testing.T) {
	g := Guard{Allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16"), netip.MustParsePrefix("fd00:1::/32")}}
	for address, allowed := range map[string]bool{
		"10.1.2.3": true, "::ffff:10.1.2.3": true, "64:ff9b::10.1.2.3": true, "fd00:1::5": true, "fd00:1::5%eth0": true,
		"10.2.0.1": false, "fd00:2::5": false, "127.0.0.1": false, "93.184.216.34": true,
	} {
		if err := g.Check(netip.MustParseAddr(address)); (err == nil) != allowed {
			t.Errorf("%s: got %v, want allowed %v", address, err, allowed)
		}
	}
}

func TestControlTakesTCPAlone(t *testing.T) {
	for _, row := range []struct {
		network, address string
		allowed          bool
	}{
		{"tcp4", "93.184.216.34:443", true},
		{"tcp6", "[2606:2800:220:1::1]:443", true},
		{"tcp4", "127.0.0.1:80", false},
		{"udp4", "93.184.216.34:53", false},
		{"unix", "/run/docker.sock", false},
		{"tcp4", "example.com:80", false},
	} {
		if err := (Guard{}).Control(row.network, row.address, nil); (err == nil) != row.allowed {
			t.Errorf("%s %s: got %v, want allowed %v", row.network, row.address, err, row.allowed)
		}
	}
}

func TestTheClientTakesNoProxyFromTheEnvironment(t *testing.T) {
	if (Guard{}).Client().Transport.(*http.Transport).Proxy != nil {
		t.Error("there is a proxy")
	}
}

// TestACallToItsOwnHostIsRefused tries all ways to write this computer.
func TestACallToItsOwnHostIsRefused(t *testing.T) {
	s := serve(t, nil)
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	for _, host := range []string{"127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::]"} {
		o := public(s)
		o.Allow = nil
		err := send(t, o, target(t, alerts.Webhook, map[string]string{"url": "http://" + host + port + "/"}), plainMessage())
		if !errors.Is(err, ErrAddress) || final(err) {
			t.Errorf("%s: got %v, want ErrAddress, which may go away", host, err)
		}
	}
	if got := s.requests(); len(got) > 0 {
		t.Errorf("the server was asked %q", got)
	}
}

// redirector answers every request with a redirect.
func redirector(status int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(status)
	}
}

func TestARedirectIsGuarded(t *testing.T) {
	for _, to := range []string{"http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/"} {
		s := serve(t, redirector(http.StatusTemporaryRedirect, to))
		if err := send(t, public(s), destinations(t, s.URL)["webhook"], plainMessage()); !errors.Is(err, ErrAddress) || !strings.Contains(err.Error(), "--allow-networks") {
			t.Errorf("%s: got %v, want ErrAddress", to, err)
		}
	}
}

func TestAPostIsNeverTurnedIntoAGet(t *testing.T) {
	other := serve(t, nil)
	for _, status := range []int{http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther} {
		s := serve(t, redirector(status, other.URL))
		if err := send(t, public(s), destinations(t, s.URL)["webhook"], plainMessage()); err == nil || final(err) {
			t.Errorf("%d: got %v, want an error that may go away", status, err)
		}
	}
	if got := other.requests(); len(got) > 0 {
		t.Errorf("the other server was asked %q", got)
	}
}

func TestRedirectsEnd(t *testing.T) {
	s := serve(t, redirector(http.StatusPermanentRedirect, "/again"))
	if err := send(t, public(s), destinations(t, s.URL)["webhook"], plainMessage()); err == nil || final(err) {
		t.Errorf("got %v, want an error that may go away", err)
	}
	if got := len(s.requests()); got != 1+maxHops {
		t.Errorf("got %d requests, want %d", got, 1+maxHops)
	}
}

func TestSecretsStayWithTheirHost(t *testing.T) {
	other := serve(t, nil)
	s := serve(t, redirector(http.StatusPermanentRedirect, other.URL+"/moved"))
	if err := send(t, public(s), destinations(t, s.URL)["gotify"], plainMessage()); err != nil {
		t.Fatal(err)
	}
	got := other.requests()
	if len(got) != 1 || !strings.Contains(got[0], `"title"`) || strings.Contains(got[0], "SECRET") || strings.Contains(got[0], "Referer") {
		t.Errorf("got %q, want one request with the message, without token and referer", got)
	}
}

func TestHTTPSIsNotLeft(t *testing.T) {
	open := serve(t, nil)
	s := httptest.NewTLSServer(redirector(http.StatusPermanentRedirect, open.URL))
	defer s.Close()
	sender := New(public(open))
	trust := x509.NewCertPool()
	trust.AddCert(s.Certificate())
	sender.client.Transport.(*http.Transport).TLSClientConfig.RootCAs = trust
	_, err := sender.Send(context.Background(), destinations(t, s.URL)["webhook"], plainMessage())
	if err == nil || final(err) || len(open.requests()) > 0 {
		t.Errorf("got %v after %q, want an error that may go away", err, open.requests())
	}
}

func TestACertificateOfNobodyIsNotTaken(t *testing.T) {
	var asked bool
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	s.Config.ErrorLog = nil
	s.StartTLS()
	defer s.Close()
	err := send(t, Options{Allow: loopback}, destinations(t, s.URL)["webhook"], plainMessage())
	var unknown x509.UnknownAuthorityError
	if err == nil || final(err) || asked || !strings.Contains(err.Error(), unknown.Error()) {
		t.Errorf("got %v, want %q", err, unknown.Error())
	}
}

func TestASlowAnswerEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err := New(public(s)).Send(ctx, destinations(t, s.URL)["webhook"], plainMessage())
	if !errors.Is(err, context.Canceled) || final(err) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestAHugeAnswerIsReadToABound(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		piece := strings.Repeat("no ", 10_000)
		for { // until the client hangs up
			if _, err := io.WriteString(w, piece); err != nil {
				return
			}
		}
	})
	err := send(t, public(s), destinations(t, s.URL)["discord"], plainMessage())
	if !errors.Is(err, alerts.ErrRefused) || len(err.Error()) > alerts.MaxAnswer {
		t.Errorf("got %v, want ErrRefused in at most %d bytes", err, alerts.MaxAnswer)
	}
}

func TestNoCompressedAnswerIsAskedFor(t *testing.T) {
	asked := make(chan string, 1)
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) { asked <- r.Header.Get("Accept-Encoding") })
	if err := send(t, public(s), destinations(t, s.URL)["webhook"], plainMessage()); err != nil {
		t.Fatal(err)
	}
	if got := <-asked; got != "" {
		t.Errorf("got %q, want none", got)
	}
}

func TestAHugeHeaderIsNotRead(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 2*maxHeader))
	})
	if err := send(t, public(s), destinations(t, s.URL)["webhook"], plainMessage()); err == nil || final(err) {
		t.Errorf("got %v, want an error that may go away", err)
	}
}
