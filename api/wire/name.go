package wire

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chartd/stats"
)

// manyNames is where looking names up in a map becomes faster than comparing
// them with each other.
const manyNames = 16

// AppendNames appends the stats that a name stands for: itself, or those that
// "prefix~a,b" lists, which are "prefix a" and "prefix b" (contract, section
// 2.4). Names are trimmed, empty ones skipped, equal ones given once; without
// any the prefix is the name. Each is what stats.ParseName makes of it.
//
// With an error nothing is appended: stats.ErrNoName where no name is left,
// stats.ErrNameTooLong where one has more than stats.MaxName characters,
// ErrTooMany where more than MaxPoints are listed.
func AppendNames(dst []string, stat string) ([]string, error) {
	stat = stats.CleanText(stat)
	if err := checkNames(stat); err != nil {
		return dst, err
	}
	prefix, list := cutNames(stat)
	if list == "" {
		return append(dst, prefix), nil
	}
	lead := ""
	if prefix != "" {
		lead = prefix + " "
	}
	from := len(dst)
	var known map[string]bool
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		if name == "" || known[name] {
			continue
		}
		if known == nil {
			same := func(full string) bool { return full[len(lead):] == name }
			if slices.ContainsFunc(dst[from:], same) {
				continue
			}
		}
		dst = append(dst, lead+name)
		known = note(known, name, dst[from:], len(lead))
	}
	return dst, nil
}

// note adds a name to those that are known, which are worth a map once they
// are many. Until then it is nil.
func note(known map[string]bool, name string, all []string, lead int) map[string]bool {
	switch {
	case known != nil:
		known[name] = true
	case len(all) == manyNames:
		known = make(map[string]bool, 2*manyNames)
		for _, full := range all {
			known[full[lead:]] = true
		}
	}
	return known
}

// checkNames finds the fault of a clean name, in one pass and without making
// the names: it is asked about every point, also of those whose key is wrong.
func checkNames(stat string) error {
	if stat == "" {
		return stats.ErrNoName
	}
	if len(stat) <= stats.MaxName && stat[0] != '~' {
		return nil // every name is a part of it, with a space for the '~'
	}
	prefix, list := cutNames(stat)
	room := stats.MaxName - utf8.RuneCountInString(prefix)
	if room < 0 {
		return stats.ErrNameTooLong
	}
	if list == "" {
		if prefix == "" {
			return stats.ErrNoName
		}
		return nil
	}
	if prefix != "" {
		room-- // the space
	}
	n := 0
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		if name == "" {
			continue
		}
		if n++; n > MaxPoints {
			return ErrTooMany
		}
		if len(name) > room && utf8.RuneCountInString(name) > room {
			return stats.ErrNameTooLong
		}
	}
	return nil
}

// cutNames takes a clean name apart at its first '~'. The list is empty where
// it holds no name.
func cutNames(stat string) (prefix, list string) {
	prefix, list, _ = strings.Cut(stat, "~")
	if strings.TrimLeftFunc(list, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) == "" {
		list = ""
	}
	return strings.TrimSpace(prefix), list
}
