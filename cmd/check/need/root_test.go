package need

import (
	"os"
	"testing"
)

func TestRoot(t *testing.T) {
	t.Setenv(Env, All)
	s := &stub{TB: t}
	Root(s)
	if other := os.Geteuid() != 0; s.skipped != other || other && !IsExempt(s.said) {
		t.Errorf("skipped %v with %q as user %d", s.skipped, s.said, os.Geteuid())
	}
}
