package embed

import (
	"strings"

	"chartd/stats"
)

// oldFrames are the names that timeframes had on StatHat's pages (StatHat
// contract, 6.2).
var oldFrames = map[string]string{
	"hour": "1h1m", "half": "12h10m", "day": "1d15m", "week": Standard, "month": "1M1d", "year": "1y1w",
}

// compareSuffix asks for the period before as well.
const compareSuffix = "_compare"

// ReadFrame reads a timeframe as pages name it: 1w3h, week, week_compare; "" and
// _compare are a week. It returns the timeframe's text, which may still be none.
func ReadFrame(text string) (frame string, compare bool) {
	name, compare := strings.CutSuffix(text, compareSuffix)
	if name == "" {
		return Standard, compare
	}
	if frame, ok := oldFrames[name]; ok {
		return frame, compare
	}
	return name, compare
}

// CommonFrame is the timeframe that all keys may show: the one that any of them
// is held to, or the one that was asked for. The error is ErrUnavailable where
// two are held to different ones, or a *param.Error about tf.
func CommonFrame(shown []Shown, asked string) (text string, frame stats.Timeframe, err error) {
	held := ""
	for _, s := range shown {
		if s.Grant.Frame == "" || s.Grant.Frame == held {
			continue
		}
		if held != "" {
			return "", frame, ErrUnavailable
		}
		held = s.Grant.Frame
	}
	if text = held; text == "" {
		text, _ = ReadFrame(asked)
	}
	frame, err = timeframe(text)
	return text, frame, err
}
