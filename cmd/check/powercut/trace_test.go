package powercut

import (
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// hexed writes 'text' in a trace as strace -xx does.
func hexed(trace string) string {
	return regexp.MustCompile(`'[^']*'`).ReplaceAllStringFunc(trace, func(text string) string {
		text = strings.NewReplacer("'", "", "|", "\r\n").Replace(text)
		var out strings.Builder
		for i := range len(text) {
			out.WriteString(`\x` + hex.EncodeToString([]byte{text[i]}))
		}
		return out.String()
	})
}

// told is an op in a line.
func told(o op) string {
	return fmt.Sprintf("%d-%d deed %d of %q at %d: %q failed=%v posts=%v", o.begun, o.line, o.deed, o.file, o.at, o.data, o.failed, o.posts)
}

func TestStepsReadATrace(t *testing.T) {
	for _, row := range []struct {
		what, trace string
		want        []op
	}{
		{"a write counts where it begins", `
7 pwrite64(9<'/d/chartd.db'>, "'ab'", 2, 100 <unfinished ...>
8 fsync(9<'/d/chartd.db'>) = 0
7 <... pwrite64 resumed>) = 2`,
			[]op{{deed: write, file: "chartd.db", at: 100, data: []byte("ab"), line: 1}, {deed: syncFile, file: "chartd.db", begun: 2, line: 2}}},
		{"a sync counts where it ends", `
7 fsync(9<'/d/chartd.db'> <unfinished ...>
8 pwrite64(9<'/d/chartd.db'>, "'ab'", 2, 0) = 2
7 <... fsync resumed>)                   = 0`,
			[]op{{deed: write, file: "chartd.db", data: []byte("ab"), line: 2}, {deed: syncFile, file: "chartd.db", begun: 1, line: 3}}},
		{"a sync that failed, and one that never came back", `
7 fsync(9<'/d/chartd.db'>) = -1 EIO (Input/output error) (INJECTED)
7 fdatasync(9<'/d/chartd.db'> <unfinished ...>`,
			[]op{{deed: syncFile, file: "chartd.db", begun: 1, line: 1, failed: true}, {deed: syncFile, file: "chartd.db", begun: 2, line: 2, failed: true}}},
		{"a write that failed did nothing, a short one a part", `
7 pwrite64(9<'/d/chartd.db'>, "'ab'", 2, 0) = -1 ENOSPC (No space left on device) (INJECTED)
7 pwrite64(9<'/d/chartd.db'>, "'ab'", 2, 0) = 1`,
			[]op{{deed: write, file: "chartd.db", data: []byte("a"), line: 2}}},
		{"names", `
7 open("'/d/chartd.db'", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 9<'/d/chartd.db'>
7 open("'/d/chartd.db-wal'", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 10<'/d/chartd.db-wal'>
7 fsync(11<'/d'>) = 0
7 ftruncate(9<'/d/chartd.db'>, 4096) = 0
7 unlink("'/d/chartd.db-wal'") = 0
7 unlink("'/d/chartd.db-wal'") = -1 ENOENT (No such file or directory)`,
			[]op{{deed: create, file: "chartd.db-wal", line: 2}, {deed: syncDir, begun: 3, line: 3},
				{deed: truncate, file: "chartd.db", at: 4096, line: 4}, {deed: unlink, file: "chartd.db-wal", line: 5}}},
		{"an answer belongs to the question on its connection", `
7 read(4<'socket:[1]'>, "'POST /ez|||ezkey=k&t=60'", 4096) = 20
8 read(5<'socket:[2]'>,  <unfinished ...>
7 write(4<'socket:[1]'>, "'HTTP/1.1 204 No Content|'", 27 <unfinished ...>
8 <... read resumed>"'POST /ez||{"t":120},{"t":180}'", 4096) = 20
8 write(5<'socket:[2]'>, "'HTTP/1.1 200 OK||{"status":200,[{"status":200},{"status":200}]}'", 99) = 99
7 read(4<'socket:[1]'>, "'POST /ez|||ezkey=k&t=240'", 4096) = 20
7 write(4<'socket:[1]'>, "'HTTP/1.1 503 Service Unavailable|'", 27) = 27
7 read(4<'socket:[1]'>, "'P'", 1) = 1
7 read(4<'socket:[1]'>, "'OST /ez|||ezkey=k&t=240'", 4096) = 20
7 write(4<'socket:[1]'>, "'HTTP/1.1 204 No Content|'", 27) = 27
8 read(5<'socket:[2]'>, "'POST /ez||{"t":300},{"t":360}'", 4096) = 20
8 write(5<'socket:[2]'>, "'HTTP/1.1 200 OK||{"status":200,[{"status":200},{"status":400}]}'", 99) = 99`,
			[]op{{deed: ack, line: 3, posts: []int64{60}}, {deed: ack, line: 5, posts: []int64{120, 180}}, {deed: ack, line: 10, posts: []int64{240}}}},
		{"what a cut cannot hurt is left out", `
7 pwrite64(9<'/d/chartd.db-shm'>, "'ab'", 2, 0) = 2
7 pwrite64(9<'/d/lock'>, "'ab'", 2, 0) = 2
7 pwrite64(9<'/other/chartd.db'>, "'ab'", 2, 0) = 2
7 +++ exited with 0 +++`, nil},
	} {
		t.Run(row.what, func(t *testing.T) {
			got, err := steps(strings.NewReader(hexed(row.trace)), "/d", []string{"chartd.db"})
			if err != nil {
				t.Fatal(err)
			}
			var a, b []string
			for _, o := range got {
				a = append(a, told(o))
			}
			for _, o := range row.want {
				b = append(b, told(o))
			}
			if diff := cmp.Diff(b, a); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestStepsRefuseWhatTheyDoNotKnow(t *testing.T) {
	for _, row := range []struct{ trace, want string }{
		{`7 fallocate(9<'/d/chartd.db'>, 0, 0, 4096) = 0`, "trace, line 1: fallocate on chartd.db, which the replay does not know"},
		{`7 openat(AT_FDCWD<'/'>, "'/d/chartd.db'", O_RDWR|O_TRUNC) = 9`, "trace, line 1: chartd.db is opened with O_TRUNC, which the replay does not know"},
		{`7 pwrite64(9<'/d/chartd.db'>, "'ab'"..., 4, 0) = 4`, "trace, line 1: wrote 4 bytes, the trace has 2"},
	} {
		_, err := steps(strings.NewReader(hexed(row.trace)), "/d", []string{"chartd.db"})
		if err == nil || err.Error() != row.want {
			t.Errorf("%s: got %v, want %s", row.trace, err, row.want)
		}
	}
}
