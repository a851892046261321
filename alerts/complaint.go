package alerts

import (
	"context"
	"log/slog"
)

// complaint logs what goes wrong again and again once, and once that it is over:
// a database that is away for a night is two lines.
type complaint struct{ last string }

// about takes how something went.
func (c *complaint) about(ctx context.Context, log *slog.Logger, what string, err error) {
	switch {
	case ctx.Err() != nil: // it is cut off by the end
	case err == nil && c.last != "":
		c.last = ""
		log.Info(what + ": it works again")
	case err != nil && err.Error() != c.last:
		c.last = err.Error()
		log.Error(what, "error", err)
	}
}
