package main

import (
	"chartd/render"

	"chartd/render/rendertest/workload"
)

// drawing draws one picture anew, behind dst, which has length 0.
type drawing func(dst []byte) ([]byte, error)

// contestant is a program or library that draws.
type contestant struct {
	name string
	// prepare does what need not be done again for each picture.
	prepare func(workload.Chart, render.Format) (drawing, error)
}

// contestants returns all in the order of the table: chartd first, then those
// that it is compared with.
func contestants() []contestant {
	return []contestant{{"chartd", chartd}, {"gonum", gonum}, {"vicanso", vicanso}}
}

// chartd draws from the raw query to the bytes: it has more to do than the
// others, who begin with numbers.
func chartd(c workload.Chart, f render.Format) (drawing, error) {
	return func(dst []byte) ([]byte, error) {
		sheet := render.Borrow()
		defer sheet.Return()
		if err := sheet.Parse(c.Query, render.FormLimits); err != nil {
			return nil, err
		}
		return sheet.Append(dst, f), nil
	}, nil
}
