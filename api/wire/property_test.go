package wire_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chartd/api/wire"
)

// Uploads as no fuzzer would find them: whole ones, of members that matter
// with values that do not, in any order, more than once.
func TestAnyUploadIsReadAsEncodingJSONReadsIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain := anUpload().Draw(t, "upload")
		want, wantErr := slowUpload([]byte(strings.ReplaceAll(plain, "¤", "")))
		for _, mark := range []string{"", ","} { // a ¤ is where a comma may be
			got, err := wire.ParseUpload([]byte(strings.ReplaceAll(plain, "¤", mark)), now)
			if err != wantErr || got.EZKey != want.EZKey || got.Single != want.Single || len(got.Items) != len(want.Items) {
				t.Fatalf("got %+v and %v, want %+v and %v", got, err, want, wantErr)
			}
			for i, item := range want.Items {
				same := got.Items[i].Point == item.Point || item.Err != nil && got.Items[i].Point.Stat == item.Point.Stat
				if got.Items[i].Err != item.Err || !same {
					t.Fatalf("item %d: got %+v, want %+v", i, got.Items[i], item)
				}
			}
		}
	})
}

// anUpload is an object with a key, members of a point, and maybe data.
func anUpload() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		members := anItem(2).Draw(t, "single")
		if rapid.Bool().Draw(t, "has data") {
			list := rapid.SliceOfN(rapid.OneOf(listed(anItem(3)), listed(anItem(3)), aValue(2)), 0, 6).Draw(t, "data")
			members = append(members, fmt.Sprintf(`"data":%s`, array(list)))
		}
		if len(members) > 0 && rapid.Bool().Draw(t, "key") {
			members = slices.Insert(members, rapid.IntRange(0, len(members)).Draw(t, "where"), `"ezkey":"k"`)
		}
		return aSpace().Draw(t, "space") + braces(members)
	})
}

// anItem is the members of a data point.
func anItem(depth int) *rapid.Generator[[]string] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
		key := rapid.SampledFrom([]string{`"stat"`, `"count"`, `"value"`, `"t"`, `"id"`, `"email"`, `"x"`, `"st\u0061t"`, `"c\u006funt"`}).Draw(t, "key")
		space := aSpace().Draw(t, "space")
		return key + space + ":" + space + aValue(depth).Draw(t, "value")
	}), 0, 6)
}

// aValue is any JSON value, those that matter more often.
func aValue(depth int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		n := 4
		if depth < 6 {
			n = 6
		}
		switch rapid.IntRange(0, n-1).Draw(t, "shape") {
		case 0:
			return rapid.SampledFrom([]string{"0", "-0", "1", "9.95", "-3e2", "1E+06", "1e101", "1e999", "1363118126", "1363118126.5", "1700086401", "null", "true"}).Draw(t, "number")
		case 1:
			return rapid.SampledFrom([]string{`""`, `" "`, `"2"`, `"1e 06"`, `" 4\n"`, `"9,95"`, `"NaN"`, `"a~b,c"`, `"~,"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ude00\n"`, "\"\xff\xc3\""}).Draw(t, "text")
		case 2:
			pieces := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "é", "~", ",", " ", `\"`, `\\`, `\/`, `\u0000`, `\u00e9`, `\t`, "]", "}", "{", "😀"}), 0, 12).Draw(t, "pieces")
			return `"` + strings.Join(pieces, "") + `"`
		case 3:
			return `"` + strings.Repeat("é", rapid.SampledFrom([]int{64, 65, 255, 256}).Draw(t, "length")) + `"`
		case 4:
			return array(rapid.SliceOfN(aValue(depth+1), 0, 3).Draw(t, "array"))
		}
		return braces(anItem(depth+1).Draw(t, "object"))
	})
}

func aSpace() *rapid.Generator[string] { return rapid.SampledFrom([]string{"", "", " ", "\r\n\t"}) }

func listed(items *rapid.Generator[[]string]) *rapid.Generator[string] {
	return rapid.Map(items, braces)
}

func array(elements []string) string { return "[" + joined(elements) + "]" }
func braces(members []string) string { return "{" + joined(members) + "}" }

func joined(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return strings.Join(list, ", ") + "¤"
}
