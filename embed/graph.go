package embed

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strings"

	"chartd/stats"
)

// GraphName is the name under which the chart of a stat's week is at /graphs,
// without its ending: two hex digits, two, and 28 (StatHat contract, 6.5). It
// follows from the stat and its own embed key, that of the number 0, and is
// another with another key. That of a merged stat shows the one it was merged
// into.
//
// # Why
//
// Half of the name is a seal of the stat's number under its key, and the other
// half the number, covered by the seal. So nothing has to be kept, a name leads
// to its stat, and nobody makes one without the key.
func GraphName(own stats.Grant) string {
	seal := graphSeal(own.Key, own.Stat)
	var name [16]byte
	binary.BigEndian.PutUint64(name[:8], uint64(own.Stat)^graphCover(seal))
	copy(name[8:], seal)
	digits := hex.EncodeToString(name[:])
	return digits[:2] + "/" + digits[2:4] + "/" + digits[4:]
}

// graphSeal is eight bytes that only who has the key can make.
func graphSeal(key stats.EmbedKey, id stats.StatID) []byte {
	mac := hmac.New(sha256.New, []byte(key))
	_ = binary.Write(mac, binary.BigEndian, int64(id)) // a hash takes everything
	return mac.Sum([]byte{})[:8]
}

// graphCover is what a number is covered with.
func graphCover(seal []byte) uint64 {
	sum := sha256.Sum256(seal)
	return binary.BigEndian.Uint64(sum[:])
}

// OpenGraph finds what a GraphName shows, as Open does: a week of the stat.
func (k *Keys) OpenGraph(ctx context.Context, name, origin string) (Shown, error) {
	return k.open(ctx, name, origin, k.askGraph)
}

// askGraph asks the catalog for the stat of a name.
func (k *Keys) askGraph(ctx context.Context, name string) (Shown, error) {
	digits, err := hex.DecodeString(strings.ReplaceAll(name, "/", ""))
	if err != nil || len(digits) != 16 {
		return Shown{}, ErrUnavailable
	}
	id := stats.StatID(binary.BigEndian.Uint64(digits[:8]) ^ graphCover(digits[8:]))
	own, err := k.Grants.Grants(ctx, id) // in the order of their numbers
	switch {
	case errors.Is(err, stats.ErrNotFound):
		return Shown{}, ErrUnavailable
	case err != nil:
		return Shown{}, err
	case GraphName(own[0]) != name:
		return Shown{}, ErrUnavailable
	}
	shown, err := k.ask(ctx, string(own[0].Key))
	shown.Grant.Frame = Standard
	return shown, err
}
