package transfer_test

import (
	"strings"
	"testing"

	"chartd/stats"
	"chartd/stats/transfer"
)

// FuzzImport reads any file: it never panics, each fault names a line that the
// file has, and whatever went in can be true.
func FuzzImport(f *testing.F) {
	for _, text := range []string{
		"time,value\n1,2\n\"3,4\n", "time,a,b\r\n1700002800,1,0\r\n", `[{"name":"a","points":[{"time":1,"value":"2"},7]}, x,`,
		`[{"id":"JxJz","name":"a","counter":true,"created_at":1}][]`, `{"stat":"a","count":1,"t":1}` + "\n{",
		`{"project":{"id":7,"name":"p","owners":["b@c"],"ezkey":"k","zone":"UTC"}}` + "\n" + `{"stat":{"project":7,"id":"s","name":"a"}}` +
			"\n" + `{"hour":{"stat":"s","from":3600,"minutes":[[1,2,3,1,2]]}}` + "\n" + `{"comment":{"stat":"s","at":1,"text":"x"}}`,
		"\x1f\x8b", "\ufeff", "[[]]]", `["\`,
	} {
		f.Add(text)
	}
	p := newPlace(f)
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + 1
		here := *p
		here.t = t
		here.read(text, asValue, func(o *transfer.Options) {
			o.Stat = "value"
			fault := o.Fault
			o.Fault = func(f *transfer.Fault) {
				fault(f)
				if !strings.HasPrefix(text, "\x1f\x8b") && (f.Line < 1 || f.Line > lines) {
					t.Errorf("line %d of %d: %v", f.Line, lines, f.Err)
				}
			}
		})
		here.must(p.DB.Chunks().Verify(t.Context(), func(_ stats.StatID, problem string) { t.Error(problem) }))
	})
}
