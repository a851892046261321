package wire

import (
	"strings"

	"chartd/stats"
)

// Upload is the JSON of one request to the EZ API.
type Upload struct {
	EZKey  string
	Single bool   // one object without data
	Items  []Item // in the order they were sent, at least one
}

// Item is one data point of an upload. Err is nil, or what Fields.Point may
// return, or ErrJSON where the item is no object. A bad item still has the
// name in Point.Stat, if it has one.
type Item struct {
	Point Point
	Err   error
}

// ParseUpload reads the body of a JSON request received at now, in UNIX
// seconds (contract, section 2.5): an object with ezkey and data, or the one
// data point itself with an ezkey. The strings of the Upload are parts of one
// copy of body: who keeps one of them for long should strings.Clone it.
//
// Beyond JSON it takes a comma before ']' and '}'. Texts may come as numbers
// and numbers as texts, as loosely typed languages write them; null is absent;
// unknown members mean nothing; of equal members the last counts, as in every
// JSON decoder; email counts where ezkey is absent or empty.
//
// An error stands for the whole upload: ErrJSON, also for nesting beyond 100
// levels; stats.ErrTooManyData; ErrNoEZKey, also for an array, which one client sends;
// stats.ErrNoName for a data array without items.
func ParseUpload(body []byte, now int64) (Upload, error) {
	if firstByte(body) == '[' {
		return Upload{}, ErrNoEZKey
	}
	r := reader{scanner: scanner{s: string(body)}, now: now}
	r.upload()
	switch {
	case r.tooMany:
		return Upload{}, stats.ErrTooManyData
	case r.bad:
		return Upload{}, ErrJSON
	case r.up.EZKey == "":
		return Upload{}, ErrNoEZKey
	case len(r.up.Items) == 0:
		return Upload{}, stats.ErrNoName
	}
	return r.up, nil
}

// reader reads one upload.
type reader struct {
	scanner
	now     int64
	up      Upload
	tooMany bool
}

// upload reads the whole body.
func (r *reader) upload() {
	var email string
	var single draft
	data := false
	for more := r.open('{'); more; more = r.more('}') {
		switch key := r.key(); key {
		case "ezkey":
			r.up.EZKey = r.value(1).text().Value
		case "email":
			email = r.value(1).text().Value
		case "data":
			data = r.data()
		default:
			r.member(&single, key, 1)
		}
	}
	r.end()
	if r.up.EZKey == "" {
		r.up.EZKey = email
	}
	if !data {
		r.up.Single = true
		r.up.Items = r.up.Items[:0]
		r.add(&single)
	}
}

// data reads the data points. It is false where there is null in their place.
func (r *reader) data() bool {
	r.up.Items = r.up.Items[:0]
	if r.space(); r.peek() != '[' {
		if r.value(1).shape != null {
			r.fail()
		}
		return false
	}
	if r.up.Items == nil {
		r.up.Items = make([]Item, 0, min(strings.Count(r.s[r.at:], "{"), MaxPoints))
	}
	for more := r.open('['); more; more = r.more(']') {
		if len(r.up.Items) == MaxPoints {
			r.tooMany = true
			r.fail()
			return true
		}
		r.item()
	}
	return true
}

// item reads one element of the data.
func (r *reader) item() {
	if r.space(); r.peek() != '{' {
		r.value(2)
		r.up.Items = append(r.up.Items, Item{Err: ErrJSON})
		return
	}
	var d draft
	for more := r.open('{'); more; more = r.more('}') {
		r.member(&d, r.key(), 3)
	}
	r.add(&d)
}

// member reads the value of one member of a data point, depth levels deep.
func (r *reader) member(d *draft, key string, depth int) {
	v := r.value(depth)
	switch key {
	case "stat":
		d.stat = v.text()
	case "count":
		d.count = v.raw()
	case "value":
		d.value = v.raw()
	case "t":
		d.t = v.raw()
	case "id":
		d.id, d.oddID = v.text(), v.shape == other
	}
}

// add checks a data point and appends it.
func (r *reader) add(d *draft) {
	r.up.Items = append(r.up.Items, Item{})
	item := &r.up.Items[len(r.up.Items)-1]
	item.Err = d.check(&item.Point, EZ, r.now)
}
