package tries

import (
	"fmt"
	"testing"
	"time"
)

var noon = time.Unix(1_800_000_000, 0)

func TestLittleIsKept(t *testing.T) {
	var limit Limit
	for i := range 5 * maxKept {
		limit.Allow(fmt.Sprintf("10.%d.%d.%d:1", i>>16&255, i>>8&255, i&255), fmt.Sprint(i), noon)
	}
	if n := len(limit.now) + len(limit.old); n > 2*maxKept {
		t.Errorf("%d limiters", n)
	}
}

func TestOneAddress(t *testing.T) {
	var limit Limit
	allowed := 0
	for i := range 100 {
		if limit.Allow(fmt.Sprintf("[2001:db8::%x]:4000", i), fmt.Sprint(i), noon) {
			allowed++
		}
	}
	if allowed != addressBurst {
		t.Errorf("%d tries from one half of addresses, want %d", allowed, addressBurst)
	}
	if !limit.Allow("[2001:db8:0:1::1]:4000", "x", noon) {
		t.Error("the neighbour is refused")
	}
	for remote, want := range map[string]string{
		"192.0.2.1:80": "192.0.2.1", "[::ffff:192.0.2.1]:80": "192.0.2.1", "192.0.2.1": "192.0.2.1", "@": "", "": "", "[fe80::1%eth0]:1": "fe80::/64",
	} {
		if got := network(remote); got != want {
			t.Errorf("%q is of %q, want %q", remote, got, want)
		}
	}
}

func TestOneName(t *testing.T) {
	var limit Limit
	allowed := 0
	for i := range 100 {
		if limit.Allow(fmt.Sprintf("192.0.2.%d:1", i), "ada", noon) {
			allowed++
		}
	}
	if allowed != nameBurst {
		t.Errorf("%d tries of one name, want %d", allowed, nameBurst)
	}
	if !limit.Allow("192.0.2.200:1", "ada", noon.Add(nameEvery)) {
		t.Error("no try comes back")
	}
}

func TestOnlyWrongOnesCount(t *testing.T) {
	var limit Limit
	const remote = "192.0.2.1:4000"
	for range 1000 {
		if limit.Spent(remote, noon) {
			t.Fatal("looking takes tries")
		}
	}
	for range addressBurst {
		limit.Miss(remote, noon)
	}
	if !limit.Spent("192.0.2.1:4001", noon) {
		t.Error("the address has tries left")
	}
	if limit.Spent("192.0.2.2:4000", noon) || limit.Spent(remote, noon.Add(addressEvery)) {
		t.Error("a neighbour pays, or no try comes back")
	}
}

// An address that has no try left takes none of a name's: else one visitor could
// keep another out for good. A name that has none left costs the address its own.
func TestWhoIsOverTheLimitChargesNobodyElse(t *testing.T) {
	var limit Limit
	const guesser, other = "192.0.2.1:4000", "192.0.2.2:4000"
	for i := range addressBurst {
		if !limit.Allow(guesser, fmt.Sprint(i), noon) {
			t.Fatalf("try %d is refused", i)
		}
	}
	for range 10 * nameBurst {
		if limit.Allow(guesser, "ada", noon) {
			t.Fatal("the address has tries left")
		}
	}
	for i := range nameBurst {
		if !limit.Allow(other, "ada", noon) {
			t.Fatalf("the name was charged: %d tries were left of %d", i, nameBurst)
		}
	}
	for range addressBurst - nameBurst {
		limit.Allow(other, "ada", noon)
	}
	if limit.Allow(other, "bob", noon) {
		t.Error("guessing at one name is free for an address")
	}
}
