package powercut

import "testing"

// A sample is spread over the run, of every kind, with one of its own behind a
// sync that failed.
func TestSampleLooksBehindFailedSyncs(t *testing.T) {
	const kinds, most = 7, 70
	ops := make([]op, 1000)
	ops[500] = op{deed: syncFile, failed: true}
	for n := 510; n < 560; n += 10 {
		ops[n] = op{deed: ack}
	}
	wanted := sample(ops, kinds, most)
	var calm, shaken int
	seen, parts := map[int]int{}, map[int]bool{}
	for n := range ops {
		for kind := range kinds {
			if !wanted(n, kind) {
				if n == len(ops)-1 || ops[n].deed == ack && n <= 530 {
					t.Errorf("state %d of step %d is left out", kind, n)
				}
				continue
			}
			seen[kind]++
			if 500 <= n && n <= 530 {
				shaken++
				continue
			}
			calm++
			parts[n/100] = true
		}
	}
	// To the share of each sample come the answers, and the run's end.
	if calm < most/2 || calm > most+kinds || shaken < most/2 || shaken > most+afterFault*kinds {
		t.Errorf("%d states far from the fault, %d behind it, want about %d each", calm, shaken, most)
	}
	if len(seen) != kinds || len(parts) != 10 {
		t.Errorf("kinds %v, parts %v: some are left out", seen, parts)
	}
	if every := thin(7*700, kinds, 700); every%kinds == 0 {
		t.Errorf("of %d kinds the sample has one: each %d. state", kinds, every)
	}
	all, every := sample(ops, kinds, 1<<20), 0
	for n := range ops {
		for kind := range kinds {
			if all(n, kind) {
				every++
			}
		}
	}
	if every != kinds*len(ops) {
		t.Errorf("%d states of %d where all are asked for", every, kinds*len(ops))
	}
}
