package channel

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chartd/alerts"
)

// each sends the notices of a letter one by one. One that is refused holds up no
// other; any other error ends it, and so does a time that is nearly up: a call
// that is cut off may have arrived. Where some arrived, and others not, the error
// is *alerts.Partly. The answer is the last one.
func (s *Sender) each(ctx context.Context, l letter, one func(context.Context, card) (answer, error)) (answer, error) {
	var arrived []string
	var said answer
	var refused error
	for i, c := range l.cards {
		if len(arrived) > 0 && ending(ctx) {
			return said, partly(arrived, fmt.Errorf("%d of %d arrived in time, the others follow", len(arrived), len(l.cards)))
		}
		got, err := one(ctx, c)
		switch {
		case errors.Is(err, errRefused):
			refused = err
		case err != nil:
			return got, partly(arrived, err)
		default:
			arrived = append(arrived, l.cards[i].notice.Key)
		}
		said = got
	}
	return said, partly(arrived, refused)
}

// ending reports whether a context has less time than a call may take.
func ending(ctx context.Context) bool {
	end, ok := ctx.Deadline()
	return ok && time.Until(end) < answerTime
}

// partly says which notices of a message with an error arrived.
func partly(arrived []string, err error) error {
	if err == nil || len(arrived) == 0 {
		return err
	}
	return &alerts.Partly{Arrived: arrived, Err: err}
}

// dedup is the name of a notice's episode for services that fold notices of one
// into another; of a notice outside of any, its own.
func dedup(n alerts.Notice) string {
	if n.Episode != "" {
		return n.Episode
	}
	return n.Key
}
