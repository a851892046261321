package param

import "strconv"

// Ask is what the query of a live picture asks its caller to look up. Its
// texts are as they were given, decoded: only the keys and the end were
// checked. They are valid as long as what was parsed.
type Ask struct {
	Keys      [MaxKeys]string // k0 to k4: embed keys; an empty one is not asked for
	Timeframe string          // tf, such as 1w3h; empty: the caller's standard
	Compare   bool            // cmp: the period before as well
	Marks     bool            // marks: the comments in the window as well
	End       int64           // end, in UNIX seconds; 0: now
	Sig, Exp  string          // sig and exp
}

const (
	// MaxKeys is how many series a live picture has at the most.
	MaxKeys = 5
	// MaxKey is how many characters an embed key has at the most.
	MaxKey = 64
	// MaxEnd is the first second that a window cannot end at.
	MaxEnd = 1 << 33
)

// keyNames are the parameters of the keys.
var keyNames = [MaxKeys]string{"k0", "k1", "k2", "k3", "k4"}

// ParseAsk reads the parameters of a live picture of up to so many keys; value
// is the decoded text of a parameter, empty where it is not given. The error
// is an *Error: k0 is missing, a key is no key, the end is no time.
func ParseAsk(keys int, value func(name string) string) (Ask, error) {
	a := Ask{Timeframe: value("tf"), Compare: On(value("cmp")), Marks: On(value("marks")), Sig: value("sig"), Exp: value("exp")}
	for n, name := range keyNames[:keys] {
		a.Keys[n] = value(name)
		if a.Keys[n] != "" && !isKey(a.Keys[n]) {
			return Ask{}, &Error{name, "not 1 to " + strconv.Itoa(MaxKey) + " letters and digits"}
		}
	}
	if a.Keys[0] == "" {
		return Ask{}, &Error{Param: "k0"}
	}
	if end := value("end"); end != "" {
		v, err := strconv.ParseInt(end, 10, 64)
		if err != nil || v <= 0 || v >= MaxEnd {
			return Ask{}, &Error{"end", "not UNIX seconds from 1 to " + strconv.Itoa(MaxEnd-1)}
		}
		a.End = v
	}
	return a, nil
}

// isKey reports whether a text has the form of an embed key, which is all that
// pictures know of one.
func isKey(s string) bool {
	if len(s) > MaxKey {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9', 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z':
		default:
			return false
		}
	}
	return s != ""
}
