package api

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"chartd/api/ingest"
	"chartd/stats"
)

// slowLog is a directory that knows every key and name, and a sink that keeps
// what comes when it is told to.
type slowLog struct{ began, more chan struct{} }

func (slowLog) Project(context.Context, string) (stats.Project, stats.KeyKind, error) {
	return stats.Project{ID: 1, EZOn: true}, stats.EZKind, nil
}

func (slowLog) Resolve(_ context.Context, _ stats.Project, _ []string, _ []stats.Kind, ids []stats.StatID, _ []error) {
	for i := range ids {
		ids[i] = 1
	}
}

func (slowLog) Classic(context.Context, stats.Project, stats.ClassicKey) (stats.Stat, error) {
	return stats.Stat{}, stats.ErrNotFound
}

func (l slowLog) Add(context.Context, []stats.Entry) error {
	close(l.began)
	<-l.more
	return nil
}

func TestWhileAPostWaitsHalfOfThePNGsAreDrawn(t *testing.T) {
	log := slowLog{make(chan struct{}), make(chan struct{})}
	face := New(Deps{
		PNGs:   NewSlots(2, 0, time.Minute),
		Ingest: &ingest.Face{Directory: log, Sink: log, Now: time.Now},
	}).(*server)
	ask := func(target string) int {
		w := httptest.NewRecorder()
		face.ServeHTTP(w, httptest.NewRequest("GET", target, nil))
		return w.Code
	}
	posted := make(chan int)
	go func() { posted <- ask("/ez?ezkey=k&stat=s&count=1") }()
	<-log.began
	if got := ask("/a.png?v0=1,2"); got != 200 {
		t.Errorf("the first PNG is answered %d, want 200", got)
	}
	if err := face.few.Acquire(t.Context()); err != nil { // one is being drawn
		t.Fatal(err)
	}
	if png, svg := ask("/a.png?v0=1,3"), ask("/a.svg?v0=1,3"); png != 503 || svg != 200 {
		t.Errorf("beside a PNG and a post another PNG is answered %d and an SVG %d, want 503 and 200", png, svg)
	}
	close(log.more)
	if got := <-posted; got != 204 {
		t.Errorf("the post is answered %d, want 204", got)
	}
	if got := ask("/a.png?v0=1,3"); got != 200 {
		t.Errorf("beside a PNG alone another is answered %d, want 200", got)
	}
	if slots, few := len(face.slots.running), len(face.few.running); slots != 0 || few != 1 {
		t.Errorf("%d slots and %d of the few are taken at the end, want 0 and 1", slots, few)
	}
}
