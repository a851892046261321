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

// The peer is the fastest of those that were measured. The go command builds
// it, so nothing of it is in this module.
const (
	peerProgram = "github.com/VictoriaMetrics/VictoriaMetrics/app/victoria-metrics"
	peerVersion = "v1.148.9"
)

// startPeer builds VictoriaMetrics and serves from a folder of its own.
func (r *rig) startPeer(ctx context.Context) (*target.Server, error) {
	r.say("building VictoriaMetrics %s, which takes minutes the first time", peerVersion)
	cmd := exec.CommandContext(ctx, "go", "install", peerProgram+"@"+peerVersion)
	cmd.Env = append(os.Environ(), "GOBIN="+r.dir, "CGO_ENABLED=0")
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
	return target.StartAt(ctx, address, filepath.Join(r.dir, "victoria-metrics"),
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
