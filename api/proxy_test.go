package api

import (
	"net/http/httptest"
	"testing"
)

func TestProxiesTellWhereARequestCameFrom(t *testing.T) {
	proxies, err := ParseProxies("10.0.0.0/8, 127.0.0.1,::1")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ what, peer, header, want string }{
		{"no proxy", "192.0.2.7:1", "", "192.0.2.7:1"},
		{"a stranger's header", "192.0.2.7:1", "1.2.3.4", "192.0.2.7:1"},
		{"one proxy", "127.0.0.1:9", "192.0.2.7", "192.0.2.7:9"},
		{"one proxy, IPv4 in IPv6", "[::ffff:127.0.0.1]:9", "::ffff:192.0.2.7", "192.0.2.7:9"},
		{"a chain", "10.0.0.1:9", "6.6.6.6, 192.0.2.7, 10.1.1.1", "192.0.2.7:9"},
		{"proxies alone", "10.0.0.1:9", "10.3.3.3, 10.2.2.2", "10.3.3.3:9"},
		{"nonsense", "10.0.0.1:9", "6.6.6.6, unknown", "10.0.0.1:9"},
		{"no header", "10.0.0.1:9", "", "10.0.0.1:9"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = row.peer
		if row.header != "" {
			r.Header.Set("X-Forwarded-For", row.header)
		}
		if got := proxies.unproxied(r).RemoteAddr; got != row.want {
			t.Errorf("%s: %s, want %s", row.what, got, row.want)
		}
	}
	if _, err := ParseProxies("10.0.0.0/8,nonsense"); err == nil {
		t.Error("nonsense is a network")
	}
}

func TestProxiesTellTheScheme(t *testing.T) {
	proxies, _ := ParseProxies("127.0.0.1")
	for _, row := range []struct{ peer, want string }{{"127.0.0.1:1", "https"}, {"192.0.2.7:1", ""}} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = row.peer
		r.Header.Set("X-Forwarded-Proto", "https")
		if got := proxies.unproxied(r).URL.Scheme; got != row.want {
			t.Errorf("from %s: scheme %q, want %q", row.peer, got, row.want)
		}
	}
}
