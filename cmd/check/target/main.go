package target

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// Program is a program that measures: it writes what it measured to out, and
// how far it is to progress. It ends early with ctx.
type Program func(ctx context.Context, args []string, out, progress io.Writer) error

// Main is the main function of a program that measures. It runs it until an
// interrupt or SIGTERM; an error ends the process with status 1. A process that
// StartBare started is the bare server instead.
func Main(run Program) {
	if isBare() {
		run = serveBare
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", filepath.Base(os.Args[0]), err)
		os.Exit(1)
	}
}

// bareArg is the one argument of a process that is the bare server.
const bareArg = "bare-server"

func isBare() bool { return len(os.Args) == 2 && os.Args[1] == bareArg }

// StartBare runs this program, whose main function is Main or whose tests are
// run by RunTests, as the bare server: it answers everything with 204 and
// nothing else, as little as net/http can do.
func StartBare(ctx context.Context) (*Server, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return Start(ctx, self, bareArg)
}

// serveBare says where it listens, and serves until ctx ends or the port fails.
func serveBare(ctx context.Context, _ []string, out, _ io.Writer) error {
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "bare server listens on http://%s/\n", port.Addr())
	nothing := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
	srv := &http.Server{Handler: http.HandlerFunc(nothing), ReadHeaderTimeout: 5 * time.Second}
	defer context.AfterFunc(ctx, func() { _ = srv.Close() })() // nobody waits for what is cut off
	if err := srv.Serve(port); ctx.Err() == nil {
		return err
	}
	return nil
}
