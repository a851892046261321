package api

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the networks whose word is taken for where a request came from.
// Anybody else could write anything into the header.
type Proxies []netip.Prefix

// ParseProxies reads addresses and networks, "10.0.0.0/8,127.0.0.1".
func ParseProxies(text string) (Proxies, error) {
	var list Proxies
	for word := range strings.SplitSeq(text, ",") {
		word = strings.TrimSpace(word)
		if word == "" {
			continue
		}
		if one, err := netip.ParseAddr(word); err == nil {
			one = one.Unmap()
			list = append(list, netip.PrefixFrom(one, one.BitLen()))
			continue
		}
		network, err := netip.ParsePrefix(word)
		if err != nil {
			return nil, fmt.Errorf("%.80q is neither an address nor a network", word)
		}
		list = append(list, network)
	}
	return list, nil
}

func (p Proxies) trust(address netip.Addr) bool {
	for _, network := range p {
		if network.Contains(address) {
			return true
		}
	}
	return false
}

// unproxied is the request as the reader's own: its address is the last one in
// X-Forwarded-For that no trusted proxy has, and the URL's scheme is https where
// the nearest proxy says so.
func (p Proxies) unproxied(r *http.Request) *http.Request {
	host, port, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r
	}
	peer, err := netip.ParseAddr(host)
	if err != nil || !p.trust(peer.Unmap()) {
		return r
	}
	seen := *r
	at := *r.URL
	seen.URL = &at
	if strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		at.Scheme = "https"
	}
	if from, ok := p.origin(r.Header.Values("X-Forwarded-For")); ok {
		seen.RemoteAddr = net.JoinHostPort(from.String(), port)
	}
	return &seen
}

// origin reads the header from its end: whatever stands before the last address
// that is no trusted proxy's was written by a stranger.
func (p Proxies) origin(header []string) (netip.Addr, bool) {
	words := strings.Split(strings.Join(header, ","), ",")
	for i := len(words) - 1; i >= 0; i-- {
		one, err := netip.ParseAddr(strings.TrimSpace(words[i]))
		if err != nil {
			return netip.Addr{}, false
		}
		if one = one.Unmap().WithZone(""); !p.trust(one) || i == 0 {
			return one, true
		}
	}
	return netip.Addr{}, false
}
