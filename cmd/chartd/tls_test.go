package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certificate writes one for the loopback address, and its key.
func certificate(t *testing.T) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool = x509.NewCertPool()
	pool.AddCert(made)
	return cert, key, pool
}

// Posts and pictures go over HTTPS, and nothing in the clear.
func TestHTTPS(t *testing.T) {
	cert, key, pool := certificate(t)
	data := t.TempDir()
	s := start(t, "--data", data, "--tls-cert", cert, "--tls-key", key)
	o := newOwner(t, "tls@example.com", "--data", data)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	post := url.Values{"ezkey": {o.EZKey}, "stat": {"visits"}, "count": {"3"}}
	answer, err := client.PostForm("https://"+s.address+"/ez", post)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusNoContent {
		t.Errorf("a post: %s", answer.Status)
	}
	if plain, err := http.PostForm("http://"+s.address+"/ez", post); err == nil {
		plain.Body.Close()
		if plain.StatusCode != http.StatusBadRequest {
			t.Errorf("in the clear: %s", plain.Status)
		}
	}
	if link := said(t, "account", "link", "tls@example.com", "--data", data); !strings.HasPrefix(link, "https://"+s.address+"/signin") {
		t.Errorf("the link is %s", link)
	}
	if got := said(t, "healthcheck", "--listen", s.address, "--tls-cert", cert); got != "ready\n" {
		t.Errorf("healthcheck says %q", got)
	}
	s.end(t)

	w, out := world(nil)
	err = run(t.Context(), []string{"serve", "--listen", "127.0.0.1:0", "--data", t.TempDir(), "--tls-cert", key, "--tls-key", key}, w)
	if err == nil || !strings.Contains(err.Error(), "--tls-cert "+key) || strings.Contains(out.String(), "listens") {
		t.Errorf("a wrong file: %v, said %q", err, out)
	}
}
