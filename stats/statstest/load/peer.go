package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"chartd/cmd/check/target"
)

// The peer is the fastest of those that were measured. It is a tool of the
// peers' own module, which pins it, so nothing of it is in this one.
const (
	peerModule  = "render/rendertest/peers"
	peerProgram = "github.com/VictoriaMetrics/VictoriaMetrics/app/victoria-metrics"
)

// startPeer builds VictoriaMetrics and serves from a folder of its own.
func (r *rig) startPeer(ctx context.Context) (*target.Server, error) {
	r.say("building VictoriaMetrics, which takes minutes the first time")
	program := filepath.Join(r.dir, "victoria-metrics")
	cmd := exec.CommandContext(ctx, "go", "build", "-C", peerModule, "-o", program, peerProgram)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build VictoriaMetrics: %w\n%s", err, out)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		return nil, err
	}
	return target.StartAt(ctx, address, program,
		"-httpListenAddr="+address, "-storageDataPath="+filepath.Join(r.dir, "peer"), "-loggerLevel=ERROR")
}

// influxLines are requests with one point each in InfluxDB's line form.
func (s *site) influxLines() [][]byte {
	list := make([][]byte, len(s.names))
	for i, name := range s.names {
		list[i] = target.Post("/write", "text/plain", strings.ReplaceAll(name, " ", "_")+" count=1")
	}
	return list
}
