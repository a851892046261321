package stats

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxNames is how many stats one name with a '~' may list.
const MaxNames = 1000

// mapFrom is where looking names up in a map becomes faster than comparing
// them with each other.
const mapFrom = 16

// AppendNames appends the stats that a name stands for: itself, or those that
// "prefix~a,b" lists, which are "prefix a" and "prefix b" (contract, section
// 2.4). Names are trimmed, empty ones skipped, equal ones given once; without
// any the prefix is the name. Each is what ParseName makes of it.
//
// With an error nothing is appended: ErrNoName where no name is left,
// ErrNameTooLong where one has more than MaxName characters, ErrTooManyData
// where more than MaxNames are listed.
func AppendNames(dst []string, stat string) ([]string, error) {
	stat = CleanText(stat)
	if err := CheckNames(stat); err != nil {
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
	case len(all) == mapFrom:
		known = make(map[string]bool, 2*mapFrom)
		for _, full := range all {
			known[full[lead:]] = true
		}
	}
	return known
}

// CheckNames finds the fault that AppendNames would find in a name which
// CleanText made, in one pass and without making the names: it is asked about
// every point, also of those whose key is wrong.
func CheckNames(stat string) error {
	if stat == "" {
		return ErrNoName
	}
	if len(stat) <= MaxName && stat[0] != '~' {
		return nil // every name is a part of it, with a space for the '~'
	}
	prefix, list := cutNames(stat)
	room := MaxName - utf8.RuneCountInString(prefix)
	if room < 0 {
		return ErrNameTooLong
	}
	if list == "" {
		if prefix == "" {
			return ErrNoName
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
		if n++; n > MaxNames {
			return ErrTooManyData
		}
		if len(name) > room && utf8.RuneCountInString(name) > room {
			return ErrNameTooLong
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
