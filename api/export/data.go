package export

import (
	"bytes"
	"encoding/csv"
	"math"
	"net/http"
	"strconv"

	"chartd/stats"
)

// maxIDs is how many stats one call reads; more are ignored (contract, 3.4).
const maxIDs = 5

// dataset is one stat's points (contract, 3.4).
type dataset struct {
	Name      string  `json:"name"`
	Timeframe string  `json:"timeframe"`
	Points    []point `json:"points"`
}

// point is a bucket: its first second, and the sum of a counter, the mean of a
// value, 0 without data. encoding/json writes whole numbers without a decimal
// point, and no exponent from 1e-6 to below 1e21.
type point struct {
	Time  int64   `json:"time"`
	Value float64 `json:"value"`
}

func (f *Face) data(c *call) error {
	format := field(c.r.URL.RawQuery, "format")
	if format != "" && format != "json" && format != "csv" {
		return errFormat
	}
	if len(c.args) == 0 {
		return errStat
	}
	var list []stats.Stat
	for _, id := range c.args[:min(len(c.args), maxIDs)] {
		s, err := f.find(c, id)
		if err != nil {
			return err
		}
		list = append(list, s)
	}
	p, err := f.period(c)
	if err != nil {
		return err
	}
	buckets, err := f.read(c.r.Context(), list, p)
	if err != nil {
		return err
	}
	times := p.times()
	sets := make([]dataset, len(list))
	for i, s := range list {
		sets[i] = dataset{s.Name, p.words, make([]point, len(times))}
		for n, b := range buckets[i] {
			sets[i].Points[n] = point{times[n], s.Kind.Figure(b)}
		}
	}
	if format == "csv" {
		send(c.w, http.StatusOK, csvType, table(sets))
		return nil
	}
	write(c.w, http.StatusOK, sets)
	return nil
}

// table is the sets as CSV, a column a stat. A name that begins with "=" stays
// as it is: this is data, and a spreadsheet has to ask before it runs any.
func table(sets []dataset) []byte {
	var out bytes.Buffer
	rows := csv.NewWriter(&out)
	row := []string{"time"}
	for _, s := range sets {
		row = append(row, s.Name)
	}
	_ = rows.Write(row) // a buffer takes everything
	for n, p := range sets[0].Points {
		row[0] = strconv.FormatInt(p.Time, 10)
		for i := range sets {
			row[i+1] = figure(sets[i].Points[n].Value)
		}
		_ = rows.Write(row)
	}
	rows.Flush()
	return out.Bytes()
}

// figure is a number as the JSON has it.
func figure(v float64) string {
	form := byte('f')
	if size := math.Abs(v); size != 0 && size < 1e-6 || size >= 1e21 {
		form = 'e'
	}
	return strconv.FormatFloat(v, form, -1, 64)
}
