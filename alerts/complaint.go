package alerts

import (
	"context"
	"errors"
	"log/slog"

	"chartd/stats"
)

// complaint logs what goes wrong again and again once, and once that it is over:
// a database that is away for a night is two lines.
type complaint struct{ last string }

// about takes how something went.
func (c *complaint) about(ctx context.Context, log *slog.Logger, what string, err error) {
	var kind string
	if err != nil {
		kind = err.Error()
	}
	if errors.Is(err, stats.ErrAway) { // each try may find another sign of it
		kind = stats.ErrAway.Error()
	}
	switch {
	case ctx.Err() != nil: // it is cut off by the end
	case err == nil && c.last != "":
		c.last = ""
		log.Info(what + ": it works again")
	case err != nil && kind != c.last:
		c.last = kind
		log.Error(what, "error", err)
	}
}
