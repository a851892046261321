from math import trunc

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def encode(values, low=None, high=None):
    """One character for each value; None is a gap.

    Give all series of a chart the same low and high.
    """
    known = [v for v in values if v is not None]
    low = min(known, default=0) if low is None else low
    high = max(known, default=0) if high is None else high
    span = max(high - low, 0)

    def digit(v):
        if v is None:
            return "_"
        share = 61 * (v - low) / span if span else 0
        return DIGITS[trunc(share)] if 0 <= share < 62 else "A"

    return "".join(map(digit, values))
