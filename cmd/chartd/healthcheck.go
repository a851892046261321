package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"strings"
	"time"
)

type healthcheckCmd struct {
	Listen  string        `setting:"" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where the server listens."`
	TLSCert string        `setting:"" name:"tls-cert" placeholder:"FILE" help:"The certificate that it answers HTTPS with, if it does."`
	Timeout time.Duration `default:"3s" help:"How long it may take."`
}

func (healthcheckCmd) Help() string {
	return "Exits with 0 when the server is ready and with 1 when not: for containers without a shell.\n\n" +
		"Example: chartd healthcheck --listen 127.0.0.1:8080"
}

func (c *healthcheckCmd) Run(ctx context.Context, world console) error {
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	at, client := "http://"+reachable(c.Listen)+"/readyz", http.DefaultClient
	if c.TLSCert != "" {
		at = "https" + strings.TrimPrefix(at, "http")
		// The certificate is for the name that others use, and the question goes to
		// this machine.
		client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	}
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return fmt.Errorf("--listen %s: %w", c.Listen, err)
	}
	answer, err := client.Do(ask)
	if err != nil {
		return fmt.Errorf("not ready: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s answers %s", at, answer.Status)
	}
	_, err = fmt.Fprintln(world.out, "ready")
	return err
}
