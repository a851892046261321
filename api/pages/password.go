package pages

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"chartd/stats"
)

// Cost of a password's hash: what OWASP asks for of argon2id. Memory is in KiB.
const (
	hashMemory, hashPasses, hashLanes = 19 * 1024, 2, 1
	hashSalt, hashLen                 = 16, 32
)

// Most that a stored hash may ask for: one that was tampered with must not take
// the machine down.
const (
	mostMemory = 1 << 20
	mostPasses = 100
	mostLanes  = 64
)

// Lengths of a password, in bytes.
const (
	minPassword = 10
	maxPassword = 512
)

// HashPassword makes the hash that an account keeps:
// $argon2id$v=19$m=…,t=…,p=…$salt$hash. The error names the limit.
func HashPassword(password string) (stats.Hash, error) {
	if len(password) < minPassword || len(password) > maxPassword {
		return "", fmt.Errorf("password must have %d to %d characters", minPassword, maxPassword)
	}
	salt := make([]byte, hashSalt)
	_, _ = rand.Read(salt) // never fails (crypto/rand)
	key := argon2.IDKey([]byte(password), salt, hashPasses, hashMemory, hashLanes, hashLen)
	return stats.Hash(fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, hashMemory, hashPasses, hashLanes,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))), nil
}

// matches reports whether a password has a hash. With no hash, or one that
// cannot be read, it takes as long as with one and says no.
func matches(password string, h stats.Hash) bool {
	salt, want, memory, passes, lanes, ok := readHash(h)
	if !ok {
		salt, want = make([]byte, hashSalt), make([]byte, hashLen)
		memory, passes, lanes = hashMemory, hashPasses, hashLanes
	}
	got := argon2.IDKey([]byte(password), salt, passes, memory, lanes, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1 && ok
}

// readHash takes a hash apart.
func readHash(h stats.Hash) (salt, key []byte, memory, passes uint32, lanes uint8, ok bool) {
	parts := strings.Split(string(h), "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return nil, nil, 0, 0, 0, false
	}
	n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &lanes)
	if err != nil || n != 3 || memory == 0 || memory > mostMemory || passes == 0 || passes > mostPasses || lanes == 0 || lanes > mostLanes {
		return nil, nil, 0, 0, 0, false
	}
	salt, errSalt := base64.RawStdEncoding.DecodeString(parts[4])
	key, errKey := base64.RawStdEncoding.DecodeString(parts[5])
	if errSalt != nil || errKey != nil || len(salt) < 8 || len(key) < 16 || len(key) > 64 {
		return nil, nil, 0, 0, 0, false
	}
	return salt, key, memory, passes, lanes, true
}

// passwordMark stands for a hash inside a session.
func passwordMark(h stats.Hash) string {
	sum := sha256.Sum256([]byte(h))
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}
