package font

import "unicode/utf8"

// Room returns an upper bound of the width of s at the size in a browser that
// has no face of Arial's widths, only DejaVu Sans, and kerns as it likes. It is
// never below Width.
func Room(s string, size float64) float64 {
	f := load()
	n := 0
	for _, r := range s {
		n += int(f.at(r).room)
	}
	return float64(n) * size / em
}

// ellipsis marks the end of a text that was cut.
const ellipsis = "…"

// Fit returns s when its Room at the size is at most room, otherwise as much
// of its beginning as leaves room for "…", with it, and "" when not even one
// character and the "…" fit. It cuts before no combining mark and inside no
// joined emoji, and leaves no space before the "…".
func Fit(s string, size, room float64) string {
	f := load()
	dots := int(f.at('…').room)
	n, cut := 0, 0
	joined := true // nothing to cut before the first character
	for i, r := range s {
		g := f.at(r)
		if !joined && g.advance > 0 && float64(n+dots)*size/em <= room {
			cut = i
		}
		n += int(g.room)
		if g.advance > 0 {
			joined = false
		}
		joined = joined || r == zeroWidthJoiner
	}
	if float64(n)*size/em <= room {
		return s
	}
	kept := trimSpace(s[:cut])
	if kept == "" {
		return ""
	}
	return kept + ellipsis
}

const zeroWidthJoiner = '\u200D'

// trimSpace drops spaces and what takes no place from the end of s when a space is
// below them; marks that belong to a letter stay.
func trimSpace(s string) string {
	for i := len(s); i > 0; {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		i -= n
		switch {
		case r == ' ' || r == '\u00A0':
			s = s[:i]
		case load().at(r).advance > 0:
			return s
		}
	}
	return ""
}

// lackingRoom is for ideographs and emoji, which are 1 em wide in the faces
// that have them, and for the widest signs of DejaVu Sans (arrows, 1.43 em).
const lackingRoom = em * 145 / 100

// roomUnits returns the room of a character that is advance units wide.
//
// Outside Latin-1 the bound is a rule that holds for every character both
// faces have: letters are at most 1.45 times as wide, accents and other narrow
// signs at most 490 units wider. One sign breaks it and is named.
func roomUnits(r rune, advance int) int {
	switch {
	case advance == 0:
		return 0
	case r >= 0x20 && r < 0x20+rune(len(dejaVuASCII)):
		return kerned(max(advance, int(dejaVuASCII[r-0x20])))
	case r >= 0xA0 && r < 0xA0+rune(len(dejaVuLatin1)):
		return kerned(max(advance, int(dejaVuLatin1[r-0xA0])))
	case r == '∙':
		return 1282
	}
	return max(advance*145/100+1, advance+490)
}

// kerned adds 1 %: a few pairs of DejaVu Sans are kerned apart, most of
// them where the other face's letter is the wider anyway.
func kerned(units int) int { return units + (units+99)/100 }

// Advance widths of DejaVu Sans (Book), in 2048ths of an em, from its hmtx
// table: U+0020 to U+007E, and U+00A0 to U+00FF.
var (
	dejaVuASCII = [...]uint16{
		651, 821, 942, 1716, 1303, 1946, 1597, 563, 799, 799, 1024, 1716, 651, 739, 651, 690,
		1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 690, 690, 1716, 1716, 1716, 1087,
		2048, 1401, 1405, 1430, 1577, 1294, 1178, 1587, 1540, 604, 604, 1343, 1141, 1767, 1532, 1612,
		1235, 1612, 1423, 1300, 1251, 1499, 1401, 2025, 1403, 1251, 1403, 799, 690, 799, 1716, 1024,
		1024, 1255, 1300, 1126, 1300, 1260, 721, 1300, 1298, 569, 569, 1186, 569, 1995, 1298, 1253,
		1300, 1300, 842, 1067, 803, 1298, 1212, 1675, 1212, 1212, 1075, 1303, 690, 1303, 1716,
	}
	dejaVuLatin1 = [...]uint16{
		651, 821, 1303, 1303, 1303, 1303, 690, 1024, 1024, 2048, 965, 1253, 1716, 739, 2048, 1024,
		1024, 1716, 821, 821, 1024, 1303, 1303, 651, 1024, 821, 965, 1253, 1985, 1985, 1985, 1087,
		1401, 1401, 1401, 1401, 1401, 1401, 1995, 1430, 1294, 1294, 1294, 1294, 604, 604, 604, 604,
		1587, 1532, 1612, 1612, 1612, 1612, 1612, 1716, 1612, 1499, 1499, 1499, 1499, 1251, 1239, 1290,
		1255, 1255, 1255, 1255, 1255, 1255, 2011, 1126, 1260, 1260, 1260, 1260, 569, 569, 569, 569,
		1253, 1298, 1253, 1253, 1253, 1253, 1253, 1716, 1253, 1298, 1298, 1298, 1298, 1212, 1300, 1212,
	}
)
