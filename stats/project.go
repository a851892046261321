package stats

import (
	"crypto/rand"
	"crypto/sha256"
	"log/slog"
	"time"
)

// ProjectID names a project: random, above 0.
type ProjectID int64

// AccountID names an account: random, above 0.
type AccountID int64

// Account is a person.
type Account struct {
	ID       AccountID
	Email    string
	Password Hash // of the password, argon2id; "" is none: only links sign in
	Created  time.Time
}

// Role is what an account may do in a project.
type Role uint8

// Roles from the least to the most. A member posts and edits stats, an admin
// changes settings and tokens, the owner deletes the project.
const (
	ReadOnly Role = iota + 1
	Member
	Admin
	Owner
)

// String is the role in a word.
func (r Role) String() string {
	return [...]string{"none", "read-only", "member", "admin", "owner"}[r]
}

// Project owns stats, keys and tokens.
type Project struct {
	ID       ProjectID
	Name     string
	EZKey    EZKey
	Backup   EZKey // the key before, valid until it is deleted; "" is none
	UKey     UKey
	EZOn     bool   // the EZ API takes posts
	Zone     string // IANA name; days begin here
	MaxStats int    // how many stats it may have
	MaxNew   int    // how many new stats a minute
	Created  time.Time
}

// Location is the project's zone: where its days begin. A zone that this
// program's tables do not know is UTC.
func (p Project) Location() *time.Location {
	at, err := time.LoadLocation(p.Zone)
	if err != nil {
		return time.UTC
	}
	return at
}

// KeyKind tells the keys of a project apart.
type KeyKind uint8

// An ezkey and a backup key post by name, a ukey with a classic key.
const (
	EZKind KeyKind = iota + 1
	BackupKind
	UKind
)

// Defaults of a project's limits (storage design): a UUID in a stat's name
// must not fill the disk, and no honest program reaches them.
const (
	DefaultMaxStats = 100_000
	DefaultMaxNew   = 20_000
)

// What these limits may be set to, at the most.
const (
	MostMaxStats = 10_000_000
	MostMaxNew   = 1_000_000
)

// Scope is what the bearer of a token may do.
type Scope uint8

// A read-only token sees everything of its project and changes nothing.
const (
	ReadScope  Scope = 1
	WriteScope Scope = 2
)

// Token gives a program access to a project. The secret itself is shown once
// and kept only as a digest.
type Token struct {
	ID      int64
	Project ProjectID
	Name    string
	Scope   Scope
	Digest  Digest
	Hint    string // its first four characters, to tell it from others
	Created time.Time
}

// Digest is the SHA-256 of a random secret that is only ever compared. Such
// secrets are long, so no salt and no slow hash is needed.
type Digest [sha256.Size]byte

// AccessToken is the secret of a Token.
type AccessToken string

// Digest is what is kept of the token.
func (t AccessToken) Digest() Digest { return sha256.Sum256([]byte(t)) }

// Secrets print and log as a placeholder. Whoever means the text converts.

// EZKey posts to any stat of its project by name, and makes new ones.
type EZKey string

// UKey goes with a classic key.
type UKey string

// ClassicKey posts to one stat, with the project's ukey.
type ClassicKey string

// EmbedKey shows one stat to whoever has it. It is public wherever it is
// pasted, but a log need not spread it.
type EmbedKey string

// Hash is a password's hash with its parameters.
type Hash string

const hidden = "(hidden)"

// String hides the key.
func (EZKey) String() string { return "ezkey" + hidden }

// LogValue hides the key.
func (k EZKey) LogValue() slog.Value { return slog.StringValue(k.String()) }

// String hides the key.
func (UKey) String() string { return "ukey" + hidden }

// LogValue hides the key.
func (k UKey) LogValue() slog.Value { return slog.StringValue(k.String()) }

// String hides the key.
func (ClassicKey) String() string { return "key" + hidden }

// LogValue hides the key.
func (k ClassicKey) LogValue() slog.Value { return slog.StringValue(k.String()) }

// String hides the key.
func (EmbedKey) String() string { return "embedkey" + hidden }

// LogValue hides the key.
func (k EmbedKey) LogValue() slog.Value { return slog.StringValue(k.String()) }

// String hides the token.
func (AccessToken) String() string { return "token" + hidden }

// LogValue hides the token.
func (t AccessToken) LogValue() slog.Value { return slog.StringValue(t.String()) }

// String hides the hash.
func (Hash) String() string { return "password" + hidden }

// LogValue hides the hash.
func (h Hash) LogValue() slog.Value { return slog.StringValue(h.String()) }

// Lengths of what the program invents, in base-62 characters (StatHat
// contract, section 1). Clients treat all of them as opaque.
const (
	publicLen  = 5
	embedLen   = 32
	classicLen = 28
	ukeyLen    = 32
	tokenLen   = 24
	ezkeyLen   = 24
)

// NewPublicID invents the public id of a stat. With longer 0 it has the usual
// length, and more on each collision.
func NewPublicID(longer int) PublicID { return PublicID(base62(publicLen + longer)) }

// NewEmbedKey invents an embed key.
func NewEmbedKey() EmbedKey { return EmbedKey(base62(embedLen)) }

// NewClassicKey invents a classic key.
func NewClassicKey() ClassicKey { return ClassicKey(base62(classicLen)) }

// NewUKey invents a ukey.
func NewUKey() UKey { return UKey(base62(ukeyLen)) }

// NewEZKey invents an ezkey that nobody can guess.
func NewEZKey() EZKey { return EZKey(base62(ezkeyLen)) }

// NewAccessToken invents an access token, or any other secret of its length.
func NewAccessToken() AccessToken { return AccessToken(base62(tokenLen)) }

// NewID invents the number of a stat, project or account: random, above 0.
func NewID() int64 {
	for {
		var b [8]byte
		_, _ = rand.Read(b[:]) // never fails (crypto/rand)
		id := int64(0)
		for _, c := range b {
			id = id<<8 | int64(c)
		}
		if id = id &^ (-1 << 63); id != 0 {
			return id
		}
	}
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// base62 is n random characters. Bytes of 248 and more are drawn again, so
// that each character is as likely as any other.
func base62(n int) string {
	out := make([]byte, 0, n)
	var pool [64]byte
	for {
		_, _ = rand.Read(pool[:])
		for _, c := range pool {
			if c >= 248 {
				continue
			}
			if out = append(out, alphabet[c%62]); len(out) == n {
				return string(out)
			}
		}
	}
}
