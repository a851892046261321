package channel

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"
)

// ErrAddress means that an address is not one that outgoing calls may reach. It is
// not final for a message: whoever runs the server may allow the network.
var ErrAddress = errors.New("this address is not public, and the server's --allow-networks does not name its network")

// Guard says which addresses outgoing calls may reach: public ones, and those in
// networks that are allowed by name. The zero value allows public ones alone.
type Guard struct {
	Allow []netip.Prefix
}

// closed are the networks inside of 0.0.0.0/0 and 2000::/3 that are not public:
// those that the IANA registries of special-purpose addresses do not call
// globally reachable, tunnels that hide another address, and one public address
// that clouds answer themselves.
var closed = prefixes(
	"0.0.0.0/8",        // this host
	"10.0.0.0/8",       // private
	"100.64.0.0/10",    // shared by carriers (CGNAT), and one metadata service
	"127.0.0.0/8",      // loopback
	"168.63.129.16/32", // Azure's host agent
	"169.254.0.0/16",   // link-local, and most metadata services
	"172.16.0.0/12",    // private
	"192.0.0.0/24",     // protocols, and one metadata service
	"192.0.2.0/24",     // documentation
	"192.88.99.0/24",   // 6to4 relays
	"192.168.0.0/16",   // private
	"198.18.0.0/15",    // benchmarks
	"198.51.100.0/24",  // documentation
	"203.0.113.0/24",   // documentation
	"224.0.0.0/4",      // multicast
	"240.0.0.0/4",      // reserved, and broadcast
	"2001::/23",        // protocols: Teredo, ORCHID
	"2001:db8::/32",    // documentation
	"2002::/16",        // 6to4
	"3fff::/20",        // documentation
)

// global is where public IPv6 addresses are. Outside of it lie loopback,
// unspecified, unique local (fc00::/7), link-local (fe80::/10), multicast, and
// the forms that hold an IPv4 address.
var global = netip.MustParsePrefix("2000::/3")

// nat64 is how a network without IPv4 reaches an IPv4 address: the last 32 bits
// (RFC 6052). 64:ff9b:1::/48 is for local use, and so not public.
var nat64 = netip.MustParsePrefix("64:ff9b::/96")

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, text := range list {
		out[i] = netip.MustParsePrefix(text)
	}
	return out
}

// Check returns ErrAddress for an address that calls may not reach.
func (g Guard) Check(a netip.Addr) error {
	a = a.Unmap().WithZone("")
	holds := func(p netip.Prefix) bool { return p.Contains(a) }
	switch {
	case slices.ContainsFunc(g.Allow, holds):
		return nil
	case nat64.Contains(a):
		hidden := a.As16()
		return g.Check(netip.AddrFrom4([4]byte(hidden[12:])))
	case !a.IsValid(), slices.ContainsFunc(closed, holds), a.Is6() && !global.Contains(a):
		return ErrAddress
	}
	return nil
}

// Control judges the address that a connection is about to be made to; it is a
// net.Dialer's.
func (g Guard) Control(network, address string, _ syscall.RawConn) error {
	if network != "tcp4" && network != "tcp6" {
		return ErrAddress
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return ErrAddress
	}
	return g.Check(to.Addr())
}

// Times and sizes of a call. A webhook has ten seconds to answer (StatHat
// contract, section 7.3).
const (
	dialTime   = 10 * time.Second
	answerTime = 10 * time.Second
	idleTime   = time.Minute
	maxHeader  = 64 << 10 // bytes of an answer's header
	maxHops    = 3        // redirects
)

// Client makes calls to allowed addresses only, with no proxy from the
// environment, which would connect in its stead. Certificates are verified.
func (g Guard) Client() *http.Client {
	dialer := &net.Dialer{Timeout: dialTime, Control: g.Control}
	return &http.Client{
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    dialTime,
			ResponseHeaderTimeout:  answerTime,
			IdleConnTimeout:        idleTime,
			MaxIdleConnsPerHost:    2,
			MaxResponseHeaderBytes: maxHeader,
			DisableCompression:     true, // a bound on bytes is then a bound on work
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: follow,
	}
}

// onward are the headers that go along to another host: those without secrets.
var onward = []string{"Content-Type", "User-Agent", signature}

// follow says which redirects are followed: few, none that turns a POST into a
// GET, which would lose the message and look delivered, and none from HTTPS to
// HTTP. One that is not followed is the answer.
func follow(next *http.Request, via []*http.Request) error {
	first, last := via[0], via[len(via)-1]
	if len(via) > maxHops || next.Method != first.Method || last.URL.Scheme == "https" && next.URL.Scheme != "https" {
		return http.ErrUseLastResponse
	}
	if next.URL.Host == first.URL.Host {
		return nil
	}
	for name := range next.Header {
		if !slices.Contains(onward, name) {
			next.Header.Del(name)
		}
	}
	return nil
}
