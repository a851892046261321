package need

import (
	"os"
	"testing"
)

// Root ends a test that only root can run: skipped, wherever that is, for check
// does not make itself root.
func Root(t testing.TB) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip(exemptMark + "needs root")
	}
}
