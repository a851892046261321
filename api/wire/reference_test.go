package wire_test

import (
	"bytes"
	"encoding/json"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chartd/api/wire"
	"chartd/stats"
)

// Here the rules of the contract are written down a second time, slowly and
// with the means of the standard library, for the fuzz targets to compare.

// slowClean is contract 2.3: U+FFFD, spaces for control characters, trimmed.
func slowClean(s string) string {
	runes := []rune(s)
	for i, r := range runes {
		if unicode.Is(unicode.Cc, r) {
			runes[i] = ' '
		}
	}
	return strings.TrimSpace(string(runes))
}

// slowNames is contract 2.4.
func slowNames(stat string) ([]string, error) {
	parts := strings.SplitN(slowClean(stat), "~", 2)
	prefix := strings.TrimSpace(parts[0])
	if len([]rune(prefix)) > stats.MaxName {
		return nil, stats.ErrNameTooLong
	}
	var names []string
	listed := 0
	for _, name := range strings.Split(strings.Join(parts[1:], ""), ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if prefix != "" {
			name = prefix + " " + name
		}
		if listed++; listed > stats.MaxNames {
			return nil, stats.ErrTooManyData
		}
		if len([]rune(name)) > stats.MaxName {
			return nil, stats.ErrNameTooLong
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if listed == 0 && prefix == "" {
		return nil, stats.ErrNoName
	}
	if listed == 0 {
		names = []string{prefix}
	}
	return names, nil
}

var (
	decimal  = regexp.MustCompile(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$`)
	oddID    = regexp.MustCompile(`^[\[{tf]`)
	lostPlus = regexp.MustCompile(`([eE]) ([0-9]+)$`)
)

// slowNumber is contract 2.2.
func slowNumber(text string) (float64, error) {
	text = lostPlus.ReplaceAllString(strings.TrimSpace(text), "$1+$2")
	v, err := strconv.ParseFloat(text, 64)
	if !decimal.MatchString(text) || err != nil || math.Abs(v) > 1e100 {
		return 0, wire.ErrNumber
	}
	return v, nil
}

// slowTime is contract 2.8.
func slowTime(text string, now int64) (int64, error) {
	if strings.TrimSpace(text) == "" {
		return now, nil
	}
	v, err := slowNumber(text)
	if err != nil || v < 0 || v > 1e11 || math.Floor(v) > float64(now+86400) {
		return 0, wire.ErrTimestamp
	}
	if v < 1 {
		return now, nil
	}
	return int64(math.Floor(v)), nil
}

// slowForm is contract 2.3: the fields of a body and of a query, by name.
func slowForm(query, body string) map[string]string {
	unescape := func(s string) string {
		if plain, err := url.QueryUnescape(s); err == nil {
			return plain
		}
		return s
	}
	fields := map[string]string{}
	for _, part := range append(strings.Split(body, "&"), strings.Split(query, "&")...) {
		name, value, _ := strings.Cut(part, "=")
		if _, ok := fields[unescape(name)]; !ok {
			fields[unescape(name)] = unescape(value)
		}
	}
	if email, ok := fields["email"]; ok && fields["ezkey"] == "" {
		fields["ezkey"] = email
	}
	return fields
}

// slowPoint checks the fields of a data point; those that were not sent are
// not in the map.
func slowPoint(at wire.Endpoint, fields map[string]string) (wire.Point, error) {
	p := wire.Point{Kind: stats.Counter, Stat: slowClean(fields["stat"]), ID: fields["id"]}
	if _, err := slowNames(p.Stat); err != nil {
		return p, err
	}
	count, hasCount := fields["count"]
	value, hasValue := fields["value"]
	hasCount, hasValue = hasCount && at != wire.ClassicValue, hasValue && at != wire.ClassicCount
	number := count
	if !hasCount {
		p.Kind, number = stats.Value, value
	}
	if !hasCount && !hasValue {
		return p, wire.ErrNoNumber
	}
	var err error
	if p.Number, err = slowNumber(number); err != nil {
		return p, err
	}
	if p.Time, err = slowTime(fields["t"], now); err != nil {
		return p, err
	}
	if utf8.RuneCountInString(p.ID) > wire.MaxID {
		return p, wire.ErrID
	}
	return p, nil
}

// object is a JSON object whose values wait to be read.
type object map[string]json.RawMessage

// text is a string or a number.
func (o object) text(name string) string {
	raw := o[name]
	var s string
	switch {
	case bytes.HasPrefix(raw, []byte(`"`)):
		if err := json.Unmarshal(raw, &s); err != nil {
			panic(err)
		}
		return s
	case len(raw) > 0 && strings.ContainsRune("-0123456789", rune(raw[0])):
		return string(raw)
	}
	return ""
}

// fields are the members of a data point as those of a form.
func (o object) fields() map[string]string {
	fields := map[string]string{"stat": o.text("stat")}
	if id := o.text("id"); id != "" {
		fields["id"] = id
	}
	for _, name := range []string{"count", "value", "t"} {
		raw, ok := o[name]
		if !ok || string(raw) == "null" {
			continue
		}
		fields[name] = string(raw)
		if raw[0] == '"' {
			fields[name] = o.text(name)
		}
	}
	return fields
}

// slowUpload is contract 2.5, for valid JSON.
func slowUpload(body []byte) (wire.Upload, error) {
	var top object
	if body = bytes.TrimSpace(body); body[0] == '[' {
		return wire.Upload{}, wire.ErrNoEZKey
	}
	if body[0] != '{' || levels(body) > 100 {
		return wire.Upload{}, wire.ErrJSON
	}
	if err := json.Unmarshal(body, &top); err != nil {
		return wire.Upload{}, err
	}
	up := wire.Upload{EZKey: top.text("ezkey")}
	if up.EZKey == "" {
		up.EZKey = top.text("email")
	}
	list := []json.RawMessage{json.RawMessage(body)}
	if data := top["data"]; data == nil || string(data) == "null" {
		up.Single = true
	} else if data[0] != '[' {
		return wire.Upload{}, wire.ErrJSON
	} else if err := json.Unmarshal(data, &list); err != nil {
		return wire.Upload{}, err
	}
	if len(list) > wire.MaxPoints {
		return wire.Upload{}, stats.ErrTooManyData
	}
	if up.EZKey == "" {
		return wire.Upload{}, wire.ErrNoEZKey
	}
	if len(list) == 0 {
		return wire.Upload{}, stats.ErrNoName
	}
	for _, raw := range list {
		var o object
		item := wire.Item{Err: wire.ErrJSON}
		if raw[0] == '{' && json.Unmarshal(raw, &o) == nil {
			item.Point, item.Err = slowPoint(wire.EZ, o.fields())
			if (item.Err == nil || item.Err == wire.ErrID) && oddID.Match(o["id"]) {
				item.Err = wire.ErrJSON
			}
		}
		up.Items = append(up.Items, item)
	}
	return up, nil
}

// levels is how deep valid JSON is nested.
func levels(body []byte) int {
	depth, most := 0, 0
	for tokens := json.NewDecoder(bytes.NewReader(body)); ; {
		token, err := tokens.Token()
		if err != nil {
			return most
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			depth++
			most = max(most, depth)
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
	}
}

// strict takes away the commas before ']' and '}'.
func strict(body []byte) []byte {
	var out []byte
	comma := -1 // where in out the last comma stands, with only white space behind it
	for quoted, i := false, 0; i < len(body); i++ {
		c := body[i]
		switch {
		case quoted && c == '\\' && i+1 < len(body):
			out = append(out, c)
			i++
			c = body[i]
		case c == '"':
			quoted = !quoted
			comma = -1
		case quoted:
		case c == ',' && comma < 0:
			comma = len(out)
		case (c == ']' || c == '}') && comma > 0 && !bytes.ContainsAny(out[:comma][len(bytes.TrimRight(out[:comma], " \t\r\n"))-1:], "[{"):
			out[comma] = ' '
			comma = -1
		case !strings.ContainsRune(" \t\r\n", rune(c)):
			comma = -1
		}
		out = append(out, c)
	}
	return out
}
